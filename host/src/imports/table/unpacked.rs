//! Whether an xlsx unpacks within bounds, found before anything of it is kept.

use guiju_domain::rejection::Import;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Megabytes of all parts together.
const ALL: u64 = 192;
/// Megabytes of the texts that cells share.
const SHARED: u64 = 32;
/// Megabytes of each other part but sheets and pictures.
const PART: u64 = 4;
/// Signs of structure in the texts that cells share: more of them are more texts than cells may have.
const SIGNS: u64 = 8_000_000;
/// Bytes without a sign of structure; the longest text of a cell is a tenth of it.
const RUN: u64 = 1 << 20;
/// Parts of a workbook.
const PARTS: usize = 2000;
/// Digits of a number of texts by which memory may be taken beforehand.
const DIGITS: usize = 7;
/// Bytes that are looked at together.
const PIECE: usize = 64 << 10;

/// Unpacks every part once without keeping it.
///
/// # Errors
/// If it is no archive, or unpacks to more than there may be.
pub fn check(bytes: &[u8]) -> Result<(), Import> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Import::Damaged)?;
    if archive.len() > PARTS {
        return Err(Import::Damaged);
    }
    let mut all = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| Import::Damaged)?;
        let name = part.name().map_err(|_| Import::Damaged)?.to_lowercase();
        let shared = name.ends_with("sharedstrings.xml");
        let xml = name.ends_with(".xml") || name.ends_with(".rels");
        let most = match () {
            () if shared => SHARED,
            () if xml && !name.contains("worksheets/") => PART,
            () => ALL,
        };
        let mut looked = Looked { xml, shared, ..Looked::default() };
        let mut piece = vec![0; PIECE];
        loop {
            let read = part.read(&mut piece).map_err(|_| Import::Damaged)?;
            if read == 0 {
                break;
            }
            all += read as u64;
            looked.bytes += read as u64;
            if all > ALL << 20 || looked.bytes > most << 20 {
                return Err(Import::Unpacked { megabytes: if all > ALL << 20 { ALL } else { most } });
            }
            looked.piece(&piece[..read])?;
        }
    }
    Ok(())
}

/// What was seen of a part.
#[derive(Default)]
struct Looked {
    xml: bool,
    shared: bool,
    bytes: u64,
    signs: u64,
    run: u64,
    /// The begin of the shared texts, where their number is announced.
    begin: Vec<u8>,
}

impl Looked {
    fn piece(&mut self, piece: &[u8]) -> Result<(), Import> {
        if !self.xml {
            return Ok(());
        }
        for byte in piece {
            match byte {
                b'<' => (self.signs, self.run) = (self.signs + 1, 0),
                b'>' => self.run = 0,
                // Another encoding than the one that all programs write.
                0 => return Err(Import::Damaged),
                _ => self.run += 1,
            }
            if self.run > RUN {
                return Err(Import::Unpacked { megabytes: RUN >> 20 });
            }
        }
        if self.shared {
            if self.signs > SIGNS {
                return Err(Import::Unpacked { megabytes: SHARED });
            }
            // The announcement stands before the first text, within the second sign of structure.
            if self.begin.len() < PIECE {
                self.begin.extend(piece.iter().take(PIECE));
                announced(&self.begin)?;
            }
        }
        Ok(())
    }
}

/// Refuses texts that announce more of them than there can be: readers take memory by it.
fn announced(begin: &[u8]) -> Result<(), Import> {
    let text = String::from_utf8_lossy(begin);
    for (place, word) in text.match_indices("uniqueCount") {
        let value = text[place + word.len()..].trim_start_matches(|c: char| c.is_whitespace() || "=\"'".contains(c));
        let digits = value.trim_start_matches(['0', '+']).bytes().take_while(u8::is_ascii_digit).count();
        if digits > DIGITS {
            return Err(Import::Damaged);
        }
    }
    Ok(())
}
