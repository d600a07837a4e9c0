//! A restore that was acknowledged: events between a backup and the failure are known to anchors, but not to the chain.

use super::lines::{Trusted, is_signed};
use crate::store::{
    Pool,
    event_queries::{self, RestoredEvent},
};
use guiju_domain::{
    OfficeId,
    anchor::{Head, Restore},
};

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

/// The restores that an office's chain tells of. An event counts if it says of its own place how far the chain was kept, and if a
/// key that is known signed it: whoever can write into the database could otherwise acknowledge what he cut off. Events of earlier
/// versions have no signature; none stands behind those of this one.
///
/// # Errors
/// If the database cannot be used.
pub async fn gaps(pool: &Pool, office: OfficeId, trusted: &Trusted) -> crate::error::Result<Vec<Gap>> {
    let events = event_queries::restored(pool, office).await?;
    Ok(events.into_iter().filter_map(|event| gap(office, &event, trusted)).collect())
}

fn gap(office: OfficeId, event: &RestoredEvent, trusted: &Trusted) -> Option<Gap> {
    let number = |name: &str| event.body[name].as_i64();
    let text = |name: &str| event.body[name].as_str().unwrap_or_default();
    let (kept_until, lost_until, reason) = (number("kept_until")?, number("lost_until")?, text("reason"));
    let restore = Restore { office, kept_until, lost_until, reason };
    let key = text("key");
    let is_signed = trusted.0.contains(key) && is_signed(&restore.signed_text(), key, text("signature"));
    let counts = kept_until + 1 == event.seq && (is_signed || event.is_plain);
    counts.then(|| Gap { told_at: event.seq, kept_until, lost_until, reason: reason.to_owned() })
}
