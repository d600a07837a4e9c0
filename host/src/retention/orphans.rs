//! Bytes in the store that no row names: left by an upload or a removal that was cut off.
//!
//! Once a day the names in the store are compared with the rows. Only what has lain there for as long as an unfiled file may is
//! removed, and nothing that any matter, task, record or event names. What is older than the office itself came from elsewhere: it
//! is told and left.

use super::{DAY, done, named, removals, turn};
use crate::{
    app::App,
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{OfficeId, settings::RETENTION_FILES};
use sqlx::AnyPool;
use std::collections::BTreeSet;

/// The name in events.
pub(super) const KIND: &str = "orphans";
/// Removed at once at most; the rest follows the next day.
const BATCH: usize = 10_000;

/// Compares what is stored with what is named.
pub(super) async fn sweep(app: &App, office: OfficeId) -> Result<()> {
    let days = app.law(office)?.settings.number(&RETENTION_FILES).max(1);
    let orphans = orphans(app, office, days).await?;
    let mut found = named::anywhere(&app.pool, office, &orphans).await?;
    let Some(mut change) = turn(app, office, KIND).await? else { return Ok(()) };
    named::since(&mut change, office, &orphans, &mut found).await?;
    let mut count = 0;
    for digest in orphans.difference(&found.digests) {
        if !is_known(&mut change, digest).await? {
            removals::add(&mut change, digest).await?;
            count += 1;
        }
    }
    done(change, KIND, days, (count, None), DAY).await
}

/// What the store has of an office, old enough, that no row names.
async fn orphans(app: &App, office: OfficeId, days: i64) -> Result<BTreeSet<String>> {
    let Some(founded) = founded(&app.pool, office).await? else { return Ok(BTreeSet::new()) };
    let before = app.clock.utc() - days * DAY;
    let known = known(&app.pool, office).await?;
    let (mut orphans, mut foreign) = (BTreeSet::new(), 0_u64);
    for (digest, stored) in app.blobs.attachments(office).await? {
        if known.contains(&digest) || stored > before {
            continue;
        }
        // The moment of the first event is the office's local time: up to a day beside UTC.
        if stored < founded - DAY {
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

/// The moment of the office's first event.
async fn founded(pool: &AnyPool, office: OfficeId) -> Result<Option<i64>> {
    let row = sqlx::query("SELECT MIN(at) AS at FROM events WHERE office_id = $1")
        .bind(office.number())
        .fetch_one(pool)
        .await?;
    Ok(row.maybe_int("at")?)
}

/// Tables whose rows name files.
const KNOWN: &str = "SELECT digest FROM attachments WHERE office_id = $1
    UNION SELECT digest FROM attachment_uploads_pending WHERE office_id = $1
    UNION SELECT digest FROM attachment_uses WHERE office_id = $1
    UNION SELECT digest FROM attachment_holds WHERE office_id = $1
    UNION SELECT digest FROM blob_removals WHERE office_id = $1";

async fn known(pool: &AnyPool, office: OfficeId) -> Result<BTreeSet<String>> {
    let rows = sqlx::query(KNOWN).bind(office.number()).fetch_all(pool).await?;
    Ok(rows.iter().map(|row| row.text("digest")).collect::<Result<_, _>>()?)
}

/// Whether a row names a file, within the change.
async fn is_known(change: &mut UnitOfWork, digest: &str) -> Result<bool> {
    let query = format!("SELECT digest FROM ({KNOWN}) AS known WHERE digest = $2");
    let office = change.office;
    let row = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(office.number())
        .bind(digest)
        .fetch_optional(&mut **change)
        .await?;
    Ok(row.is_some())
}
