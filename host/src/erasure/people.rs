//! People who left so long ago that the office need not keep anything of them.

use super::telling::{Holes, tell};
use crate::{
    error::Result,
    store::{
        Connection, UnitOfWork,
        erasure::{self, Erasure, LeftPerson},
    },
};
use guiju_domain::{ErasurePhase, OfficeId, PersonId, kept_since};
use guiju_model::{Date, Moment};

/// People whom one change erases.
const BATCH: usize = 50;
/// Notices that one change erases because they are as old.
const NOTICES: u64 = 500;

/// The day before which somebody must have left; none if people are kept for ever.
pub(super) fn left_before(now: Moment, years: i64) -> Option<Date> {
    (years > 0).then(|| kept_since(now, years).date())
}

/// People of whom something is due, each with whether the name stays.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn due(
    connection: &mut Connection,
    office: OfficeId,
    before: Option<Date>,
) -> Result<Vec<(LeftPerson, bool)>> {
    let Some(before) = before else { return Ok(Vec::new()) };
    let left = erasure::left(connection, office, before).await?;
    let ids = left.iter().map(|person| person.id).collect::<Vec<_>>();
    let named = erasure::named(connection, office, &ids).await?;
    let due = left.into_iter().map(|person| (named.contains(&person.id), person));
    Ok(due
        .filter(|(is_named, person)| !person.erased || !is_named)
        .map(|(is_named, person)| (person, is_named))
        .collect())
}

/// Erases a batch of people; recordings are next once there are none.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn batch(mut change: UnitOfWork, mut run: Erasure) -> Result<()> {
    let office = change.office;
    let mut left = due(&mut change, office, run.left_before).await?;
    left.truncate(BATCH);
    // A notice to somebody else may name them, their logins too.
    let notices = match run.left_before {
        Some(before) => erasure::delete_notices(&mut change, before.at(0), NOTICES).await?,
        None => 0,
    };
    if left.is_empty() && notices == 0 {
        run.phase = ErasurePhase::Recordings;
    }
    let all = left.iter().map(|(person, _)| person.id).collect::<Vec<_>>();
    let fresh = left.iter().filter(|(person, _)| !person.erased).map(|(person, _)| person.id).collect::<Vec<_>>();
    let events = if fresh.is_empty() {
        erasure::ErasedEvents::default()
    } else {
        erasure::erase_people(&mut change, &fresh).await?
    };
    // An emptied event names its doer no more than a line in a list.
    let named = erasure::named(&mut change, office, &all).await?;
    let names = all.iter().copied().filter(|person| !named.contains(person)).collect::<Vec<PersonId>>();
    erasure::erase_names(&mut change, &names).await?;
    erasure::forget_people(&mut change, &all).await?;
    run.people += all.len() as u64;
    erasure::save(&mut change, &run).await?;
    tell(&mut change, &run, Holes { events, people: fresh, names, ..Holes::default() }).await?;
    Ok(change.commit().await?)
}
