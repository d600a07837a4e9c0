//! Erasing matters that the office need not keep any longer: what is due is shown first, one keeper asks, another confirms, and jobs
//! carry it out in batches. What goes is told by events that name every hole; that there was a matter, and its number, stays.

mod batches;
mod due;
mod files;
mod gone;
mod people;
mod recorded;
mod telling;

pub use batches::go_on;
pub use due::shown;
pub(crate) use due::{begin, can_be_erased, stands, wanted};
pub use gone::{erased, missing};
