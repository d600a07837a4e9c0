//! Bounds of what is read of a table, and how much of them is used up.

use guiju_domain::rejection::Import;

/// The last row that is read.
pub const ROWS: u32 = 500_000;
/// The last column that is read.
pub const COLUMNS: u32 = 256;
/// Cells that are read in all, with the empty ones before the last of each row.
pub(super) const CELLS: usize = 2_000_000;
/// Cells in which nothing is written; reading them takes time, too.
pub(super) const BLANKS: usize = 4_000_000;
/// Bytes of text in all cells.
pub(super) const TEXT: usize = 64 << 20;
/// Sheets that are looked at.
pub(super) const SHEETS: usize = 64;

/// What all sheets of a file may take together.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    blanks: usize,
    text: usize,
}

impl Budget {
    /// Takes a cell in which nothing is written.
    pub(super) fn blank(&mut self) -> Result<(), Import> {
        self.blanks += 1;
        if self.blanks > BLANKS { Err(Import::Blanks { cells: BLANKS as u64 }) } else { Ok(()) }
    }

    /// Takes some cells and text from what there may be.
    pub(super) fn take(&mut self, cells: usize, text: usize) -> Result<(), Import> {
        self.cells += cells;
        self.text += text;
        if self.cells > CELLS || self.text > TEXT {
            return Err(Import::Cells { cells: CELLS as u64, megabytes: (TEXT >> 20) as u64 });
        }
        Ok(())
    }
}
