//! The policy in force: which package binds which office from which day, the dated parameters, the calendar.
//!
//! A snapshot is read when the server starts and after each change, so that judging needs no query. What was filed keeps
//! the package and the values of its day to its end. A package that cannot be loaded leaves everything else as it is: the
//! office is behind with that regulation until it can.

mod behind;
pub mod following;
mod lack;
mod office;
mod offices;
mod rows;

pub use lack::{Behind, Lack};
pub use office::{DatedValue, Days, Hours, OfficePolicy};
pub use offices::{Policies, noted};
