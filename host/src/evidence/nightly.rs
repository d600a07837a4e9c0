//! Every night an office is compared with its chain; what does not agree is told to its keepers.

use super::{alarms, office::OfficeVerified};
use crate::{
    app::App,
    error::Result,
    store::verify_runs::{self, VerifyRun},
};
use guiju_domain::{OfficeId, alarm::AlarmKind};
use guiju_model::Moment;
use std::collections::BTreeSet;

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

/// Compares the office if its time has come.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify(app: &App, office: OfficeId) -> Result<()> {
    if !begins(app, office).await? {
        return Ok(());
    }
    let verified = OfficeVerified::of(&app.pool, app.dialect, office, &BTreeSet::new()).await?;
    tell(app, office, &verified).await
}

/// Whether this server compares it now; from then on no other one does.
async fn begins(app: &App, office: OfficeId) -> Result<bool> {
    let now = app.now(office);
    let planned = verify_runs::find(&app.pool, office).await?.map(|run| run.next_at);
    if planned.is_some_and(|next| next > now) {
        return Ok(false);
    }
    let mut change = app.change(office).await?;
    let planned = verify_runs::find(&mut *change, office).await?.map(|run| run.next_at);
    let begins = planned.is_some_and(|next| next <= change.now);
    if planned.is_none() || begins {
        let next = if begins { Moment(change.now.0 + PATIENCE) } else { next_night(change.now) };
        verify_runs::plan(&mut change, next).await?;
    }
    change.commit().await?;
    Ok(begins)
}

/// Saves what came of it, raises what is new and ends what is mended.
async fn tell(app: &App, office: OfficeId, verified: &OfficeVerified) -> Result<()> {
    let (now, faults) = verified.subjects(TOLD);
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
    fn the_next_night_is_ahead() {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        assert_eq!(next_night(moment("2026-03-02T00:30")), moment("2026-03-02T01:00"));
        assert_eq!(next_night(moment("2026-03-02T01:00")), moment("2026-03-03T01:00"));
        assert_eq!(next_night(moment("2026-12-31T23:59")), moment("2027-01-01T01:00"));
    }
}
