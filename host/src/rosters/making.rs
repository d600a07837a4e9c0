//! Rosters are made: the shifts between two days that nobody has yet.

use super::{
    declared::declared,
    plan::{self, loads_of},
};
use crate::{
    accounts::Caller,
    app::App,
    error::Result,
    matters::{filing::belongs, reassign},
    store::{
        UnitOfWork, delegations, notices,
        shifts::{self, NewShift, RosterKey},
    },
};
use guiju_api::RosterMake;
use guiju_domain::{
    PersonId, ShiftId,
    days::day,
    events::rosters::{RosterMade, ShiftGiven},
    message,
    rejection::Roster as RosterRejection,
};
use guiju_model::{Cycle, Date, Moment, Roster};
use std::collections::BTreeSet;

/// A roster is made for at most so many days at once.
const MOST_DAYS: u32 = 400;

/// Makes and publishes the shifts between two days that nobody has yet.
///
/// # Errors
/// If one does not keep the roster, the days make no sense, nobody can take a shift, or the database cannot be used.
pub async fn make(app: &App, caller: &Caller, regulation: &str, roster: &str, wanted: &RosterMake) -> Result<u64> {
    let (from, to) = (day(&wanted.from)?, day(&wanted.to)?);
    let mut change = app.change(caller.office).await?;
    let (policy, staff, today) = (app.policy(caller.office)?, app.staff_within(&mut change).await?, change.now.date());
    let (_, declared) = declared(&policy, today, regulation, roster)?;
    let by = caller.person;
    if !belongs(&staff, by, &declared.kept_by) {
        return Err(RosterRejection::NotYours { roster: declared.title.clone() }.into());
    }
    if to < from || i64::from(to.0) - i64::from(from.0) > MOST_DAYS.into() {
        return Err(RosterRejection::TooManyDays { limit: MOST_DAYS }.into());
    }
    let active = staff.people.values().filter(|member| member.active).map(|member| member.id);
    let people = active.filter(|id| belongs(&staff, *id, &declared.among)).collect::<Vec<_>>();
    if people.is_empty() {
        return Err(RosterRejection::NobodyEligible { roster: declared.title.clone() }.into());
    }
    let days = policy.days(from.plus(-7), to.plus(7));
    let spans = plan::spans(declared.turn, declared.days, (from, to), &days.calendar());
    let filled = fill(&mut change, (regulation, &declared), from, &spans, &people).await?;
    for person in filled.iter().map(|given| given.person).collect::<BTreeSet<_>>() {
        let told = message!("roster-made", roster = &declared.title);
        notices::tell(&mut change, person, told, None).await?;
    }
    let count = filled.len() as u64;
    let (regulation, roster) = (regulation.to_owned(), roster.to_owned());
    change.record(Some(by), &RosterMade { regulation, roster, from, to, turns: count, after: filled })?;
    reassign::office(app, &mut change, reassign::Because::Duty).await?;
    change.commit().await?;
    app.staff_changed(caller.office);
    Ok(count)
}

/// Enters the shifts of a roster that nobody has yet; answers which, and whose each is.
async fn fill(
    change: &mut UnitOfWork,
    (regulation, declared): (&str, &Roster),
    from: Date,
    spans: &[plan::Span],
    people: &[PersonId],
) -> Result<Vec<ShiftGiven>> {
    let (office, of) = (change.office, RosterKey { regulation, roster: &declared.id });
    let (first, last) = from.around(Cycle::Year);
    let year = (first.at(0), last.plus(1).at(0));
    let mut loads = loads_of(&shifts::beginning_between(&mut **change, office, of, year).await?);
    let taken = shifts::beginnings(&mut **change, office, of).await?.into_iter().collect::<BTreeSet<_>>();
    let usual = spans.iter().map(|span| span.rest_days).min().unwrap_or_default();
    let mut filled = Vec::new();
    for span in spans.iter().filter(|span| !taken.contains(&span.first.at(0))) {
        let time = (span.first.at(0), span.last.plus(1).at(0));
        let away = delegations::away_between(change, time).await?;
        let away = away.into_iter().collect::<BTreeSet<_>>();
        let chosen = plan::fill(*span, usual, declared.seats, people, &loads, |id| away.contains(&id));
        for (seat, person) in (0..).zip(chosen) {
            let shift = NewShift {
                id: change.id::<ShiftId>(),
                of,
                role: &declared.gives,
                seat,
                person,
                starts: time.0,
                ends: Moment(time.1.0 - 1),
                rest_days: span.rest_days,
            };
            shifts::insert(change, &shift).await?;
            loads.entry(person).or_default().add(span.first, span.rest_days);
            filled.push(ShiftGiven { turn: shift.id, person, starts: shift.starts });
        }
    }
    Ok(filled)
}
