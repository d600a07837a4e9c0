//! `guiju anchor restored`: enters into each chain that a restore from a backup was intended.

use super::{anchors::Anchors, check::AnchorsRead, lines::Trusted, restored::gaps};
use crate::store::{Pool, UnitOfWork, chain_ends, offices};
use anyhow::{Result, ensure};
use guiju_domain::{anchor::Restore, events::evidence::Restored};
use std::{collections::BTreeSet, sync::Arc};

/// Enters into each chain that ends before what is anchored elsewhere that it was restored, and why, signed by the key of the server; a
/// line for each.
///
/// # Errors
/// If the database cannot be used, or nothing is lost.
pub async fn acknowledge(
    pool: &Pool,
    anchors: &Anchors,
    elsewhere: &AnchorsRead,
    (reason, utc): (&str, i64),
) -> Result<Vec<String>> {
    let reason = reason.trim();
    ensure!(!reason.is_empty(), "say why it was restored");
    let trusted = Trusted(BTreeSet::from([anchors.public()]));
    let mut said = Vec::new();
    for office in offices::ids(pool).await? {
        let heads = elsewhere.heads.get(&office).map(Vec::as_slice).unwrap_or_default();
        let known = gaps(pool, office, &trusted).await?;
        let newest = heads.iter().filter(|head| !known.iter().any(|gap| gap.accepts(head))).max_by_key(|head| head.seq);
        let (kept_until, zone) = chain_ends::last_seq_and_zone(pool, office).await?;
        let Some(newest) = newest.filter(|head| head.seq > kept_until) else { continue };
        let zone = zone.parse::<crate::clock::Zone>().map_err(anyhow::Error::msg)?;
        let turn = Arc::new(tokio::sync::Mutex::new(())).lock_owned().await;
        let mut change = UnitOfWork::begin(pool, turn, office, (utc, zone.local(utc))).await?;
        let signature = anchors.sign_restore(&Restore { office, kept_until, lost_until: newest.seq, reason });
        let (lost_until, reason, key) = (newest.seq, reason.to_owned(), anchors.public());
        let event = Restored { kept_until, lost_until, reason, key, signature };
        change.record(None, &event)?;
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
