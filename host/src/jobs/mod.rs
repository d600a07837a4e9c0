//! What happens by the clock: delegations and shifts begin and end, what is due is said, periods are judged, provisional counts are
//! made again.
//!
//! Every job asks the database what is to be done and does it in one change that marks it as done: after a restart it goes
//! on, and several servers do nothing twice. Each job of each office stands for itself: one that fails, or panics, is tried again after
//! growing pauses and holds up none of the others.

mod handing_over;
mod recount;
mod reminders;

pub use recount::recount;

use crate::{
    accounts,
    app::App,
    assessments,
    attempt::Attempt,
    error::{Error, Result},
    evidence,
    job_states::JobKey,
    keepers,
    matters::reassign,
    obligations, retention, search,
    store::offices,
};
use futures_util::FutureExt;
use guiju_domain::{OfficeId, jobs::JobKind};
use std::{future::Future, panic::AssertUnwindSafe, sync::Arc, time::Duration};

/// The jobs of an office, in the order in which they run. What is taken over of other servers comes first.
const OF_OFFICE: [JobKind; 11] = [
    JobKind::Follow,
    JobKind::Delegations,
    JobKind::Shifts,
    JobKind::Unresolved,
    JobKind::Reminders,
    JobKind::Assessments,
    JobKind::Obligations,
    JobKind::Alarms,
    JobKind::Keepers,
    JobKind::Retention,
    JobKind::Search,
];

/// Which jobs a round runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Those that do not wait because they failed.
    Due,
    /// All.
    All,
}

/// Runs the jobs for ever: a round every few seconds, and beside it every minute those that take long.
pub async fn run(app: Arc<App>) {
    tokio::join!(quick(&app), long(&app));
}

async fn quick(app: &App) {
    loop {
        // What failed has been said where it failed, but for a database that cannot be asked.
        if let Err(error) = round_of(app, Which::Due).await {
            tracing::warn!(%error, "a round of jobs is not complete");
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

async fn long(app: &App) {
    loop {
        if let Err(error) = night_of(app, Which::Due).await {
            tracing::warn!(%error, "a round of long jobs is not complete");
        }
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
}

/// One round over every office, with the jobs that wait because they failed.
///
/// # Errors
/// If the database cannot be used; else the first failure, once everything else is done.
pub async fn round(app: &App) -> Result<()> {
    round_of(app, Which::All).await?;
    night_of(app, Which::All).await
}

async fn night_of(app: &App, which: Which) -> Result<()> {
    let mut round = Round { app, which, first: None };
    for office in offices::ids(&app.pool).await? {
        round.night(office).await;
    }
    round.first.map_or(Ok(()), Err)
}

async fn round_of(app: &App, which: Which) -> Result<()> {
    let mut round = Round { app, which, first: None };
    round.whole(None, JobKind::Accounts, accounts::clean(app)).await;
    for office in offices::ids(&app.pool).await? {
        for kind in OF_OFFICE {
            // Without what other servers changed nothing of the office is right.
            if !round.office(office, kind).await && kind == JobKind::Follow {
                break;
            }
        }
    }
    // Last, so that a data folder that hangs holds up nothing else.
    round.whole(None, JobKind::Anchors, async { app.anchors.save(&app.pool, false).await.map(drop) }).await;
    round.first.map_or(Ok(()), Err)
}

/// A round of jobs with the first failure.
struct Round<'a> {
    app: &'a App,
    which: Which,
    first: Option<Error>,
}

impl Round<'_> {
    /// Runs a job of an office; whether it went well.
    async fn office(&mut self, office: OfficeId, kind: JobKind) -> bool {
        let app = self.app;
        match kind {
            JobKind::Assessments => {
                let paused = paused(app, self.which, office, kind);
                self.parts(office, kind, assessments::catch_up(app, office, paused)).await
            }
            JobKind::Obligations => {
                let paused = paused(app, self.which, office, kind);
                self.parts(office, kind, obligations::remind(app, office, paused)).await
            }
            _ => self.whole(Some(office), kind, work(app, office, kind)).await,
        }
    }

    /// Runs a job as a whole; whether it went well.
    async fn whole(&mut self, office: Option<OfficeId>, kind: JobKind, work: impl Future<Output = Result<()>>) -> bool {
        let key = JobKey::whole(office, kind);
        if self.which == Which::Due && self.app.jobs.is_paused(&key, self.app.clock.utc()) {
            return false;
        }
        let outcome = caught(work).await;
        self.ended(key, outcome)
    }

    /// Compares an office, which reads all of it, if that is due. If it is not, how the last comparison went stays as it is.
    async fn night(&mut self, office: OfficeId) {
        let key = JobKey::whole(Some(office), JobKind::Verify);
        if self.which == Which::Due && self.app.jobs.is_paused(&key, self.app.clock.utc()) {
            return;
        }
        match caught(evidence::verify(self.app, office)).await {
            Ok(false) => {}
            outcome => drop(self.ended(key, outcome.map(drop))),
        }
    }

    /// Runs a job of parts, each of which may fail for itself; whether the job went well.
    async fn parts(
        &mut self,
        office: OfficeId,
        kind: JobKind,
        work: impl Future<Output = Result<Vec<Attempt>>>,
    ) -> bool {
        let key = JobKey::whole(Some(office), kind);
        if self.which == Which::Due && self.app.jobs.is_paused(&key, self.app.clock.utc()) {
            return false;
        }
        let outcome = match caught(work).await {
            Ok(attempts) => {
                for Attempt { part, outcome } in attempts {
                    self.ended(JobKey::part(office, kind, &part), outcome);
                }
                Ok(())
            }
            Err(error) => Err(error),
        };
        self.ended(key, outcome)
    }

    fn ended(&mut self, key: JobKey, outcome: Result<()>) -> bool {
        let (job, office) = (key.kind.name(), key.office.map(OfficeId::number));
        if let Err(error) = &outcome {
            tracing::error!(job, office, part = key.part, cause = ?error, "a job failed and is tried again");
        }
        self.app.jobs.ended(key, self.app.clock.utc(), outcome.as_ref().copied());
        match outcome {
            Ok(()) => true,
            Err(error) => {
                self.first.get_or_insert(error);
                false
            }
        }
    }
}

/// Whether a part of a job waits because it failed.
fn paused(app: &App, which: Which, office: OfficeId, kind: JobKind) -> impl Fn(&str) -> bool {
    move |part| which == Which::Due && app.jobs.is_paused(&JobKey::part(office, kind, part), app.clock.utc())
}

/// The work of a job; one that panics has failed.
async fn caught<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let panicked = |_| Err(Error::internal("the job panicked"));
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(panicked)
}

/// What a job of an office does.
async fn work(app: &App, office: OfficeId, kind: JobKind) -> Result<()> {
    match kind {
        JobKind::Follow => app.follow(office).await,
        JobKind::Delegations => handing_over::delegations(app, office).await,
        JobKind::Shifts => handing_over::shifts(app, office).await,
        JobKind::Unresolved => reassign::unresolved::retry(app, office).await,
        JobKind::Reminders => reminders::remind(app, office).await,
        JobKind::Alarms => evidence::watch(app, office).await,
        JobKind::Keepers => keepers::expire(app, office).await,
        JobKind::Retention => retention::clean(app, office).await,
        JobKind::Search => search::index::catch_up(app, office).await,
        // Jobs of parts, of the night, of the server, or made by an event.
        JobKind::Assessments
        | JobKind::Verify
        | JobKind::Obligations
        | JobKind::Accounts
        | JobKind::Anchors
        | JobKind::Recount => Ok(()),
    }
}
