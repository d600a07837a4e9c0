//! Matters as folds of their events: noting what changes a matter, and comparing rows with what the events give.

mod columns;
mod note;
mod verify;

pub(crate) use note::Noted;
pub use note::note;
pub use verify::{FoldFault, FoldFaultKind, FoldsVerified, verify};
