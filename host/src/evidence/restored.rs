//! A restore that was acknowledged: events between a backup and the failure are known to anchors, but not to the chain.

use super::check::AnchorsRead;
use crate::store::{Pool, UnitOfWork, chain_ends, event_queries};
use anyhow::{Result, ensure};
use guiju_domain::{OfficeId, anchor::Head, events::evidence::Restored};
use std::sync::Arc;

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

/// Enters into each chain that ends before what is anchored elsewhere that it was restored, and why; a line for each.
///
/// # Errors
/// If the database cannot be used, or nothing is lost.
pub async fn acknowledge(pool: &Pool, elsewhere: &AnchorsRead, reason: &str, utc: i64) -> Result<Vec<String>> {
    ensure!(!reason.trim().is_empty(), "say why it was restored");
    let mut said = Vec::new();
    for office in chain_ends::offices(pool).await? {
        let heads = elsewhere.heads.get(&office).map(Vec::as_slice).unwrap_or_default();
        let known = gaps(pool, office).await?;
        let newest = heads.iter().filter(|head| !known.iter().any(|gap| gap.accepts(head))).max_by_key(|head| head.seq);
        let (kept_until, zone) = chain_ends::last_seq_and_zone(pool, office).await?;
        let Some(newest) = newest.filter(|head| head.seq > kept_until) else { continue };
        let zone = zone.parse::<crate::clock::Zone>().map_err(anyhow::Error::msg)?;
        let turn = Arc::new(tokio::sync::Mutex::new(())).lock_owned().await;
        let mut change = UnitOfWork::begin(pool, turn, office, (utc, zone.local(utc))).await?;
        let event = Restored { kept_until, lost_until: newest.seq, reason: reason.trim().to_owned() };
        change.record(None, &event).await?;
        change.commit().await?;
        said.push(format!(
            "office {office}: restored at event {}; events {} to {} are lost; {}",
            kept_until + 1,
            kept_until + 1,
            newest.seq,
            event.reason
        ));
    }
    ensure!(!said.is_empty(), "nothing is anchored there that is not in the chains: there is nothing to acknowledge");
    Ok(said)
}
