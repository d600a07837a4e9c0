//! The database and what lies beside it: one set of queries for SQLite and PostgreSQL.
//!
//! A [`UnitOfWork`] is a transaction of one office. It begins by locking the office's row, so changes of an office follow
//! each other: numbers have no gaps, the hash chain no forks, and two deciders never both win. Offices don't wait for each
//! other.

pub mod bindings;
mod blobs;
pub mod calendar_years;
mod chain;
mod columns;
mod connection;
pub mod departments;
pub mod deputies;
pub mod devices;
mod dialect;
mod error;
mod events;
pub mod former_badges;
pub mod installations;
pub mod look_ups;
mod narrowing;
pub mod office_settings;
pub mod offices;
pub mod packages;
pub mod parameter_values;
pub mod people;
pub mod posts;
pub mod publishers;
pub mod recordings;
pub mod rehearsals;
pub mod revisions;
pub mod shifts;
mod sql;
pub mod swaps;
mod unit_of_work;
pub mod wordings;

pub use blobs::{BlobError, BlobFault, BlobName, BlobPlace, Blobs, Bucket, digest};
pub use chain::{Walk, Walker, altered, hash_at, heads, verify, walk};
pub use columns::Columns;
pub use connection::{open, snapshot};
pub use dialect::Dialect;
pub use error::{Error, Result};
pub use events::Event;
pub use narrowing::Narrowing;
pub use sql::{Db, OfOffice, all as statements};
pub use sqlx::{AnyConnection as Connection, AnyPool as Pool};
pub use unit_of_work::{Mark, UnitOfWork};

#[cfg(test)]
mod round_trips;
