//! The one place that makes SQL statements: [`sql!`] for a fixed text, [`built!`] for a text made of parts.
//!
//! Both enter each text in a list, so that a test prepares every statement on both databases. Values and columns are typed by
//! [`Column`]; rows by [`FromRow`]. Nothing else in this crate names the library's queries, apart from the connection,
//! the migrations and the transaction of a unit of work.

mod column;
mod list;
mod of_office;
#[cfg(test)]
mod plans;
mod row;
#[cfg(test)]
pub(crate) mod scratch;
mod statement;
pub(crate) mod sums;
#[cfg(test)]
mod tests;

pub(crate) use column::{Bind, Column, Json, Raw, named_columns};
pub use list::all;
pub(crate) use list::{BUILT, Built, Listed, STATEMENTS, built};
pub use of_office::OfOffice;
pub(crate) use row::{FromRow, column};
pub use statement::Db;
pub(crate) use statement::{NotesRows, Statement, sql, written};
