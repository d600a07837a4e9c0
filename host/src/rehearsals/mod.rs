//! Rehearsals: recorded calls asked again of another package or under other values; nothing else changes.
//!
//! Every recording is asked again; what differs is counted by clause and saved, so that both answers can be laid side by side.
//! A rehearsal with nothing changed is a replay: it must find no difference.

mod compared;
mod cover;
pub mod lines;
mod opened;
mod replay;
mod report;
mod run;
mod variation;

pub use opened::difference;
pub use replay::replay;
pub use report::{differences, export, list, shown};
pub use run::{begin, cancel, follow};
pub use variation::Variation;
