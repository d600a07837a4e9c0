//! Rosters as they are shown: which there are, who is on duty now, the shifts of a year.

use super::{declared::declared, plan::loads_of, swaps};
use crate::{
    accounts::Caller,
    app::App,
    citation,
    error::Result,
    matters::filing::belongs,
    store::shifts::{self, RosterKey, Shift},
};
use guiju_api::{OnDuty, RosterOffered, RosterShown, TallyShown, TurnShown};
use guiju_domain::OfficeId;
use guiju_model::{Cycle, Date};
use std::collections::BTreeSet;

/// The rosters of the regulations in force.
///
/// # Errors
/// If the office is unknown.
pub fn offered(app: &App, office: OfficeId) -> Result<Vec<RosterOffered>> {
    let policy = app.policy(office)?;
    let mut offered = Vec::new();
    for loaded in policy.on(app.now(office).date()).into_values() {
        let manifest = loaded.manifest();
        offered.extend(manifest.rosters.iter().map(|roster| RosterOffered {
            regulation: manifest.id.clone(),
            area: manifest.area.clone(),
            roster: roster.id.clone(),
            title: roster.title.clone(),
        }));
    }
    Ok(offered)
}

/// Who is on duty now, by roster, with telephone.
///
/// # Errors
/// If the database cannot be used.
pub async fn on_duty(app: &App, office: OfficeId) -> Result<Vec<OnDuty>> {
    let (policy, staff) = (app.policy(office)?, app.staff(office).await?);
    let mut duty = Vec::new();
    for loaded in policy.on(app.now(office).date()).into_values() {
        let manifest = loaded.manifest();
        for roster in &manifest.rosters {
            let people = staff.on_duty(&roster.gives).collect::<BTreeSet<_>>();
            let role = manifest.role(&roster.gives).map(|role| role.label.clone()).unwrap_or_default();
            duty.extend(people.into_iter().map(|id| OnDuty {
                title: role.clone(),
                name: staff.name(id),
                phone: staff.people.get(&id).and_then(|member| member.phone.clone()),
            }));
        }
    }
    Ok(duty)
}

/// A roster's shifts of the year around a day, with what everybody has.
///
/// # Errors
/// If there is no such roster, or the database cannot be used.
pub async fn shown(app: &App, caller: &Caller, regulation: &str, roster: &str, day: Date) -> Result<RosterShown> {
    let (policy, staff, now) = (app.policy(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let (loaded, declared) = declared(&policy, now.date(), regulation, roster)?;
    let (first, last) = day.around(Cycle::Year);
    let (reader, of) = (caller.person, RosterKey { regulation, roster });
    let shifts = shifts::beginning_between(&app.pool, caller.office, of, (first.at(0), last.plus(1).at(0))).await?;
    let loads = loads_of(&shifts);
    let shown = |shift: &Shift| {
        let person = shift.person;
        TurnShown {
            id: shift.id.number(),
            first: shift.starts.date().to_string(),
            last: shift.ends.date().to_string(),
            person: person.number(),
            name: staff.name(person),
            phone: staff.people.get(&person).and_then(|member| member.phone.clone()),
            rest_days: shift.rest_days,
            mine: shift.person == reader,
            over: shift.ends < now,
        }
    };
    let mut tally = loads
        .into_iter()
        .map(|(person, load)| TallyShown { name: staff.name(person), turns: load.shifts, rest_days: load.rest_days })
        .collect::<Vec<_>>();
    tally.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(RosterShown {
        title: declared.title.clone(),
        citation: citation::of_clause(&policy, loaded.manifest(), &declared.clause, now.date()),
        turns: shifts.iter().map(shown).collect(),
        tally,
        swaps: swaps::shown(app, caller, &staff, of).await?,
        may_keep: belongs(&staff, reader, &declared.kept_by),
    })
}
