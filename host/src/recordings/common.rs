//! Deflated parts that most recordings have in common: the days around a call, and the values of parameters. They are remembered, since
//! deflating them again and again would take a good part of a filing. They name nobody.

use super::deflate::deflated;
use crate::error::Result;
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

/// So many are remembered at most; then all are forgotten.
const MOST: usize = 512;

static DEFLATED: LazyLock<Mutex<HashMap<[u8; 32], Vec<u8>>>> = LazyLock::new(Mutex::default);

/// A text, deflated, by its SHA-256 digest.
///
/// # Errors
/// If it cannot be deflated.
pub(super) fn deflated_once(digest: [u8; 32], text: &[u8]) -> Result<Vec<u8>> {
    let known = || DEFLATED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = known().get(&digest) {
        return Ok(bytes.clone());
    }
    let bytes = deflated(text)?;
    let mut known = known();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(digest, bytes.clone());
    Ok(bytes)
}
