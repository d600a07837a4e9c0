//! The server as a binary under trial: any build of it, reached over HTTP, its files and its command line alone.
//!
//! `GUIJU_TRIAL_BINARY` names the program, else it is the server that is built with the tests; `GUIJU_TRIAL_DATABASE` is
//! `sqlite` (if not named) or `postgres`. The binary plays the test office once with its own `demo` command; each trial
//! gets a copy of that.

mod ground;
mod program;
mod running;
pub mod tamper;
mod visitor;

pub use ground::{Ground, Ran, Served, Start, copy, healthy};
pub use program::{AT, binary, database, regulations};
pub use running::Running;
pub use visitor::{Answer, Visitor};

/// Says what the trial is about: on a binary that has the fault this is the assertion that fails. What fails elsewhere in a
/// trial is its set-up.
#[macro_export]
macro_rules! right {
    ($holds:expr, $($words:tt)+) => {
        assert!($holds, "FAULT: {}", format_args!($($words)+))
    };
}
