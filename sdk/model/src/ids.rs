//! Names for the plain values that cross the boundary.

/// JSON text whose shape is the regulation's own.
pub type Json = String;
/// Days since 1970-01-01 as they cross the boundary; see [`crate::Date`].
pub type DayNumber = i32;
/// Seconds since 1970-01-01T00:00 in the office's local time as they cross the boundary; see [`crate::Moment`].
pub type SecondNumber = i64;
/// The id of a clause of the regulation's own text.
pub type ClauseId = String;
/// The id of a form: `leave` for one of the regulation's own, `other-regulation/form` for another's.
pub type FormId = String;
/// The id of a person.
pub type PersonId = u64;
/// The id of a department.
pub type DepartmentId = u32;
/// The id of a record in a register.
pub type RecordId = u64;
/// A symbolic role, such as `supervising-leader`.
pub type RoleId = String;
