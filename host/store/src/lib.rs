//! The database and what lies beside it: one set of queries for SQLite and PostgreSQL.
//!
//! A [`UnitOfWork`] is a transaction of one office. It begins by locking the office's row, so changes of an office follow
//! each other: numbers have no gaps, the hash chain no forks, and two deciders never both win. Offices don't wait for each
//! other.

pub mod accounts;
pub mod assessments;
mod blobs;
pub mod bookings;
mod chain;
pub mod claims;
pub mod clause_statistics;
mod columns;
mod connection;
pub mod delegations;
pub mod devices;
mod dialect;
pub mod drafts;
mod error;
mod events;
#[cfg(test)]
mod migrations;
pub mod facts;
pub mod follow_ups;
pub mod handing_over;
pub mod imported_lines;
pub mod inboxes;
pub mod log_in_attempts;
pub mod matter_events;
pub mod matters;
pub mod mentions;
mod narrowing;
pub mod notices;
pub mod office_settings;
pub mod offices;
pub mod proposals;
pub mod public_links;
pub mod publications;
pub mod records;
pub mod recounts;
pub mod recovery_codes;
pub mod reminders;
pub mod requests;
pub mod second_factors;
pub mod series;
pub mod sessions;
mod sql;
pub mod tasks;
mod unit_of_work;
pub mod unresolved;

pub use blobs::{BlobError, BlobFault, BlobName, BlobPlace, Blobs, Bucket, digest};
pub use chain::{Walk, Walker, altered, hash_at, heads, verify, walk};
pub use columns::Columns;
pub use connection::{open, optimize, ping, snapshot};
pub use dialect::Dialect;
pub use error::{Error, Result};
pub use events::Event;
pub use narrowing::Narrowing;
pub use sql::{Db, all as statements};
pub use sqlx::{AnyConnection as Connection, AnyPool as Pool};
pub use unit_of_work::{Mark, UnitOfWork};
