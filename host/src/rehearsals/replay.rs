//! A replay: each package is asked again what it was asked, and must answer with the same bytes.

use super::run::BATCH;
use crate::{
    app::App,
    error::Result,
    recordings::{self, Wanted},
    store::{self, erasure},
};
use guiju_api::ReplayReport;
use guiju_domain::{MatterId, OfficeId, RecordingId};

/// Asks each package again what it was asked about a matter, or about everything: the same bytes must come.
///
/// # Errors
/// If the database cannot be used or a package is gone.
pub async fn replay(app: &App, office: OfficeId, matter: Option<MatterId>) -> Result<ReplayReport> {
    let policy = app.policy(office)?;
    let wanted = Wanted { matter, ..Wanted::default() };
    let (mut after, mut report) = (RecordingId::new(0), ReplayReport::default());
    loop {
        let mut connection = store::acquire(&app.pool).await?;
        let batch = recordings::next(&mut connection, app.dialect, office, &wanted, (after, BATCH as u64)).await?;
        drop(connection);
        let Some(last) = batch.last() else { break };
        after = last.id;
        for recording in batch {
            let loaded = policy.judged_by(&recording.digest)?;
            report.asked += 1;
            if !recording.repeats(loaded).unwrap_or(false) {
                let (recorded, regulation) = (recording.id.number(), &recording.regulation);
                tracing::error!(recording = recorded, regulation, "a replay gives other bytes");
                let title = loaded.manifest().title.clone();
                report.differing.push((recording.matter.map(|id| id.number().unsigned_abs()), title));
            }
        }
        tokio::task::yield_now().await;
    }
    report.erased = erasure::erased_recordings(&app.pool, office).await?;
    if !report.differing.is_empty() {
        metrics::counter!("guiju_replay_differences_total").increment(report.differing.len() as u64);
    }
    Ok(report)
}
