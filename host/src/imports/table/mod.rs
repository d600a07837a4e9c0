//! Tables as offices' programs write them: xlsx, xls, CSV, or text parted by tabs; in UTF-8, UTF-16, or the GB 18030 in which
//! Excel and WPS write CSV where they are set to Chinese.
//!
//! A table is read sparsely and within bounds, so that what a file unpacks to never decides how much memory it takes.

mod biff;
mod delimited;
mod heads;
mod text;
mod unpacked;
mod workbook;

pub use heads::{Column, Headed, headed, plain};
pub use text::text;

use guiju_domain::rejection::Import;
use std::collections::BTreeMap;

/// The last row that is read.
pub const ROWS: u32 = 500_000;
/// The last column that is read.
pub const COLUMNS: u32 = 256;
/// Cells that are read in all, with the empty ones before the last of each row.
const CELLS: usize = 2_000_000;
/// Cells in which nothing is written; reading them takes time, too.
const BLANKS: usize = 4_000_000;
/// Bytes of text in all cells.
const TEXT: usize = 64 << 20;
/// Sheets that are looked at.
const SHEETS: usize = 64;

/// The bytes with which an xlsx begins.
const ZIP: &[u8] = b"PK";
/// The bytes with which an xls begins.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// A sheet with whatever is written in it.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether its author hid it.
    pub hidden: bool,
    /// Rows in which something is written, each with its number in the file.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Debug, Default)]
pub struct Row {
    /// Its number in the file, counted from 1.
    pub number: u64,
    /// Its cells up to the last in which something is written.
    pub cells: Vec<String>,
}

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

/// The name of a cell, such as `B7`; row and column are counted from 0.
fn cell_name(row: u32, column: u32) -> String {
    let (mut letters, mut left) = (String::new(), u64::from(column) + 1);
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", u64::from(row) + 1)
}

/// What all sheets of a file may take together.
#[derive(Debug, Default)]
struct Budget {
    cells: usize,
    blanks: usize,
    text: usize,
}

impl Budget {
    /// Takes a cell in which nothing is written.
    fn blank(&mut self) -> Result<(), Import> {
        self.blanks += 1;
        if self.blanks > BLANKS { Err(Import::Blanks { cells: BLANKS as u64 }) } else { Ok(()) }
    }

    /// Takes some cells and text from what there may be.
    fn take(&mut self, cells: usize, text: usize) -> Result<(), Import> {
        self.cells += cells;
        self.text += text;
        if self.cells > CELLS || self.text > TEXT {
            return Err(Import::Cells { cells: CELLS as u64, megabytes: (TEXT >> 20) as u64 });
        }
        Ok(())
    }
}

/// The rows of a sheet while its cells come in, in any order.
#[derive(Debug, Default)]
struct Filling(BTreeMap<u32, Vec<String>>);

impl Filling {
    /// Takes a cell; row and column are counted from 0.
    fn put(&mut self, budget: &mut Budget, (row, column): (u32, u32), cell: String) -> Result<(), Import> {
        if cell.is_empty() {
            return budget.blank();
        }
        if row >= ROWS || column >= COLUMNS {
            return Err(Import::Beyond { cell: cell_name(row, column), rows: ROWS, columns: COLUMNS });
        }
        if cell.contains('\0') {
            return Err(Import::Nul { row: u64::from(row) + 1 });
        }
        // A row costs as much as some cells, however short it is.
        let cells = self.0.entry(row).or_default();
        let width = column as usize + 1;
        budget.take(width.saturating_sub(cells.len()) + 1, cell.len())?;
        if cells.len() < width {
            cells.resize(width, String::new());
        }
        cells[column as usize] = cell;
        Ok(())
    }

    /// The rows in which more than blanks is written.
    fn rows(self) -> Vec<Row> {
        let written = self.0.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
        written.map(|(row, cells)| Row { number: u64::from(row) + 1, cells }).collect()
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
