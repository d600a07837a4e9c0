//! The program under trial, its database and its regulations.

use crate::{database::Database, place::root};
use anyhow::Result;
use guiju_engine::Contract;
use std::{ffi::OsString, fs, path::PathBuf};

/// The moment at which the test office was played and at which trials begin: a Monday.
pub const AT: &str = "2026-03-02T09:00";

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
