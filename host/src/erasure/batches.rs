//! Carrying out an erasure: a batch of matters in each change, then what other recordings say of them, then files and parts that nobody names.
//! A server that was stopped goes on where the last change ended.

use super::{
    due, files, people, recorded,
    telling::{Holes, tell},
};
use crate::{
    access::file_index,
    app::App,
    error::Result,
    store::{
        UnitOfWork,
        erasure::{self, Erasure},
    },
};
use guiju_domain::{DueTerm, ErasurePhase, OfficeId, events::retention::EndedEarly};

/// Matters that one change erases.
const BATCH: u64 = 20;
/// Results and proposals that one change erases.
const RESULTS: usize = 200;
/// Notices that one change erases because they are as old.
const QUOTING: u64 = 500;
/// Batches in one round of the jobs.
const ROUND: usize = 20;

/// Goes on with the office's erasure, if one is under way.
///
/// # Errors
/// If the database cannot be used.
pub async fn go_on(app: &App, office: OfficeId) -> Result<()> {
    for _ in 0..ROUND {
        let Some(run) = erasure::under_way(&app.pool, office).await? else { return Ok(()) };
        match run.phase {
            ErasurePhase::Matters => {
                // A file that the index does not have would be taken for one that nobody else names.
                if !file_index::of_office(&app.pool, &*app.policy(office)?, office).await? {
                    return Ok(());
                }
                matters(app, office).await?;
            }
            ErasurePhase::Recordings => recorded::recordings(app, office, run).await?,
            ErasurePhase::Parts => {
                if !files::batch(app, office, &run).await? {
                    recorded::parts(app, office).await?;
                }
            }
            ErasurePhase::Done => return Ok(()),
        }
    }
    Ok(())
}

/// Erases a batch of matters.
async fn matters(app: &App, office: OfficeId) -> Result<()> {
    let mut change = app.change(office).await?;
    // Another server may have done this batch.
    let Some(mut run) = erasure::under_way(&mut *change, office).await? else { return Ok(()) };
    if run.phase != ErasurePhase::Matters {
        return Ok(());
    }
    if !due::still_stands(&mut change, &run).await? {
        return stop(change, run).await;
    }
    let terms = run.terms.clone();
    let due = erasure::next(&mut change, &terms, (run.matter, BATCH)).await?;
    let Some(last) = due.last() else { return results(change, run, &terms).await };
    let ids = due.iter().map(|matter| matter.id).collect::<Vec<_>>();
    for matter in &due {
        let records = erasure::records_of(&mut change, matter.id).await?;
        erasure::add_matter(&mut change, run.id, matter, &records).await?;
    }
    let mut events = erasure::empty_events(&mut change, &ids).await?;
    events.extend(erasure::empty_readings(&mut change, &ids).await?);
    erasure::note_gone(&mut change, &events.all).await?;
    run.recordings += erasure::delete_matters(&mut change, &ids).await?;
    run.matter = last.id;
    run.matters += ids.len() as u64;
    erasure::save(&mut change, &run).await?;
    let matters = due.into_iter().map(|matter| (matter.id, matter.number)).collect();
    tell(&mut change, &run, Holes { matters, events, ..Holes::default() }).await?;
    Ok(change.commit().await?)
}

/// Ends an erasure before its end, since the office does not keep matters for as long any more as when it was confirmed: nothing more is looked
/// for, and what was begun is finished.
async fn stop(mut change: UnitOfWork, mut run: Erasure) -> Result<()> {
    run.phase = ErasurePhase::Recordings;
    erasure::save(&mut change, &run).await?;
    tell(&mut change, &run, Holes { ended_early: Some(EndedEarly::TermsChanged), ..Holes::default() }).await?;
    Ok(change.commit().await?)
}

/// Erases a batch of results and proposals, and what is as old and may quote a matter; people are next once there are none.
async fn results(mut change: UnitOfWork, mut run: Erasure, terms: &[DueTerm]) -> Result<()> {
    let erased = erasure::delete_results(&mut change, terms, RESULTS).await?;
    let quoting = erasure::delete_quoting(&mut change, terms, QUOTING).await?;
    if erased.count + quoting == 0 {
        return people::batch(change, run).await;
    }
    run.results += erased.count;
    run.recordings += erased.recordings;
    erasure::save(&mut change, &run).await?;
    tell(&mut change, &run, Holes { events: erased.events, ..Holes::default() }).await?;
    Ok(change.commit().await?)
}
