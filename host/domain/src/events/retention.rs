//! What was removed because its time was over.

use super::Event;
use crate::{ErasureId, MatterId, PersonId, RequestId, RetentionKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// A batch was removed.
#[derive(Clone, Debug, Serialize)]
pub struct RetentionApplied {
    /// The kind of rows that were removed.
    pub what: RetentionKind,
    /// How many.
    pub count: u64,
    /// Their size in bytes, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// For how many days the office keeps them.
    pub days: i64,
}

impl Event for RetentionApplied {
    fn kind(&self) -> &'static str {
        RETENTION_APPLIED
    }
}

/// A row that was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErasedRow {
    /// Its table.
    pub table: &'static str,
    /// The values of its key, but for a login and a clock number.
    pub key: Vec<String>,
}

/// A batch of an erasure was carried out: every hole that it left, and nothing of what stood there. The chain accepts exactly the
/// holes that it names.
#[derive(Clone, Debug, Serialize)]
pub struct Erased {
    /// The erasure.
    pub erasure: ErasureId,
    /// The request by which one keeper asked for it and another confirmed it.
    pub request: RequestId,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who confirmed; nobody if it was done on the server itself.
    pub confirmed_by: Option<PersonId>,
    /// For how many years matters have to be kept.
    pub years: i64,
    /// Regulations whose matters have to be kept for other years; 0 is for ever.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<String, i64>,
    /// The matters, each with its number, if it had one.
    pub matters: Vec<(MatterId, Option<String>)>,
    /// Numbers in the chain of the events whose salt and body were erased.
    pub events: Vec<i64>,
    /// Those of earlier versions among them, each with a digest of what remains of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remains: Vec<(i64, String)>,
    /// The rows.
    pub rows: Vec<ErasedRow>,
    /// Digests of the stored files.
    pub files: Vec<String>,
    /// People who left and of whom nothing is kept but the name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
    /// People who left and whose names are not kept any more either.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<PersonId>,
    /// Why the erasure ends here, before everything was erased that was due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_early: Option<EndedEarly>,
}

/// Why an erasure ended before everything was erased that was due when it was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndedEarly {
    /// The office keeps matters or people for another time now.
    TermsChanged,
}

impl Event for Erased {
    fn kind(&self) -> &'static str {
        ERASED
    }
}

/// The kind of the event that tells of what was kept for its time and removed.
pub const RETENTION_APPLIED: &str = "retention-applied";
/// The kind of the event that tells of an erasure.
pub const ERASED: &str = "erased";
