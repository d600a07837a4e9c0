//! What was removed because its time was over.

use super::Event;
use crate::RetentionKind;
use serde::Serialize;

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
        "retention-applied"
    }
}
