//! Where the project is, and what a test answers that cannot run here.

use anyhow::{Result, ensure};
use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    thread,
};

/// The variable that names the file in which a test program writes what it skipped; `cargo xtask test` reads it.
const SKIPPED: &str = "GUIJU_TEST_SKIPPED";

/// The project's top folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// What a test answers that cannot run here: it is counted as skipped, not as passed. On CI nothing may be left out.
///
/// # Errors
/// On CI, or if it cannot be written down.
pub fn skipped(why: &str) -> Result<()> {
    ensure!(env::var_os("CI").is_none(), "{why}, and on CI nothing is left out");
    // The thread of a test has its name.
    let line = format!("{}: {why}\n", thread::current().name().unwrap_or("a test"));
    eprint!("skipped: {line}");
    if let Some(path) = env::var_os(SKIPPED) {
        fs::File::options().create(true).append(true).open(path)?.write_all(line.as_bytes())?;
    }
    Ok(())
}
