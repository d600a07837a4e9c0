//! The vocabulary of Guiju: what host, portal and regulations say to each other, as types.
//!
//! The records mirror `sdk/wit/regulation.wit` name by name: the engine passes them into the sandbox as they are
//! (feature `engine`), the SDK's glue builds them inside, and the portal reads them as JSON. Beside them stand the pure
//! rules that all three sides share: civil dates, half days, money in words, the work calendar, the shape of a form's
//! content and the arithmetic of a vote. No clock, no I/O.

mod answers;
mod assessment;
mod capitals;
mod citing;
mod effects;
mod facts;
mod forms;
mod letters;
mod manifest;
mod series;

pub mod attached;
pub mod blank;
pub mod calendar;
pub mod half_days;
pub mod holidays;
pub mod money;
pub mod numbers;
pub mod shape;
pub mod summary;
pub mod time;
pub mod vote;

pub use answers::*;
pub use assessment::*;
pub use effects::*;
pub use facts::*;
pub use forms::*;
pub use half_days::{HalfDay, HalfDays};
pub use letters::*;
pub use manifest::*;
pub use money::Money;
pub use time::{Date, Moment, Period};

/// JSON text whose shape is the regulation's own.
pub type Json = String;
/// Days since 1970-01-01 as they cross the boundary; see [`Date`].
pub type DayNumber = i32;
/// Seconds since 1970-01-01T00:00 in the office's local time as they cross the boundary; see [`Moment`].
pub type SecondNumber = i64;
/// Id of a clause of the regulation's own text.
pub type ClauseId = String;
/// `leave` for a form of one's own, `other-regulation/form` for another's.
pub type FormId = String;
/// Id of a person.
pub type PersonId = u64;
/// Id of a department.
pub type DepartmentId = u32;
/// Id of a record in a register.
pub type RecordId = u64;
/// Symbolic role such as `supervising-leader`.
pub type RoleId = String;
