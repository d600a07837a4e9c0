//! Bytes in the store that no row names: left by an upload or a removal that was cut off.
//!
//! Once a day the names in the store are compared with the rows. Only what has lain there for as long as an unfiled file may is
//! removed, and nothing that any matter, task, record or event names. What is older than the office itself came from elsewhere: it
//! is told and left.

use super::{
    named,
    turn::{DAY, done, turn},
};
use crate::{
    app::App,
    error::Result,
    store::{blob_removals, event_queries},
};
use guiju_domain::{OfficeId, RetentionKind, settings::RETENTION_FILES};
use std::collections::BTreeSet;

/// The name in events.
const KIND: RetentionKind = RetentionKind::Orphans;
/// Removed at once at most; the rest follows the next day.
const BATCH: usize = 10_000;

/// Compares what is stored with what is named.
pub(super) async fn sweep(app: &App, office: OfficeId) -> Result<()> {
    let days = app.policy(office)?.settings.number(&RETENTION_FILES).max(1);
    let orphans = orphans(app, office, days).await?;
    let mut found = named::anywhere(&app.pool, office, &orphans).await?;
    let Some(mut change) = turn(app, office, KIND).await? else { return Ok(()) };
    named::since(&mut change, &orphans, &mut found).await?;
    let mut count = 0;
    for digest in orphans.difference(&found.digests) {
        if !blob_removals::is_known(&mut change, digest).await? {
            blob_removals::add(&mut change, digest).await?;
            count += 1;
        }
    }
    done(change, KIND, days, (count, None), DAY).await
}

/// What the store has of an office, old enough, that no row names.
async fn orphans(app: &App, office: OfficeId, days: i64) -> Result<BTreeSet<String>> {
    let Some(founded) = event_queries::first_moment(&app.pool, office).await? else { return Ok(BTreeSet::new()) };
    let before = app.clock.utc() - days * DAY;
    let known = blob_removals::known(&app.pool, office).await?.into_iter().collect::<BTreeSet<_>>();
    let (mut orphans, mut foreign) = (BTreeSet::new(), 0_u64);
    for (digest, stored) in app.blobs.attachments(office).await? {
        if known.contains(&digest) || stored > before {
            continue;
        }
        // The moment of the first event is the office's local time: up to a day beside UTC.
        if stored < founded.0 - DAY {
            foreign += 1;
        } else if orphans.len() < BATCH {
            orphans.insert(digest);
        }
    }
    if foreign > 0 {
        tracing::warn!(
            office = office.number(),
            files = foreign,
            "the store has files from before this office; they are left as they are"
        );
    }
    Ok(orphans)
}
