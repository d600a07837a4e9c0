//! Every night an office is compared with its chain; what does not agree is told to its keepers.

use super::{alarms, database::DatabaseVerified, office::OfficeVerified, rows::UNCOMPARED};
use crate::{
    app::App,
    error::{Error, Result},
    store::verify_runs::{self, VerifyRun},
};
use futures_util::FutureExt;
use guiju_domain::{OfficeId, alarm::AlarmKind};
use guiju_model::Moment;
use std::{collections::BTreeSet, panic::AssertUnwindSafe};

/// The hour of the night, by the office's clock, from which it is compared.
const HOUR: i64 = 1;
const DAY: i64 = 86_400;
/// After so many seconds another server takes it that the one which began has died.
const PATIENCE: i64 = 4 * 3600;
/// So many rows of an office are told by name; how many more there are is told as well.
const TOLD: usize = 20;

/// The next night after a moment.
fn next_night(now: Moment) -> Moment {
    let tonight = now.0.div_euclid(DAY) * DAY + HOUR * 3600;
    Moment(if tonight > now.0 { tonight } else { tonight + DAY })
}

/// Compares the office if its time has come; whether it had. What fails is due again at once, and keepers are told.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify(app: &App, office: OfficeId) -> Result<bool> {
    if !begins(app, office).await? {
        return Ok(false);
    }
    let panicked = |_| Err(Error::internal("the comparison panicked"));
    let outcome = AssertUnwindSafe(compare(app, office)).catch_unwind().await.unwrap_or_else(panicked);
    if let Err(why) = outcome {
        if let Err(error) = fail(app, office).await {
            tracing::error!(office = office.number(), %error, "it cannot be told that a comparison failed");
        }
        return Err(why);
    }
    Ok(true)
}

async fn compare(app: &App, office: OfficeId) -> Result<()> {
    let database = DatabaseVerified::of(&app.pool).await?;
    let verified = OfficeVerified::of(&app.pool, app.dialect, office, &BTreeSet::new()).await?;
    tell(app, office, (&database, &verified)).await
}

/// Whether a run is due: its time has come, or the time that stands there is none that a server sets, or the last one began too long ago.
fn is_due(run: &VerifyRun, now: Moment) -> bool {
    let is_ahead = run.next_at > now && run.next_at.0 <= now.0 + DAY;
    !is_ahead || run.begun_at.is_some_and(|begun| begun.0 + DAY < now.0)
}

/// Whether this server compares it now; from then on no other one does.
async fn begins(app: &App, office: OfficeId) -> Result<bool> {
    let now = app.now(office);
    if verify_runs::find(&app.pool, office).await?.is_some_and(|run| !is_due(&run, now)) {
        return Ok(false);
    }
    let mut change = app.change(office).await?;
    let run = verify_runs::find(&mut *change, office).await?;
    let begins = run.as_ref().is_some_and(|run| is_due(run, change.now));
    if begins {
        let next = Moment(change.now.0 + PATIENCE);
        verify_runs::begin(&mut change, next).await?;
    } else if run.is_none() {
        let next = next_night(change.now);
        verify_runs::plan(&mut change, next).await?;
    }
    change.commit().await?;
    Ok(begins)
}

/// Notes that a comparison failed and tells the keepers, once, until one goes well.
async fn fail(app: &App, office: OfficeId) -> Result<()> {
    let mut change = app.change(office).await?;
    verify_runs::fail(&mut change).await?;
    alarms::raise(&mut change, AlarmKind::RowAltered, UNCOMPARED).await?;
    Ok(change.commit().await?)
}

/// Saves what came of it, raises what is new and ends what is mended.
async fn tell(app: &App, office: OfficeId, (database, verified): (&DatabaseVerified, &OfficeVerified)) -> Result<()> {
    let (now, faults) = verified.subjects(database, TOLD);
    let before = alarms::raised(app, office).await?.into_iter();
    let before = before.filter(|(kind, _)| *kind == AlarmKind::RowAltered).map(|(_, subject)| subject);
    let before = before.collect::<BTreeSet<_>>();
    let mut change = app.change(office).await?;
    for subject in now.difference(&before) {
        alarms::raise(&mut change, AlarmKind::RowAltered, subject).await?;
    }
    for subject in before.difference(&now) {
        alarms::end(&mut change, AlarmKind::RowAltered, subject).await?;
    }
    let run = VerifyRun {
        next_at: next_night(change.now),
        begun_at: None,
        failed_at: None,
        ended_at: Some(change.now),
        events: verified.walk.events.unsigned_abs(),
        rows: verified.rows(),
        faults,
    };
    verify_runs::save(&mut change, &run).await?;
    Ok(change.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_due_whatever_was_set_by_hand() {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        let run = |next: &str, begun: Option<&str>| VerifyRun {
            next_at: moment(next),
            begun_at: begun.map(moment),
            failed_at: None,
            ended_at: None,
            events: 0,
            rows: 0,
            faults: 0,
        };
        let now = moment("2026-03-02T09:00");
        assert!(!is_due(&run("2026-03-03T01:00", None), now));
        assert!(!is_due(&run("2026-03-03T01:00", Some("2026-03-02T01:00")), now));
        assert!(is_due(&run("2026-03-02T09:00", Some("2026-03-02T01:00")), now), "its time has come");
        assert!(is_due(&run("2036-03-02T09:00", None), now), "no server sets this");
        assert!(is_due(&run("2026-03-03T01:00", Some("2026-02-28T01:00")), now), "it was put off again and again");
    }

    #[test]
    fn the_next_night_is_ahead() {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        assert_eq!(next_night(moment("2026-03-02T00:30")), moment("2026-03-02T01:00"));
        assert_eq!(next_night(moment("2026-03-02T01:00")), moment("2026-03-03T01:00"));
        assert_eq!(next_night(moment("2026-12-31T23:59")), moment("2027-01-01T01:00"));
    }
}
