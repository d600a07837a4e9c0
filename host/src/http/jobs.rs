//! How the jobs of the server stand.

use super::shared::Shared;
use crate::{accounts::Caller, app::App, error::Result, job_states::JobState, words};
use axum::{Json, extract::State};
use guiju_api::JobShown;

/// How the jobs of this server and of the caller's office stand, for keepers. Each server of a database runs every job and tells of its own.
#[utoipa::path(get, path = "/api/jobs", responses((status = 200, body = Vec<JobShown>)))]
pub async fn all(State(app): Shared, caller: Caller) -> Result<Json<Vec<JobShown>>> {
    caller.keeper()?;
    let jobs = app.jobs.of_office(caller.office).into_iter().map(|(key, state)| JobShown {
        kind: key.kind.name().to_owned(),
        label: words::answer(&key.kind.message()),
        part: Some(key.part).filter(|part| !part.is_empty()),
        of_server: key.office.is_none(),
        ..shown(&app, &caller, state)
    });
    Ok(Json(jobs.collect()))
}

fn shown(app: &App, caller: &Caller, state: JobState) -> JobShown {
    let zone = app.zone(caller.office);
    let local = |utc: i64| zone.local(utc).to_string();
    JobShown {
        last_run: local(state.last_run),
        last_success: state.last_success.map(local),
        last_error: state.last_error.map(|said| words::answer(&said)),
        failures: u64::from(state.failures),
        next_try: (state.failures > 0).then(|| local(state.next_try)),
        ..JobShown::default()
    }
}
