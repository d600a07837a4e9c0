//! Which kind of file a table is, and its sheets.

use super::{delimited, sheet::Sheet, text::text, workbook};
use guiju_domain::rejection::Import;

/// The bytes with which an xlsx begins.
const ZIP: &[u8] = b"PK";
/// The bytes with which an xls begins.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// Whether the file is a workbook, not text.
#[must_use]
pub fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// The sheets of a file in which something is written: visible ones first, a text file as one sheet.
///
/// # Errors
/// If it cannot be read, or goes beyond a bound.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Import> {
    let mut sheets = match bytes {
        _ if bytes.starts_with(ZIP) => workbook::xlsx(bytes)?,
        _ if bytes.starts_with(COMPOUND) => workbook::xls(bytes)?,
        _ => vec![delimited::sheet(&text(bytes)?)?],
    };
    sheets.retain(|sheet| !sheet.rows.is_empty());
    if sheets.is_empty() {
        return Err(Import::Empty);
    }
    sheets.sort_by_key(|sheet| sheet.hidden);
    Ok(sheets)
}
