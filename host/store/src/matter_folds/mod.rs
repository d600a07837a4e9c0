//! Matters as folds of their events: noting what changes a matter, and comparing rows with what the events give.

mod columns;
mod note;
mod noted;
mod verify;

pub use note::note;
pub(crate) use noted::Noted;
pub use verify::{FoldFault, FoldFaultKind, FoldsVerified, verify, verify_one};
