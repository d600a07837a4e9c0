//! Every operation of the API that changes something is called by some test, and leaves an event.

use crate::run::run;
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// The variable that names the file in which the tests note what they call (`tests/src/called.rs`).
pub const CALLED: &str = "GUIJU_TEST_CALLED";

fn file() -> Result<PathBuf> {
    Ok(std::env::current_dir()?.join("target/called.txt"))
}

/// Begins the list anew; the file.
pub fn begin() -> Result<PathBuf> {
    let file = file()?;
    fs::write(&file, "").with_context(|| file.display().to_string())?;
    Ok(file)
}

/// Compares what was called with the OpenAPI document, by a program that the tests have built.
pub fn check() -> Result<()> {
    run(Command::new("target/debug/called").arg(file()?))
}
