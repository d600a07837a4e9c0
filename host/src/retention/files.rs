//! Files that nobody filed: their rows are removed, their bytes by [`super::removals`].

use super::{DAY, PAUSE, done, named, removals, turn};
use crate::{
    access::file_index,
    app::App,
    error::Result,
    quotas,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{OfficeId, settings::RETENTION_FILES};
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

/// The name in events and settings.
pub(super) const KIND: &str = "files";
/// Files removed at once at most.
const BATCH: usize = 500;

/// A file that no matter and no draft uses, that nobody uploads, and that is named nowhere else.
pub(super) const UNFILED: &str = "FROM attachments a WHERE a.office_id = $1 AND a.uploaded_at < $2
    AND NOT EXISTS (SELECT 1 FROM attachment_uses u WHERE u.office_id = a.office_id AND u.digest = a.digest)
    AND NOT EXISTS (SELECT 1 FROM attachment_holds h WHERE h.office_id = a.office_id AND h.digest = a.digest)
    AND NOT EXISTS (SELECT 1 FROM attachment_uploads_pending w WHERE w.office_id = a.office_id AND w.digest = a.digest)
    AND NOT EXISTS (SELECT 1 FROM attachment_uploads p WHERE p.office_id = a.office_id AND p.digest = a.digest AND p.uploaded_at >= $2)
    AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.office_id = a.office_id AND d.content LIKE '%' || a.digest || '%')";

/// Removes files that no matter uses. While the index of files is not whole, nothing is removed.
pub(super) async fn collect(app: &App, office: OfficeId) -> Result<()> {
    let law = app.law(office)?;
    let days = law.settings.number(&RETENTION_FILES);
    let whole = file_index::of_office(&app.pool, &law, office).await?;
    let before = app.now(office).0 - days * DAY;
    let due = if whole { due(&app.pool, office, before).await? } else { BTreeSet::new() };
    let mut found = if due.is_empty() { None } else { Some(named::anywhere(&app.pool, office, &due).await?) };
    let Some(mut change) = turn(app, office, KIND).await? else { return Ok(()) };
    quotas::expire(&mut change).await?;
    let (mut count, mut bytes) = (0, 0);
    if let Some(named) = &mut found {
        named::since(&mut change, office, &due, named).await?;
        // What was used meanwhile is not due any more.
        for (digest, size) in still_due(&mut change, before, &due).await? {
            if named.digests.contains(&digest) {
                hold(&mut change, &digest).await?;
            } else {
                remove(&mut change, &digest).await?;
                (count, bytes) = (count + 1, bytes + size);
            }
        }
    }
    let pause = if due.len() < BATCH { PAUSE } else { 0 };
    done(change, KIND, days, (count, Some(bytes)), pause).await
}

/// A batch of what is due.
async fn due(pool: &sqlx::AnyPool, office: OfficeId, before: i64) -> Result<BTreeSet<String>> {
    let query = format!("SELECT a.digest AS digest {UNFILED} ORDER BY a.digest LIMIT $3");
    let rows =
        sqlx::query(AssertSqlSafe(query)).bind(office.number()).bind(before).bind(BATCH as i64).fetch_all(pool).await?;
    Ok(rows.iter().map(|row| row.text("digest")).collect::<Result<_, _>>()?)
}

/// Those of a batch that are due within the change, with their sizes.
async fn still_due(change: &mut UnitOfWork, before: i64, due: &BTreeSet<String>) -> Result<Vec<(String, u64)>> {
    let query = format!("SELECT a.digest AS digest, a.size AS size {UNFILED} AND a.digest >= $3 AND a.digest <= $4");
    let (Some(first), Some(last)) = (due.first(), due.last()) else { return Ok(Vec::new()) };
    let office = change.office;
    let rows = sqlx::query(AssertSqlSafe(query))
        .bind(office.number())
        .bind(before)
        .bind(first)
        .bind(last)
        .fetch_all(&mut **change)
        .await?;
    let mut still = Vec::new();
    for row in rows {
        let digest = row.text("digest")?;
        if due.contains(&digest) {
            still.push((digest, row.int("size")?.unsigned_abs()));
        }
    }
    Ok(still)
}

/// Notes that a file is named by something that is not in the index: it is never looked at again.
async fn hold(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    let office = change.office;
    tracing::warn!(
        office = office.number(),
        digest,
        "a file is named although no field that holds files has it; it is kept"
    );
    sqlx::query("INSERT INTO attachment_holds (office_id, digest) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(office.number())
        .bind(digest)
        .execute(&mut **change)
        .await?;
    Ok(())
}

async fn remove(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    let office = change.office;
    quotas::gone(change, digest).await?;
    for statement in [
        "DELETE FROM attachment_uploads WHERE office_id = $1 AND digest = $2",
        "DELETE FROM attachments WHERE office_id = $1 AND digest = $2",
    ] {
        sqlx::query(statement).bind(office.number()).bind(digest).execute(&mut **change).await?;
    }
    removals::add(change, digest).await
}
