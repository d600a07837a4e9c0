//! Copies of the project below `target`, built by another version number.

use crate::run::output;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Copies the files of the project that are wanted to a folder below `target`. The copy's crates are of a version of their own,
/// so that what is built of them never stands for what is built here; everything else is shared.
///
/// # Errors
/// If a file cannot be read or written.
pub fn copied(folder: &str, wanted: impl Fn(&str) -> bool) -> Result<PathBuf> {
    let copy = Path::new("target").join(folder);
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    let files = output(Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    for file in files.lines().filter(|file| wanted(file) && Path::new(file).exists()) {
        let to = copy.join(file);
        fs::create_dir_all(to.parent().unwrap_or(&copy))?;
        fs::copy(file, to).with_context(|| file.to_owned())?;
    }
    let workspace = fs::read_to_string(copy.join("Cargo.toml"))?;
    let version = format!("version = \"0.1.0-{folder}\"");
    fs::write(copy.join("Cargo.toml"), workspace.replacen("version = \"0.1.0\"", &version, 1))?;
    Ok(copy)
}
