//! The database and what lies beside it: one set of queries for SQLite and PostgreSQL.
//!
//! A [`UnitOfWork`] is a transaction of one office. It begins by locking the office's row, so changes of an office follow
//! each other: numbers have no gaps, the hash chain no forks, and two deciders never both win. Offices don't wait for each
//! other.

pub mod alarms;
pub mod attachment_uses;
pub mod attachments;
pub mod blob_removals;
mod blobs;
mod chain;
pub mod chain_ends;
mod columns;
mod connection;
pub mod devices;
mod dialect;
mod error;
pub mod event_queries;
mod events;
pub mod file_mentions;
pub mod matter_lists;
mod narrowing;
pub mod openings;
pub mod record_queries;
pub mod retention;
pub mod search_index;
mod sql;
pub mod storage_used;
pub mod system_roles;
mod unit_of_work;

pub use blobs::{BlobError, BlobFault, BlobName, BlobPlace, Blobs, Bucket, digest};
pub use chain::{Walk, Walker, altered, hash_at, verify, walk};
pub use columns::Columns;
pub use connection::{copy_sqlite, open, snapshot};
pub use dialect::Dialect;
pub use error::{Error, Result};
pub use events::Event;
pub use narrowing::Narrowing;
pub use sql::{Db, all as statements};
pub use sqlx::{AnyConnection as Connection, AnyPool as Pool};
pub use unit_of_work::{Mark, UnitOfWork};
