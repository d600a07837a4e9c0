//! Texts as recordings store them: deflated.

use crate::error::{Error, Result};
use flate2::{Compress, Compression, FlushCompress, Status, read::DeflateDecoder};
use std::{cell::RefCell, io::Read};

/// Room that a deflated text gets beside half of its length.
const SPARE: usize = 64;

thread_local! {
    /// What deflates, one for each thread: its tables are larger than most texts, and making them takes longer than using them.
    static DEFLATING: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

pub(super) fn deflated(text: &[u8]) -> Result<Vec<u8>> {
    DEFLATING.with_borrow_mut(|deflating| {
        deflating.reset();
        let mut packed = Vec::with_capacity(text.len() / 2 + SPARE);
        loop {
            let read = usize::try_from(deflating.total_in()).map_err(Error::internal)?;
            let rest = text.get(read..).unwrap_or_default();
            match deflating.compress_vec(rest, &mut packed, FlushCompress::Finish).map_err(Error::internal)? {
                Status::StreamEnd => return Ok(packed),
                Status::Ok | Status::BufError => packed.reserve(packed.capacity().max(SPARE)),
            }
        }
    })
}

/// Reads a deflated text.
///
/// # Errors
/// If it is damaged.
pub(super) fn inflated(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut text).map_err(Error::internal)?;
    Ok(text)
}
