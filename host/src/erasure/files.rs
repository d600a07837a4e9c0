//! Files of matters that were erased: removed once nothing names them any more, whoever keeps it.

use super::telling::{Holes, tell};
use crate::{
    app::App,
    error::Result,
    retention::{files, named},
    store::erasure::{self, Erasure},
};
use guiju_domain::{ErasurePhase, OfficeId};

/// Removes a batch of the files that no matter has any more and that nothing else names; whether there were any to look at. Nothing else removes
/// files meanwhile.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn batch(app: &App, office: OfficeId, run: &Erasure) -> Result<bool> {
    let Some(before) = run.terms.iter().map(|term| term.before).max() else { return Ok(false) };
    let due = files::due(&app.pool, office, before).await?;
    if due.is_empty() {
        return Ok(false);
    }
    let mut found = named::anywhere(&app.pool, office, &due).await?;
    let mut change = app.change(office).await?;
    let Some(mut now) = erasure::under_way(&mut *change, office).await? else { return Ok(true) };
    // Another server may have done this batch.
    if (now.id, now.phase) != (run.id, ErasurePhase::Parts) {
        return Ok(true);
    }
    named::since(&mut change, &due, &mut found).await?;
    let removed = files::remove_unnamed(&mut change, before, (&due, &found)).await?;
    let files = removed.into_iter().map(|(digest, _)| digest).collect::<Vec<_>>();
    let events = erasure::empty_uploads(&mut change, &files).await?;
    now.files += files.len() as u64;
    erasure::save(&mut change, &now).await?;
    tell(&mut change, &now, Holes { events, files, ..Holes::default() }).await?;
    change.commit().await?;
    Ok(true)
}
