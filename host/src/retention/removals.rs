//! Bytes that no row names any more are removed outside the office's lock, and tried again until they are gone.
//!
//! A removal is a row, written in the change that removes the last row which named the bytes. While it stands the same file cannot
//! be uploaded, and one server at a time works at it: so nobody's removal can come after somebody's upload.

use crate::{
    app::App,
    error::Result,
    store::{BlobName, Columns, UnitOfWork},
};
use guiju_domain::OfficeId;
use sqlx::AnyConnection;
use std::time::{Duration, Instant};

/// Removals that are worked at in one round.
const AT_ONCE: i64 = 100;
/// For how long, in seconds, removals belong to the server that works at them. Far longer than [`ROUND`] and [`PATIENCE`] together.
const CLAIM: i64 = 1800;
/// How long a server works at removals in one round.
const ROUND: Duration = Duration::from_secs(60);
/// How long the store may take for one.
const PATIENCE: Duration = Duration::from_secs(90);

/// Notes that the bytes of a file are to be removed.
pub(super) async fn add(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    let office = change.office;
    sqlx::query("INSERT INTO blob_removals (office_id, digest) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(office.number())
        .bind(digest)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// Whether the bytes of a file are being removed now.
///
/// # Errors
/// If the database cannot be used.
pub async fn being_removed(connection: &mut AnyConnection, office: OfficeId, digest: &str) -> Result<bool> {
    let row = sqlx::query("SELECT digest FROM blob_removals WHERE office_id = $1 AND digest = $2")
        .bind(office.number())
        .bind(digest)
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

/// Works at what is to be removed. What fails stays, and is tried again.
pub(super) async fn work_off(app: &App, office: OfficeId) -> Result<()> {
    let utc = app.clock.utc();
    let free = "claimed_at <= $2 OR claimed_at > $3";
    let waiting = format!("SELECT COUNT(*) AS n FROM blob_removals WHERE office_id = $1 AND ({free})");
    let waiting = sqlx::query(sqlx::AssertSqlSafe(waiting)).bind(office.number()).bind(utc - CLAIM).bind(utc);
    if waiting.fetch_one(&app.pool).await?.int("n")? == 0 {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let claim = format!(
        "UPDATE blob_removals SET claimed_at = $3 WHERE office_id = $1 AND digest IN (SELECT digest FROM blob_removals
         WHERE office_id = $1 AND ({free}) ORDER BY digest LIMIT $4) RETURNING digest"
    );
    let claimed = sqlx::query(sqlx::AssertSqlSafe(claim))
        .bind(office.number())
        .bind(utc - CLAIM)
        .bind(utc)
        .bind(AT_ONCE)
        .fetch_all(&mut *change)
        .await?;
    let claimed = claimed.iter().map(|row| row.text("digest")).collect::<Result<Vec<_>, _>>()?;
    change.commit().await?;
    let (gone, failed) = remove(app, office, &claimed).await;
    let mut change = app.change(office).await?;
    for digest in &claimed {
        // What is not gone is free again, for this server or another.
        let statement = if gone.contains(digest) {
            "DELETE FROM blob_removals WHERE office_id = $1 AND digest = $2"
        } else {
            "UPDATE blob_removals SET claimed_at = 0 WHERE office_id = $1 AND digest = $2"
        };
        sqlx::query(statement).bind(office.number()).bind(digest).execute(&mut *change).await?;
    }
    change.commit().await?;
    failed.map_or(Ok(()), Err)
}

/// Removes bytes until one fails or the round's time is over: which are gone, and what failed.
async fn remove(app: &App, office: OfficeId, digests: &[String]) -> (Vec<String>, Option<crate::error::Error>) {
    let begun = Instant::now();
    let mut gone = Vec::new();
    for digest in digests {
        if begun.elapsed() > ROUND {
            break;
        }
        match tokio::time::timeout(PATIENCE, app.blobs.remove(&BlobName::attachment(office, digest))).await {
            Ok(Ok(())) => gone.push(digest.clone()),
            Ok(Err(why)) => return (gone, Some(why.into())),
            Err(late) => return (gone, Some(crate::error::Error::internal(late))),
        }
    }
    (gone, None)
}
