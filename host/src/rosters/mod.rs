//! Shifts that go round: made fairly, shown and printed, exchanged by consent. Whoever is on duty holds the role that
//! the roster gives.

mod as_records;
mod declared;
mod making;
pub mod plan;
mod showing;
mod swaps;

pub use as_records::entries;
pub use making::make;
pub use showing::{offered, on_duty, shown};
pub use swaps::{answer, ask};
