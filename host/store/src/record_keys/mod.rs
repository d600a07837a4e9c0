//! By what records are found and summed up (tables `record_keys` and `record_lookups`): the values of those fields that regulations declare to
//! look up, written with each record.

mod build;
mod lookup;
mod lookups;
mod noted;
mod pending;
mod reading;
#[cfg(test)]
mod servers;
#[cfg(test)]
mod tests;
mod write;

pub use build::complete;
pub use lookup::Lookup;
pub use lookups::{Lookups, RecordKey, saved};
pub use noted::{NotedLookup, all};
pub(crate) use pending::PendingKeys;
pub(crate) use write::write;
