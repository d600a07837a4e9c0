//! The database and what lies beside it: one set of queries for SQLite and PostgreSQL.
//!
//! A [`UnitOfWork`] is a transaction of one office. It begins by locking the office's row, so changes of an office follow
//! each other: numbers have no gaps, the hash chain no forks, and two deciders never both win. Offices don't wait for each
//! other.

pub mod accounts;
pub mod alarms;
pub mod assessments;
pub mod attachment_uses;
pub mod attachments;
pub mod bindings;
pub mod blob_removals;
mod blobs;
pub mod bookings;
pub mod calendar_years;
mod chain;
pub mod chain_ends;
pub mod claims;
pub mod clause_statistics;
mod connection;
pub mod delegations;
pub mod departments;
pub mod deputies;
pub mod devices;
mod dialect;
pub mod drafts;
pub mod erasure;
mod error;
pub mod event_index;
pub mod event_queries;
pub mod event_search;
pub mod event_subjects;
mod events;
pub mod facts;
pub mod file_mentions;
pub mod follow_ups;
pub mod former_badges;
pub mod handing_over;
pub mod imported_lines;
pub mod inboxes;
pub mod installations;
pub mod late_facts;
pub mod log_in_attempts;
pub mod matter_events;
pub mod matter_folds;
pub mod matter_lists;
pub mod matters;
pub mod mentions;
pub mod messages;
#[cfg(test)]
mod migrations;
pub mod notices;
pub mod office_settings;
pub mod offices;
pub mod openings;
pub mod packages;
pub mod parameter_values;
pub mod people;
mod placeholders;
pub mod posts;
pub mod proposals;
pub mod public_links;
pub mod publications;
pub mod publishers;
pub mod readable;
pub mod record_keys;
pub mod record_presence;
pub mod record_queries;
pub mod recordings;
pub mod records;
pub mod recounts;
pub mod recovery_codes;
pub mod rehearsals;
pub mod reminders;
pub mod requests;
pub mod retention;
pub mod revisions;
pub mod row_digests;
pub mod search_index;
pub mod second_factors;
pub mod series;
pub mod sessions;
pub mod shifts;
mod sql;
pub mod storage_used;
pub mod suspensions;
pub mod swaps;
pub mod system_roles;
pub mod tasks;
mod unit_of_work;
pub mod unresolved;
mod upgrade;
pub mod verify_runs;
pub mod wordings;

pub use blobs::{BlobError, BlobFault, BlobName, BlobPlace, Blobs, Bucket, digest};
pub use chain::{Walk, Walker, altered, hash_at, verify, walk};
pub use connection::{
    PlainTransaction, acquire, begin, checkpoint, copy_sqlite, look, open_current, optimize, ping, snapshot,
};
pub use dialect::Dialect;
pub use error::{Cause, Error, Result};
pub use events::Event;
pub use sql::{Db, OfOffice, all as statements};
pub use sqlx::{AnyConnection as Connection, AnyPool as Pool};
pub use unit_of_work::{Mark, UnitOfWork};
pub use upgrade::{BeforeUpgrade, UpgradeCopy, list as upgrade_copies, open, upgrade};

#[cfg(test)]
mod round_trips;
