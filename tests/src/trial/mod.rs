//! The server as a binary under trial: any build of it, reached over HTTP, its files and its command line alone.
//!
//! `GUIJU_TRIAL_BINARY` names the program, else it is the server that is built with the tests; `GUIJU_TRIAL_DATABASE` is
//! `sqlite` (if not named) or `postgres`. The binary plays the test office once with its own `demo` command; each trial
//! gets a copy of that.

mod ground;
pub mod tamper;
mod visitor;

pub use ground::{Ground, Ran, Served, Start, copy, healthy};
pub use visitor::{Answer, Visitor};

use crate::{Database, root};
use anyhow::Result;
use guiju_engine::Contract;
use std::{ffi::OsString, fs, path::PathBuf};

/// The moment at which the test office was played and at which trials begin: a Monday.
pub const AT: &str = "2026-03-02T09:00";

/// Says what the trial is about: on a binary that has the fault this is the assertion that fails. What fails elsewhere in a
/// trial is its set-up.
#[macro_export]
macro_rules! right {
    ($holds:expr, $($words:tt)+) => {
        assert!($holds, "FAULT: {}", format_args!($($words)+))
    };
}

/// The program under trial.
#[must_use]
pub fn binary() -> OsString {
    std::env::var_os("GUIJU_TRIAL_BINARY").unwrap_or_else(|| {
        let built = std::env::current_exe().unwrap_or_default();
        built.ancestors().nth(2).map_or_else(|| PathBuf::from("server"), |folder| folder.join("server")).into()
    })
}

/// The database of the trials.
#[must_use]
pub fn database() -> Database {
    match std::env::var("GUIJU_TRIAL_DATABASE").as_deref() {
        Ok("postgres") => Database::Postgres,
        _ => Database::Sqlite,
    }
}

/// Regulations for the program under trial: as they are built; for one that does not speak their contract yet, those of the
/// baseline.
///
/// # Errors
/// If the program or what was kept of the baseline cannot be read.
pub fn regulations() -> Result<PathBuf> {
    let program = fs::read(binary())?;
    let ours = Contract::OURS.as_bytes();
    if program.windows(ours.len()).any(|bytes| bytes == ours) {
        return Ok(root().join("target/regulations"));
    }
    let folder = root().join(format!("target/trials/{}.regulations", std::process::id()));
    fs::create_dir_all(&folder)?;
    let mut archive = zip::ZipArchive::new(fs::File::open(root().join("tests/kept/baseline.zip"))?)?;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let path = file.enclosed_name().unwrap_or_default();
        if let Some(name) = path.strip_prefix("regulations").ok().filter(|name| name.extension().is_some()) {
            std::io::copy(&mut file, &mut fs::File::create(folder.join(name))?)?;
        }
    }
    Ok(folder)
}
