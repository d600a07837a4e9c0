//! A sheet: rows with their numbers, and how they come together while cells are read in any order.

use super::budget::{Budget, COLUMNS, ROWS};
use guiju_domain::rejection::Import;
use std::collections::BTreeMap;

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

/// The name of a cell, such as `B7`; row and column are counted from 0.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    let (mut letters, mut left) = (String::new(), u64::from(column) + 1);
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", u64::from(row) + 1)
}

/// The rows of a sheet while its cells come in, in any order.
#[derive(Debug, Default)]
pub(super) struct Filling(BTreeMap<u32, Vec<String>>);

impl Filling {
    /// Takes a cell; row and column are counted from 0.
    pub(super) fn put(&mut self, budget: &mut Budget, (row, column): (u32, u32), cell: String) -> Result<(), Import> {
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
    pub(super) fn rows(self) -> Vec<Row> {
        let written = self.0.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
        written.map(|(row, cells)| Row { number: u64::from(row) + 1, cells }).collect()
    }
}
