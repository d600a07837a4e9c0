//! Running a rehearsal: batch by batch, on both of the machine's cores, with bounded memory; it can be stopped, and what it
//! has found so far is saved.

use super::{
    compared::{compared, refused},
    variation::{Readied, Variation},
};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    policy::OfficePolicy,
    recordings::{self, Recording, Wanted},
    revisions,
    staff::Staff,
    store,
    store::rehearsals::{self, Counts, Found, NewDifference, NewRehearsal},
};
use guiju_api::RehearsalWanted;
use guiju_domain::{
    OfficeId, RecordingId, RehearsalId,
    days::day_if_any,
    rehearsals::{Aspect, RehearsalState},
    rejection::{Rehearsal, Unknown},
};
use guiju_model::Date;
use std::{collections::BTreeMap, sync::Arc};
use tokio::task::JoinSet;

/// So many recordings are read at a time.
pub(super) const BATCH: usize = 500;
/// So many batches are worked on at a time.
const AT_ONCE: usize = 3;
/// So many differences are saved to be opened; all are counted.
const SAVED: u64 = 20_000;
/// A running rehearsal that nobody has touched for so many seconds has lost its server.
pub(super) const LOST: i64 = 120;

/// What was found so far.
#[derive(Debug, Default)]
struct Tally {
    asked: u64,
    differing: u64,
    /// By clause id.
    clauses: BTreeMap<String, u64>,
    /// By aspect.
    aspects: BTreeMap<Aspect, u64>,
}

/// A rehearsal that runs.
struct Run {
    app: Arc<App>,
    office: OfficeId,
    id: RehearsalId,
    variation: Variation,
    wanted: Wanted,
}

/// A batch of recordings, each made ready for the package that is asked.
type Batch = Vec<(Recording, Readied)>;

/// Begins a rehearsal, which goes on by itself.
///
/// # Errors
/// If the caller keeps nothing of the office, or what is to be rehearsed is not there.
pub async fn begin(app: &Arc<App>, caller: &Caller, wanted: &RehearsalWanted) -> Result<RehearsalId> {
    caller.keeper()?;
    let (policy, office) = (app.policy(caller.office)?, caller.office);
    let today = app.now(office).date();
    let from = day_if_any(wanted.from.as_deref())?.unwrap_or(Date(0));
    let to = day_if_any(wanted.to.as_deref())?.unwrap_or(today);
    let variation = varied(&policy, wanted, today)?;
    let of = Wanted {
        regulation: (!wanted.regulation.is_empty()).then(|| wanted.regulation.clone()),
        matter: None,
        from: Some(from),
        to: Some(to),
    };
    let total = recordings::count(&app.pool, app.dialect, office, &of).await?;
    let mut change = app.change(office).await?;
    let id = change.id::<RehearsalId>();
    let new = NewRehearsal {
        regulation: &wanted.regulation,
        digest: wanted.digest.as_deref(),
        parameters: &wanted.parameters,
        days: (from, to),
        total,
        by: caller.person,
    };
    rehearsals::insert(&mut change, id, &new).await?;
    change.commit().await?;
    let run = Run { app: app.clone(), office, id, variation, wanted: of };
    tokio::spawn(async move {
        if let Err(error) = run.go().await {
            tracing::error!(%error, rehearsal = id.number(), "a rehearsal failed");
            let _ = run.end(RehearsalState::Failed, Some(&error.to_string())).await;
        }
    });
    Ok(id)
}

/// What is to be different, checked.
fn varied(policy: &OfficePolicy, wanted: &RehearsalWanted, today: Date) -> Result<Variation> {
    let package = match &wanted.digest {
        Some(digest) => {
            let found = policy.package(digest).filter(|loaded| loaded.manifest().id == wanted.regulation);
            Some(found.ok_or(Error::from(Unknown::Version))?.clone())
        }
        None => None,
    };
    if !wanted.parameters.is_empty() {
        let loaded = package.as_ref().or_else(|| policy.regulation(&wanted.regulation, today));
        revisions::checked_values(policy, loaded.ok_or(Error::from(Unknown::Regulation))?, &wanted.parameters, today)?;
    }
    Ok(Variation { package, parameters: wanted.parameters.clone() })
}

impl Run {
    /// Asks everything again, until it is done or stopped.
    async fn go(&self) -> Result<()> {
        let (policy, staff) = (self.app.policy(self.office)?, self.app.staff(self.office).await?);
        let (mut after, mut tally, mut batches) = (Some(RecordingId::new(0)), Tally::default(), JoinSet::new());
        while after.is_some() || !batches.is_empty() {
            while let Some(last) = after.filter(|_| batches.len() < AT_ONCE) {
                let batch = self.prepared(&policy, &staff, last).await?;
                after = batch.last().filter(|_| batch.len() == BATCH).map(|(recording, _)| recording.id);
                if !batch.is_empty() {
                    let (policy, staff) = (policy.clone(), staff.clone());
                    batches.spawn_blocking(move || work_through(&policy, &staff, batch));
                }
            }
            if let Some(done) = batches.join_next().await {
                let (asked, differences) = done.map_err(Error::internal)??;
                if !self.add(&mut tally, asked, differences).await? {
                    return Ok(());
                }
            }
        }
        self.end(RehearsalState::Done, None).await
    }

    /// The next batch after a recording.
    async fn prepared(&self, policy: &OfficePolicy, staff: &Staff, after: RecordingId) -> Result<Batch> {
        let mut connection = store::acquire(&self.app.pool).await?;
        let part = (after, BATCH as u64);
        let batch = recordings::next(&mut connection, self.app.dialect, self.office, &self.wanted, part).await?;
        let mut work = Vec::with_capacity(batch.len());
        for recording in batch {
            let prepared = self.variation.prepare(&mut connection, policy, staff, &recording).await?;
            work.push((recording, prepared));
        }
        Ok(work)
    }

    /// Saves what a batch found; false if somebody has stopped the rehearsal.
    async fn add(&self, tally: &mut Tally, asked: u64, differences: Vec<NewDifference>) -> Result<bool> {
        let room = SAVED.saturating_sub(tally.differing);
        for difference in &differences {
            tally.differing += 1;
            for clause in &difference.clauses {
                *tally.clauses.entry(clause.clone()).or_default() += 1;
            }
            for aspect in &difference.aspects {
                *tally.aspects.entry(*aspect).or_default() += 1;
            }
        }
        tally.asked += asked;
        let saved = differences.get(..usize::try_from(room).map_err(Error::internal)?).unwrap_or(&differences);
        let counts: Counts = (
            tally.clauses.iter().map(|(clause, count)| (clause.clone(), *count)).collect(),
            tally.aspects.iter().map(|(aspect, count)| (*aspect, *count)).collect(),
        );
        let found = Found { asked: tally.asked, differing: tally.differing, counts: &counts };
        let now = self.app.now(self.office);
        Ok(rehearsals::save_batch(&self.app.pool, self.office, self.id, saved, found, now).await?)
    }

    async fn end(&self, state: RehearsalState, problem: Option<&str>) -> Result<()> {
        let now = self.app.now(self.office);
        rehearsals::end(&self.app.pool, self.office, self.id, (state, problem), now).await?;
        Ok(())
    }
}

/// One batch, where nobody waits for it.
fn work_through(policy: &OfficePolicy, staff: &Staff, work: Batch) -> Result<(u64, Vec<NewDifference>)> {
    let (mut asked, mut differences) = (0, Vec::new());
    for (recording, prepared) in work {
        asked += 1;
        // What cannot be asked of one recording is a fault of that one.
        match prepared {
            Ok(prepared) => differences.extend(compared(policy, staff, &recording, prepared.as_ref())?),
            Err(_) => differences.push(refused(policy, staff, &recording)?),
        }
    }
    Ok((asked, differences))
}

/// Stops a rehearsal; what it has found so far stays.
///
/// # Errors
/// If it is not running.
pub async fn cancel(app: &App, caller: &Caller, id: RehearsalId) -> Result<()> {
    caller.keeper()?;
    let now = app.now(caller.office);
    if !rehearsals::end(&app.pool, caller.office, id, (RehearsalState::Cancelled, None), now).await? {
        return Err(Rehearsal::NotRunning.into());
    }
    Ok(())
}

/// Waits until a rehearsal is over.
///
/// # Errors
/// If the database cannot be used.
pub async fn follow(app: &App, office: OfficeId, id: RehearsalId, mut told: impl FnMut(u64, u64)) -> Result<()> {
    loop {
        let progress = rehearsals::progress(&app.pool, office, id).await?.ok_or(Error::from(Unknown::Rehearsal))?;
        told(progress.asked, progress.total);
        if progress.state != RehearsalState::Running {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}
