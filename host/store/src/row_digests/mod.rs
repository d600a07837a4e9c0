//! Digests of rows in the chain of an office.
//!
//! Every row of a covered table that a change writes has a digest in table `row_digests`; the hash of the change's last event covers
//! the list of them. So a row that was altered, removed, inserted or put back by hand is found: the latest digest of its key says
//! otherwise. What stands in no digest is listed with the reason in [`tables`].

mod compare;
mod digest;
mod faults;
mod insert;
mod lists;
mod matter;
mod pages;
mod schema;
mod strays;
mod tables;
#[cfg(test)]
mod tests;
mod unsalted;
mod verify;

pub(crate) use digest::{ListHash, RowDigest, Salts};
pub use faults::{ListFault, ListFaultKind, RowFault, RowFaultKind, RowsVerified};
pub(crate) use insert::{RowList, latest};
pub use matter::is_altered;
pub(crate) use pages::Page;
pub use schema::{SchemaFault, schema_faults};
pub use strays::{Stray, strays};
pub(crate) use tables::{CoveredTable, KeyColumn, SEPARATOR};
pub use tables::{UNCOVERED, covered};
pub(crate) use verify::is_new;
pub use verify::{is_covered, verify};
