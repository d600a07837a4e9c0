//! Whether an xls can be read within bounds, found before it is read: its reader takes memory as the file says.

use super::{
    budget::{Budget, COLUMNS, SHEETS},
    sheet::cell_name,
};
use cfb::{CompoundFile, Version};
use guiju_domain::rejection::Import;
use std::io::{Cursor, Read, Write};

/// The last row of this kind of workbook.
const ROWS: u32 = 65_536;

/// Kinds of records.
mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const END: u16 = 0x000a;
    pub const CONTINUE: u16 = 0x003c;
    pub const FILE_PASS: u16 = 0x002f;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00bd;
    pub const SST: u16 = 0x00fc;
    pub const LABEL_SST: u16 = 0x00fd;
    pub const DIMENSIONS: u16 = 0x0200;
    /// The text of the formula before it.
    pub const TEXT: u16 = 0x0207;
    pub const BEGIN: u16 = 0x0809;
    /// Number, label, rich label, boolean, text of a formula, number in short.
    pub const CELLS: [u16; 6] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x0207, 0x027e];
}

/// The workbook alone, in a container of our own, once everything in it was found to lie within bounds.
///
/// # Errors
/// If it does not hold together, or goes beyond a bound.
pub fn checked(bytes: &[u8]) -> Result<Vec<u8>, Import> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Import::Damaged)?;
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name)).ok_or(Import::Damaged)?;
    let mut stream = Vec::new();
    // A damaged chain of sectors may come back to itself; no stream is longer than its file.
    let whole = file.open_stream(name).map_err(|_| Import::Damaged)?;
    whole.take(bytes.len() as u64).read_to_end(&mut stream).map_err(|_| Import::Damaged)?;
    Looked::at(&stream)?;
    let mut own =
        CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new())).map_err(|_| Import::Damaged)?;
    let mut written = own.create_stream(name).map_err(|_| Import::Damaged)?;
    written.write_all(&stream).map_err(|_| Import::Damaged)?;
    drop(written);
    own.flush().map_err(|_| Import::Damaged)?;
    Ok(own.into_inner().into_inner())
}

/// What was seen of the records.
#[derive(Default)]
struct Looked {
    /// Where sheets begin.
    sheets: Vec<usize>,
    /// Lengths of the texts that cells share.
    texts: Vec<usize>,
    budget: Budget,
}

impl Looked {
    fn at(stream: &[u8]) -> Result<(), Import> {
        let mut looked = Self::default();
        let mut records = records(stream, 0).peekable();
        while let Some((kind, data)) = records.next() {
            match kind {
                kind::FILE_PASS => return Err(Import::Damaged),
                kind::BOUND_SHEET => looked.sheets.push(long(data, 0).ok_or(Import::Damaged)?),
                kind::SST => {
                    let mut pieces = vec![data];
                    while let Some((_, more)) = records.next_if(|(kind, _)| *kind == kind::CONTINUE) {
                        pieces.push(more);
                    }
                    looked.texts = Texts { pieces, piece: 0, place: 8 }.lengths();
                }
                kind::END => break,
                _ => {}
            }
        }
        if looked.sheets.len() > SHEETS {
            return Err(Import::Damaged);
        }
        for begin in looked.sheets.clone() {
            looked.sheet(stream, begin)?;
        }
        Ok(())
    }

    /// Looks at a sheet: its reader makes a table of everything between its first and its last cell.
    fn sheet(&mut self, stream: &[u8], begin: usize) -> Result<(), Import> {
        let (mut first, mut last) = ((u32::MAX, u32::MAX), (0, 0));
        let (mut cells, mut depth) = (0, 0_u32);
        for (kind, data) in records(stream, begin) {
            let text = match kind {
                kind::BEGIN => {
                    depth += 1;
                    continue;
                }
                kind::END if depth < 2 => break,
                kind::END => {
                    depth -= 1;
                    continue;
                }
                kind::DIMENSIONS => {
                    dimensions(data)?;
                    continue;
                }
                kind::LABEL_SST => long(data, 6).and_then(|text| self.texts.get(text)).copied().unwrap_or(0),
                kind::MUL_RK | kind::FORMULA => data.len(),
                _ if kind::CELLS.contains(&kind) => data.len(),
                _ => continue,
            };
            cells += 1;
            self.budget.take(0, text)?;
            if kind == kind::TEXT {
                continue;
            }
            let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else { return Err(Import::Damaged) };
            let to = if kind == kind::MUL_RK { (column + data.len() as u32 / 6).max(column) } else { column };
            if to > COLUMNS {
                return Err(Import::Beyond { cell: cell_name(row, to), rows: ROWS, columns: COLUMNS });
            }
            first = (first.0.min(row), first.1.min(column));
            last = (last.0.max(row), last.1.max(to));
        }
        let rows = u64::from(last.0.saturating_sub(first.0)) + 1;
        let columns = u64::from(last.1.saturating_sub(first.1)) + 1;
        self.budget.take(cells.max(usize::try_from(rows * columns).unwrap_or(usize::MAX)), 0)
    }
}

/// The extent that a sheet claims: memory is taken by it.
fn dimensions(data: &[u8]) -> Result<(), Import> {
    let claimed = match data.len() {
        10 => [short(data, 0), short(data, 2), short(data, 4), short(data, 6)],
        14 => [
            long(data, 0).and_then(|row| u32::try_from(row).ok()),
            long(data, 4).and_then(|row| u32::try_from(row).ok()),
            short(data, 8),
            short(data, 10),
        ],
        _ => return Err(Import::Damaged),
    };
    let [Some(first_row), Some(row), Some(first_column), Some(column)] = claimed else { return Err(Import::Damaged) };
    let none = (first_row, row, first_column, column) == (0, 0, 0, 0);
    if row > ROWS || column > COLUMNS || (!none && (first_row > row || first_column > column)) {
        return Err(Import::Beyond { cell: cell_name(row, column), rows: ROWS, columns: COLUMNS });
    }
    Ok(())
}

/// Records from a place on: kind and data.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut left = stream.get(from..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (short(left, 0)?, short(left, 2)? as usize);
        let data = left.get(4..4 + length)?;
        left = &left[4 + length..];
        Some((kind as u16, data))
    })
}

fn short(data: &[u8], place: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(data.get(place..place + 2)?.try_into().ok()?)))
}

fn long(data: &[u8], place: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(data.get(place..place + 4)?.try_into().ok()?)).ok()
}

/// The texts that cells share: a record with its continuations.
struct Texts<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    place: usize,
}

impl Texts<'_> {
    /// How long each text is, in bytes; as many of them as hold together.
    fn lengths(mut self) -> Vec<usize> {
        std::iter::from_fn(|| self.next()).collect()
    }

    fn next(&mut self) -> Option<usize> {
        if self.pieces.get(self.piece)?.len() == self.place {
            (self.piece, self.place) = (self.piece + 1, 0);
        }
        let piece = *self.pieces.get(self.piece)?;
        let (characters, flags) = (short(piece, self.place)? as usize, *piece.get(self.place + 2)?);
        self.place += 3;
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += short(piece, self.place)? as usize * 4;
            self.place += 2;
        }
        if flags & 4 != 0 {
            behind += long(piece, self.place)?;
            self.place += 4;
        }
        let (mut left, mut wide) = (characters, flags & 1 != 0);
        while left > 0 {
            let piece = *self.pieces.get(self.piece)?;
            let each = if wide { 2 } else { 1 };
            let here = (piece.len().saturating_sub(self.place) / each).min(left);
            (left, self.place) = (left - here, self.place + here * each);
            if left > 0 {
                // A text goes on behind a flag of its own.
                (self.piece, self.place) = (self.piece + 1, 1);
                wide = self.pieces.get(self.piece)?.first()? & 1 != 0;
            }
        }
        while behind > 0 {
            let here = self.pieces.get(self.piece)?.len().saturating_sub(self.place).min(behind);
            (behind, self.place) = (behind - here, self.place + here);
            if behind > 0 {
                (self.piece, self.place) = (self.piece + 1, 0);
            }
        }
        Some(characters * 3)
    }
}
