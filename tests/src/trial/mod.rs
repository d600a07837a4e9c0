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
use std::{ffi::OsString, path::PathBuf};

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

/// Regulations as they are built.
#[must_use]
pub fn regulations() -> PathBuf {
    root().join("target/regulations")
}
