//! Files that nobody filed: their rows are removed, their bytes by [`super::removals`].

use super::{
    named::{self, Named},
    turn::{DAY, PAUSE, done, turn},
};
use crate::{
    access::file_index,
    app::App,
    error::Result,
    quotas,
    store::{Pool, UnitOfWork, attachments, blob_removals, erasure},
};
use guiju_domain::{OfficeId, RetentionKind, events::publications::FileHeld, settings::RETENTION_FILES};
use guiju_model::Moment;
use std::collections::BTreeSet;

/// The name in events and settings.
const KIND: RetentionKind = RetentionKind::Files;
/// Files removed at once at most.
const BATCH: usize = 500;

/// Removes files that no matter uses. While the index of files is not whole, nothing is removed.
pub(super) async fn collect(app: &App, office: OfficeId) -> Result<()> {
    let policy = app.policy(office)?;
    let days = policy.settings.number(&RETENTION_FILES);
    // While an erasure is under way it removes the files that no matter has any more, and names them.
    let whole = file_index::of_office(&app.pool, &policy, office).await?
        && erasure::under_way(&app.pool, office).await?.is_none();
    let before = Moment(app.now(office).0 - days * DAY);
    let due = if whole { due(&app.pool, office, before).await? } else { BTreeSet::new() };
    let mut found = if due.is_empty() { None } else { Some(named::anywhere(&app.pool, office, &due).await?) };
    let Some(mut change) = turn(app, office, KIND).await? else { return Ok(()) };
    quotas::expire(&mut change).await?;
    let mut removed = Vec::new();
    // An erasure that has begun meanwhile looks for these itself.
    if let Some(named) = &mut found
        && erasure::under_way(&mut *change, office).await?.is_none()
    {
        named::since(&mut change, &due, named).await?;
        removed = remove_unnamed(&mut change, before, (&due, named)).await?;
    }
    let pause = if due.len() < BATCH { PAUSE } else { 0 };
    let bytes = removed.iter().map(|(_, size)| size).sum();
    done(change, KIND, days, (removed.len() as u64, Some(bytes)), pause).await
}

/// Removes those of a batch that are named nowhere, and holds the others; which were removed, with their sizes in bytes.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn remove_unnamed(
    change: &mut UnitOfWork,
    before: Moment,
    (due, named): (&BTreeSet<String>, &Named),
) -> Result<Vec<(String, u64)>> {
    let mut removed = Vec::new();
    // What was used meanwhile is not due any more.
    for (digest, size) in still_due(change, before, due).await? {
        if named.digests.contains(&digest) {
            hold(change, &digest).await?;
        } else {
            remove(change, &digest).await?;
            removed.push((digest, size));
        }
    }
    Ok(removed)
}

/// A batch of the files uploaded before a moment that no matter has.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn due(pool: &Pool, office: OfficeId, before: Moment) -> Result<BTreeSet<String>> {
    Ok(attachments::unfiled(pool, office, before, BATCH as u64).await?.into_iter().collect())
}

/// Those of a batch that are due within the change, with their sizes.
async fn still_due(change: &mut UnitOfWork, before: Moment, due: &BTreeSet<String>) -> Result<Vec<(String, u64)>> {
    let (Some(first), Some(last)) = (due.first(), due.last()) else { return Ok(Vec::new()) };
    let mut still = attachments::unfiled_between(change, before, (first, last)).await?;
    still.retain(|(digest, _)| due.contains(digest));
    Ok(still)
}

/// Notes that a file is named by something that is not in the index: it is never looked at again.
async fn hold(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    tracing::warn!(
        office = change.office.number(),
        digest,
        "a file is named although no field that holds files has it; it is kept"
    );
    if blob_removals::hold(change, digest).await? {
        change.record(None, &FileHeld { digest: digest.to_owned() })?;
    }
    Ok(())
}

async fn remove(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    quotas::gone(change, digest).await?;
    attachments::delete(change, digest).await?;
    Ok(blob_removals::add(change, digest).await?)
}
