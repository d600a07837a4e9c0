//! What recordings of other calls say of matters that were erased: whatever was given one of their records cannot be asked again and is
//! erased as well.

use super::telling::{Holes, end, tell};
use crate::{
    app::App,
    error::Result,
    recordings::{self, Question, Wanted},
    store::{
        self,
        erasure::{self, Erasure},
    },
};
use guiju_domain::{ErasurePhase, OfficeId, RecordingId};
use std::collections::BTreeSet;

/// Recordings that are looked at at once.
const BATCH: u64 = 500;

/// Recordings to which a record was given that was erased.
struct Given {
    found: Vec<RecordingId>,
    /// The last recording that was looked at; none once there are no more.
    last: Option<RecordingId>,
}

/// Looks on behind a recording until some are found, or there are no more. No lock is held.
async fn look(app: &App, office: OfficeId, run: &Erasure) -> Result<Given> {
    let erased = erasure::records_erased(&app.pool, office, run.id).await?.into_iter().collect::<BTreeSet<_>>();
    let mut after = run.recording;
    loop {
        let mut connection = store::acquire(&app.pool).await?;
        let part = (after, BATCH);
        let next = recordings::next(&mut connection, app.dialect, office, &Wanted::default(), part).await?;
        drop(connection);
        let Some(last) = next.last().map(|recording| recording.id) else {
            return Ok(Given { found: Vec::new(), last: None });
        };
        after = last;
        let mut found = Vec::new();
        for recording in &next {
            // One that cannot be read may tell of them.
            if recording.question().map_or(true, |question| was_given(&question, &erased)) {
                found.push(recording.id);
            }
            tokio::task::yield_now().await;
        }
        if !found.is_empty() {
            return Ok(Given { found, last: Some(last) });
        }
    }
}

/// Erases the next recordings to which a record was given that was erased.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn recordings(app: &App, office: OfficeId, run: Erasure) -> Result<()> {
    let Given { found, last } = look(app, office, &run).await?;
    let mut change = app.change(office).await?;
    let Some(mut now) = erasure::under_way(&mut *change, office).await? else { return Ok(()) };
    if (now.id, now.phase, now.recording) != (run.id, ErasurePhase::Recordings, run.recording) {
        return Ok(());
    }
    now.recordings += found.len() as u64;
    match last {
        Some(last) => now.recording = last,
        None => now.phase = ErasurePhase::Parts,
    }
    erasure::save(&mut change, &now).await?;
    erasure::delete_recordings(&mut change, &found).await?;
    tell(&mut change, &now, Holes::default()).await?;
    Ok(change.commit().await?)
}

fn was_given(question: &Question, erased: &BTreeSet<u64>) -> bool {
    let facts = match question {
        Question::Matter(matter) => &matter.facts,
        Question::Period(ledger) => &ledger.facts,
    };
    facts.known.iter().flat_map(|known| &known.entries).any(|entry| erased.contains(&entry.id))
}

/// Deletes parts that no recording names any more; the erasure ends once there are none.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn parts(app: &App, office: OfficeId) -> Result<()> {
    let mut change = app.change(office).await?;
    let Some(run) = erasure::under_way(&mut *change, office).await? else { return Ok(()) };
    if run.phase != ErasurePhase::Parts {
        return Ok(());
    }
    let unnamed = recordings::unnamed_parts(&mut change).await?;
    if unnamed.is_empty() {
        end(app, &mut change, run).await?;
        change.commit().await?;
        // What was overwritten in the file must not lie in the log beside it either.
        return Ok(store::checkpoint(&app.pool, app.dialect).await?);
    }
    store::recordings::delete_parts(&mut change, &unnamed).await?;
    tell(&mut change, &run, Holes::default()).await?;
    Ok(change.commit().await?)
}
