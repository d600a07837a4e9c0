//! Shifts that go round: made fairly, shown and printed, exchanged by consent. Whoever is on duty holds the role that
//! the roster gives.

pub mod plan;
mod swaps;

pub use swaps::{answer, ask};

use crate::{
    accounts::Caller,
    app::App,
    cite,
    error::{Error, Result},
    law::OfficeLaw,
    matters::{filing::belongs, notices, reassign},
    store::{
        Connection, UnitOfWork, look_ups,
        shifts::{self, NewShift, RosterKey, Shift},
    },
};
use guiju_api::{OnDuty, RosterMake, RosterOffered, RosterShown, TallyShown, TurnShown};
use guiju_domain::{OfficeId, PersonId, ShiftId, access::Whose};
use guiju_engine::Loaded;
use guiju_model::{Cycle, Date, Entry, Moment, Roster, Status};
use plan::Load;
use serde_json::json;
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// A roster is made for at most so many days at once.
const MOST_DAYS: i32 = 400;

fn declared(law: &OfficeLaw, on: Date, regulation: &str, roster: &str) -> Result<(Arc<Loaded>, Roster)> {
    let loaded = law.in_force(regulation, on)?;
    let found = loaded.manifest().rosters.iter().find(|declared| declared.id == roster);
    Ok((loaded.clone(), found.cloned().ok_or(Error::NotFound("这张值班表"))?))
}

/// The rosters of the regulations in force.
///
/// # Errors
/// If the office is unknown.
pub fn offered(app: &App, office: OfficeId) -> Result<Vec<RosterOffered>> {
    let law = app.law(office)?;
    let mut offered = Vec::new();
    for loaded in law.on(app.now(office).date()).into_values() {
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
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let mut duty = Vec::new();
    for loaded in law.on(app.now(office).date()).into_values() {
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
    let (law, staff, now) = (app.law(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let (loaded, declared) = declared(&law, now.date(), regulation, roster)?;
    let (first, last) = day.around(Cycle::Year);
    let (reader, of) = (PersonId::new(caller.person), RosterKey { regulation, roster });
    let shifts = shifts::beginning_between(&app.pool, caller.office, of, (first.at(0), last.plus(1).at(0))).await?;
    let loads = loads_of(&shifts);
    let shown = |shift: &Shift| {
        let person = shift.person.number();
        TurnShown {
            id: shift.id.number(),
            first: shift.starts.date().to_string(),
            last: shift.ends.date().to_string(),
            person,
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
        citation: cite::citation(&law, loaded.manifest(), &declared.clause, now.date()),
        turns: shifts.iter().map(shown).collect(),
        tally,
        swaps: swaps::shown(app, caller, &staff, of).await?,
        may_keep: belongs(&staff, reader.number(), &declared.kept_by),
    })
}

/// Makes and publishes the shifts between two days that nobody has yet.
///
/// # Errors
/// If one does not keep the roster, the days make no sense, nobody can take a shift, or the database cannot be used.
pub async fn make(app: &App, caller: &Caller, regulation: &str, roster: &str, wanted: &RosterMake) -> Result<u64> {
    let date = |text: &str| text.parse::<Date>().map_err(|why| Error::Invalid(why.to_string()));
    let (from, to) = (date(&wanted.from)?, date(&wanted.to)?);
    let mut change = app.change(caller.office).await?;
    let (law, staff, today) = (app.law(caller.office)?, app.staff_within(&mut change).await?, change.now.date());
    let (_, declared) = declared(&law, today, regulation, roster)?;
    let by = PersonId::new(caller.person);
    if !belongs(&staff, by.number(), &declared.kept_by) {
        return Err(Error::Forbidden(format!("《{}》不由您编排", declared.title)));
    }
    if to < from || to.0 - from.0 > MOST_DAYS {
        return Err(Error::Invalid(format!("请选起止日期，最多排 {MOST_DAYS} 天")));
    }
    let active = staff.people.values().filter(|member| member.active).map(|member| member.id);
    let people = active.filter(|id| belongs(&staff, *id, &declared.among)).collect::<Vec<_>>();
    if people.is_empty() {
        return Err(Error::Vacancy(format!("《{}》没有可以排的人，请先在“管理”中设好职务", declared.title)));
    }
    let days = law.days(from.plus(-7), to.plus(7));
    let spans = plan::spans(declared.turn, declared.days, (from, to), &days.calendar());
    let filled = fill(&mut change, (regulation, &declared), from, &spans, &people).await?;
    for person in filled.iter().copied().collect::<BTreeSet<_>>() {
        let message = format!("《{}》已排定，您有新的班次，请查看", declared.title);
        notices::tell(&mut change, person, &message, None).await?;
    }
    let count = filled.len() as u64;
    let body = json!({ "regulation": regulation, "roster": roster, "from": from, "to": to, "turns": count });
    change.office_event("roster", Some(by), body).await?;
    reassign::office(app, &mut change, reassign::Because::Duty).await?;
    change.commit().await?;
    app.staff_changed(caller.office);
    Ok(count)
}

/// Enters the shifts of a roster that nobody has yet; answers whose each is.
async fn fill(
    change: &mut UnitOfWork,
    (regulation, declared): (&str, &Roster),
    from: Date,
    spans: &[plan::Span],
    people: &[u64],
) -> Result<Vec<u64>> {
    let (office, of) = (change.office, RosterKey { regulation, roster: &declared.id });
    let (first, last) = from.around(Cycle::Year);
    let year = (first.at(0), last.plus(1).at(0));
    let mut loads = loads_of(&shifts::beginning_between(&mut **change, office, of, year).await?);
    let taken = shifts::beginnings(&mut **change, office, of).await?.into_iter().collect::<BTreeSet<_>>();
    let usual = spans.iter().map(|span| span.rest_days).min().unwrap_or_default();
    let mut filled = Vec::new();
    for span in spans.iter().filter(|span| !taken.contains(&span.first.at(0))) {
        let time = (span.first.at(0), span.last.plus(1).at(0));
        let away = look_ups::away_between(change, time).await?;
        let away = away.into_iter().map(PersonId::number).collect::<BTreeSet<_>>();
        let chosen = plan::fill(*span, usual, declared.seats, people, &loads, |id| away.contains(&id));
        for (seat, person) in (0..).zip(chosen) {
            let shift = NewShift {
                id: ShiftId::new(change.id().unsigned_abs()),
                of,
                role: &declared.gives,
                seat,
                person: PersonId::new(person),
                starts: time.0,
                ends: Moment(time.1.0 - 1),
                rest_days: span.rest_days,
            };
            shifts::insert(change, &shift).await?;
            loads.entry(person).or_default().add(span.first, span.rest_days);
            filled.push(person);
        }
    }
    Ok(filled)
}

/// What everybody has done by these shifts.
fn loads_of(shifts: &[Shift]) -> HashMap<u64, Load> {
    let mut loads: HashMap<u64, Load> = HashMap::new();
    for shift in shifts {
        loads.entry(shift.person.number()).or_default().add(shift.starts.date(), shift.rest_days);
    }
    loads
}

/// The shifts of a roster as records, for regulations that read them.
///
/// # Errors
/// If the database cannot be used.
pub async fn entries(
    connection: &mut Connection,
    office: OfficeId,
    (regulation, roster): (&str, &str),
    time: (Moment, Moment),
    whose: Whose,
) -> Result<Vec<Entry>> {
    let of = RosterKey { regulation, roster };
    let shifts = shifts::touching(connection, office, of, time, whose).await?;
    let entry = |shift: Shift| Entry {
        id: shift.id.number(),
        person: Some(shift.person.number()),
        starts: shift.starts.0,
        ends: shift.ends.0,
        content: json!({ "rest_days": shift.rest_days }).to_string(),
        status: Status::Completed,
    };
    Ok(shifts.into_iter().map(entry).collect())
}
