//! Files that the command line reads and writes; what goes wrong names the file.

use crate::revisions;
use anyhow::{Context, Result, ensure};
use guiju_engine::Limits;
use guiju_package::Key;
use std::path::Path;

/// A file's bytes, or an error that names it.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| file.display().to_string())
}

/// A package's bytes; its size is looked at first.
pub fn read_package(file: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let size = std::fs::metadata(file).with_context(|| file.display().to_string())?.len();
    let most = (limits.component_bytes + revisions::SIGNED) as u64;
    ensure!(size <= most, "{} has {size} bytes, more than the {most} that a package may have", file.display());
    read(file)
}

/// Writes a file, or says which.
pub fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(file, bytes).with_context(|| file.display().to_string())
}

/// A publisher's key from its file.
pub fn key(file: &Path) -> Result<Key> {
    let text = String::from_utf8(read(file)?)?;
    text.trim().parse::<Key>().with_context(|| file.display().to_string())
}
