//! A restore that was acknowledged: events between a backup and the failure are known to anchors, but not to the chain.

use crate::store::{Pool, event_queries};
use guiju_domain::{OfficeId, anchor::Head};

/// The events that a restore lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The event that tells of the restore.
    pub told_at: i64,
    /// The last event that was in the backup.
    pub kept_until: i64,
    /// The last event that is known to be lost.
    pub lost_until: i64,
    /// Why it was restored.
    pub reason: String,
}

impl Gap {
    /// Whether an anchored head that does not agree with the chain is of an event that this restore lost.
    #[must_use]
    pub const fn accepts(&self, head: &Head) -> bool {
        self.kept_until < head.seq && head.seq <= self.lost_until
    }
}

/// The restores that an office's chain tells of.
///
/// # Errors
/// If the database cannot be used.
pub async fn gaps(pool: &Pool, office: OfficeId) -> crate::error::Result<Vec<Gap>> {
    let gap = |event: event_queries::RestoredEvent| {
        let number = |name: &str| event.body[name].as_i64().unwrap_or_default();
        Gap {
            told_at: event.seq,
            kept_until: number("kept_until"),
            lost_until: number("lost_until"),
            reason: event.body["reason"].as_str().unwrap_or_default().to_owned(),
        }
    };
    Ok(event_queries::restored(pool, office).await?.into_iter().map(gap).collect())
}
