//! Rehearsals: the office's own past put to another package, or under other values, without touching anything.
//!
//! Every recording is asked again; what differs is counted by clause and kept, so that both answers can be laid side by
//! side. A rehearsal with nothing changed is a replay: it must find no difference.

mod ask;
mod cover;
pub mod lines;
mod report;
mod run;

pub use report::{difference, differences, export, list, shown};
pub use run::{begin, cancel, follow, replay};

pub use ask::Change;
