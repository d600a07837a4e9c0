//! Bytes that no row names any more are removed outside the office's lock, and tried again until they are gone.
//!
//! A removal is a row, written in the change that removes the last row which named the bytes. While it stands the same file cannot
//! be uploaded, and one server at a time works at it: so nobody's removal can come after somebody's upload.

use crate::{
    app::App,
    error::Result,
    store::{BlobName, UnitOfWork, attachment_uses, attachments, blob_removals},
};
use guiju_domain::OfficeId;
use std::time::{Duration, Instant};

/// Removals that are worked at in one round.
const AT_ONCE: u64 = 100;
/// For how long, in seconds, removals belong to the server that works at them. Far longer than [`ROUND`] and [`PATIENCE`] together.
const CLAIM: i64 = 1800;
/// How long a server works at removals in one round.
const ROUND: Duration = Duration::from_secs(60);
/// How long the store may take for one.
const PATIENCE: Duration = Duration::from_secs(90);

/// Works at what is to be removed. What fails stays, and is tried again.
pub(super) async fn work_off(app: &App, office: OfficeId) -> Result<()> {
    let utc = app.clock.utc();
    let free = (utc - CLAIM, utc);
    if blob_removals::count_free(&app.pool, office, free).await? == 0 {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let mut claimed = Vec::new();
    for digest in blob_removals::claim(&mut change, free, AT_ONCE).await? {
        if is_named(&mut change, &digest).await? {
            // No change of a server leaves both: the removal was entered by hand.
            tracing::error!(office = office.number(), digest, "the file is not removed: the office still names it");
            blob_removals::delete(&mut change, &digest).await?;
        } else {
            claimed.push(digest);
        }
    }
    change.commit().await?;
    let (gone, failed) = remove(app, office, &claimed).await;
    let mut change = app.change(office).await?;
    for digest in &claimed {
        // What is not gone is free again, for this server or another.
        if gone.contains(digest) {
            blob_removals::delete(&mut change, digest).await?;
        } else {
            blob_removals::give_back(&mut change, digest).await?;
        }
    }
    change.commit().await?;
    failed.map_or(Ok(()), Err)
}

/// Whether a row of the office names a file.
async fn is_named(change: &mut UnitOfWork, digest: &str) -> Result<bool> {
    let office = change.office;
    Ok(attachments::exists(&mut **change, office, digest).await?
        || blob_removals::is_held(change, digest).await?
        || !attachment_uses::matters_with(&mut **change, office, digest).await?.is_empty())
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
