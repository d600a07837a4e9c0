//! Text whose columns are parted by commas, tabs, semicolons or bars.

use super::{
    budget::Budget,
    sheet::{Filling, Sheet},
};
use guiju_domain::rejection::Import;

/// What parts columns, the usual one first.
const SIGNS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Lines that are looked at to tell what parts columns.
const LOOKED_AT: usize = 30;

/// A text as a sheet; each row has the number of the line in which it begins.
///
/// # Errors
/// If it goes beyond a bound.
pub fn sheet(text: &str) -> Result<Sheet, Import> {
    // The reader counts lines by their last sign alone; with two signs a line it would count the next one's begin as this one.
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    let sign = sign(text);
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(sign).quoting(quoted(text, sign));
    let mut reader = builder.from_reader(text.as_bytes());
    let (mut filling, mut budget, mut record) = (Filling::default(), Budget::default(), csv::StringRecord::new());
    while reader.read_record(&mut record).map_err(|_| Import::Damaged)? {
        let line = record.position().map_or(0, csv::Position::line).saturating_sub(1);
        // What a spreadsheet program writes to itself.
        if line == 0 && record.get(0).is_some_and(|cell| cell.trim_start_matches('\u{feff}').starts_with("sep=")) {
            continue;
        }
        let row = u32::try_from(line).unwrap_or(u32::MAX);
        for (column, cell) in record.iter().enumerate() {
            let cell = cell.trim_matches(|c: char| c == '\0' || c == '\r' || c == '\u{feff}');
            filling.put(&mut budget, (row, u32::try_from(column).unwrap_or(u32::MAX)), cell.to_owned())?;
        }
    }
    Ok(Sheet { rows: filling.rows(), ..Sheet::default() })
}

/// Whether quotation marks enclose cells: each that opens one is closed before the next sign or line end, and no cell holds a whole
/// line of columns. A mark that nobody closes would swallow the lines behind it.
fn quoted(text: &str, sign: u8) -> bool {
    let columns = text.lines().map(|line| line.bytes().filter(|byte| *byte == sign).count()).max().unwrap_or_default();
    let (mut begins, mut bytes) = (true, text.bytes().peekable());
    while let Some(byte) = bytes.next() {
        if byte != b'"' || !begins {
            begins = byte == sign || byte == b'\n';
            continue;
        }
        let (mut lines, mut signs) = (0, 0);
        loop {
            match bytes.next() {
                None => return false,
                Some(b'"') if bytes.next_if_eq(&b'"').is_some() => {}
                Some(b'"') => break,
                Some(byte) => {
                    lines += usize::from(byte == b'\n');
                    signs += usize::from(byte == sign);
                }
            }
        }
        while bytes.next_if_eq(&b' ').is_some() {}
        let swallows = lines > 0 && columns > 0 && signs >= columns;
        if swallows || bytes.peek().is_some_and(|next| *next != sign && *next != b'\n') {
            return false;
        }
        begins = false;
    }
    true
}

/// What parts the columns: the sign of which there are most in the first lines.
fn sign(text: &str) -> u8 {
    let count = |sign: u8| {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
        lines.map(|line| line.bytes().filter(|byte| *byte == sign).count()).sum::<usize>()
    };
    let mut best = (SIGNS[0], count(SIGNS[0]));
    for sign in &SIGNS[1..] {
        let found = count(*sign);
        if found > best.1 {
            best = (*sign, found);
        }
    }
    best.0
}
