//! By what records are found and summed up (tables `record_keys` and `record_lookups`): the values of those fields that regulations declare to
//! look up, written with each record.

mod build;
mod lookups;
mod pending;
mod write;

pub use build::complete;
pub use lookups::{Lookup, Lookups, RecordKey, saved};
pub(crate) use pending::PendingKeys;
pub(crate) use write::write;
