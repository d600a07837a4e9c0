//! Turns of duty that go round: made fairly, shown and printed, exchanged by consent. Whoever is on duty holds the role that
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
    store::{self, Columns, Event, Narrowing, UnitOfWork},
};
use guiju_api::{OnDuty, RosterMake, RosterOffered, RosterShown, SwapShown, TallyShown, TurnShown};
use guiju_domain::{OfficeId, access::Whose};
use guiju_engine::Loaded;
use guiju_model::{Cycle, Date, Moment, Roster};
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

/// A roster's turns of the year around a day, with what everybody has.
///
/// # Errors
/// If there is no such roster, or the database cannot be used.
pub async fn shown(app: &App, caller: &Caller, regulation: &str, roster: &str, day: Date) -> Result<RosterShown> {
    let (law, staff, now) = (app.law(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let (loaded, declared) = declared(&law, now.date(), regulation, roster)?;
    let (first, last) = day.around(Cycle::Year);
    let rows = sqlx::query(
        "SELECT id, seat, person_id, starts, ends, rest_days FROM turns WHERE office_id = $1 AND regulation = $2 AND roster = $3
         AND starts >= $4 AND starts < $5 ORDER BY starts, seat",
    )
    .bind(caller.office.number())
    .bind(regulation)
    .bind(roster)
    .bind(first.at(0).0)
    .bind(last.plus(1).at(0).0)
    .fetch_all(&app.pool)
    .await?;
    let mut turns = Vec::with_capacity(rows.len());
    let mut loads: HashMap<u64, Load> = HashMap::new();
    for row in rows {
        let (person, ends) = (row.int("person_id")? as u64, Moment(row.int("ends")?));
        let load = loads.entry(person).or_default();
        load.turns += 1;
        load.rest_days += row.int("rest_days")? as u32;
        turns.push(TurnShown {
            id: row.int("id")? as u64,
            first: Moment(row.int("starts")?).date().to_string(),
            last: ends.date().to_string(),
            person,
            name: staff.name(person),
            phone: staff.people.get(&person).and_then(|member| member.phone.clone()),
            rest_days: row.int("rest_days")? as u32,
            mine: person == caller.person.number(),
            over: ends < now,
        });
    }
    let mut tally = loads
        .into_iter()
        .map(|(person, load)| TallyShown { name: staff.name(person), turns: load.turns, rest_days: load.rest_days })
        .collect::<Vec<_>>();
    tally.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(RosterShown {
        title: declared.title.clone(),
        citation: cite::citation(&law, loaded.manifest(), &declared.clause, now.date()),
        turns,
        tally,
        swaps: swaps::shown(app, caller, &staff, regulation, roster).await?,
        may_keep: belongs(&staff, caller.person.number(), &declared.kept_by),
    })
}

/// Makes and publishes the turns between two days that nobody has yet.
///
/// # Errors
/// If one does not keep the roster, the days make no sense, nobody can take a turn, or the database cannot be used.
pub async fn make(app: &App, caller: &Caller, regulation: &str, roster: &str, wanted: &RosterMake) -> Result<u64> {
    let date = |text: &str| text.parse::<Date>().map_err(|why| Error::Invalid(why.to_string()));
    let (from, to) = (date(&wanted.from)?, date(&wanted.to)?);
    let mut change = app.change(caller.office).await?;
    let (law, staff, today) = (app.law(caller.office)?, app.staff_within(&mut change).await?, change.now.date());
    let (_, declared) = declared(&law, today, regulation, roster)?;
    if !belongs(&staff, caller.person.number(), &declared.kept_by) {
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
    let calendar = days.calendar();
    let mut loads = loads(&mut change, regulation, roster, from).await?;
    let taken = taken(&mut change, regulation, roster).await?;
    let mut made = BTreeSet::new();
    let mut count = 0;
    let spans = plan::spans(declared.turn, declared.days, (from, to), &calendar);
    let usual = spans.iter().map(|span| span.rest_days).min().unwrap_or_default();
    for span in spans {
        if taken.contains(&span.first.at(0).0) {
            continue;
        }
        let away = absent(&mut change, span).await?;
        for (seat, person) in
            plan::fill(span, usual, declared.seats, &people, &loads, |id| away.contains(&id)).into_iter().enumerate()
        {
            insert(&mut change, regulation, &declared, span, seat, person).await?;
            let load = loads.entry(person).or_default();
            load.turns += 1;
            load.rest_days += span.rest_days;
            load.last = Some(span.first);
            made.insert(person);
            count += 1;
        }
    }
    for person in made {
        let message = format!("《{}》已排定，您有新的班次，请查看", declared.title);
        notices::tell(&mut change, person, &message, None).await?;
    }
    let body = json!({ "regulation": regulation, "roster": roster, "from": from, "to": to, "turns": count });
    change.event(Event { matter: None, kind: "roster", by: Some(caller.person.number() as i64), body }).await?;
    reassign::office(app, &mut change, reassign::Because::Duty).await?;
    change.commit().await?;
    app.staff_changed(caller.office);
    Ok(count)
}

async fn insert(
    change: &mut UnitOfWork,
    regulation: &str,
    roster: &Roster,
    span: plan::Span,
    seat: usize,
    person: u64,
) -> Result<()> {
    let (office, id) = (change.office, change.id());
    sqlx::query(
        "INSERT INTO turns (office_id, id, regulation, roster, gives, seat, person_id, starts, ends, rest_days)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(office.number())
    .bind(id)
    .bind(regulation)
    .bind(&roster.id)
    .bind(&roster.gives)
    .bind(seat as i64)
    .bind(person as i64)
    .bind(span.first.at(0).0)
    .bind(span.last.plus(1).at(0).0 - 1)
    .bind(i64::from(span.rest_days))
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// What everybody has had in the year of a day.
async fn loads(change: &mut UnitOfWork, regulation: &str, roster: &str, day: Date) -> Result<HashMap<u64, Load>> {
    let (first, last) = day.around(Cycle::Year);
    let rows = sqlx::query(
        "SELECT person_id, starts, rest_days FROM turns WHERE office_id = $1 AND regulation = $2 AND roster = $3
         AND starts >= $4 AND starts < $5 ORDER BY starts",
    )
    .bind(change.office.number())
    .bind(regulation)
    .bind(roster)
    .bind(first.at(0).0)
    .bind(last.plus(1).at(0).0)
    .fetch_all(&mut **change)
    .await?;
    let mut loads: HashMap<u64, Load> = HashMap::new();
    for row in rows {
        let load = loads.entry(row.int("person_id")? as u64).or_default();
        load.turns += 1;
        load.rest_days += row.int("rest_days")? as u32;
        load.last = Some(Moment(row.int("starts")?).date());
    }
    Ok(loads)
}

async fn taken(change: &mut UnitOfWork, regulation: &str, roster: &str) -> Result<BTreeSet<i64>> {
    let rows = sqlx::query("SELECT starts FROM turns WHERE office_id = $1 AND regulation = $2 AND roster = $3")
        .bind(change.office.number())
        .bind(regulation)
        .bind(roster)
        .fetch_all(&mut **change)
        .await?;
    Ok(rows.iter().map(|row| row.int("starts")).collect::<Result<_, store::Error>>()?)
}

/// Whoever has handed their work over for some of that time.
async fn absent(change: &mut UnitOfWork, span: plan::Span) -> Result<BTreeSet<u64>> {
    let rows = sqlx::query(
        "SELECT person_id FROM delegations WHERE office_id = $1 AND starts < $3 AND ends > $2 AND state <> 'over'",
    )
    .bind(change.office.number())
    .bind(span.first.at(0).0)
    .bind(span.last.plus(1).at(0).0)
    .fetch_all(&mut **change)
    .await?;
    rows.iter().map(|row| Ok(row.int("person_id")? as u64)).collect()
}

/// The turns of a roster as records, for regulations that read them.
///
/// # Errors
/// If the database cannot be used.
pub async fn entries(
    connection: &mut sqlx::AnyConnection,
    office: OfficeId,
    (regulation, roster): (&str, &str),
    (from, to): (Moment, Moment),
    whose: Whose,
) -> Result<Vec<guiju_model::Entry>> {
    let narrowing = Narrowing::after(5).whose("person_id", whose);
    let text = format!(
        "SELECT id, person_id, starts, ends, rest_days FROM turns WHERE office_id = $1 AND regulation = $2 AND roster = $3
         AND ends >= $4 AND starts <= $5{} ORDER BY starts, seat",
        narrowing.text()
    );
    let query = sqlx::query(sqlx::AssertSqlSafe(text)).bind(office.number()).bind(regulation).bind(roster);
    let rows = narrowing.bind(query.bind(from.0).bind(to.0)).fetch_all(&mut *connection).await?;
    let entry = |row: &sqlx::any::AnyRow| {
        Ok(guiju_model::Entry {
            id: row.int("id")? as u64,
            person: Some(row.int("person_id")? as u64),
            starts: row.int("starts")?,
            ends: row.int("ends")?,
            content: json!({ "rest_days": row.int("rest_days")? }).to_string(),
            status: guiju_model::Status::Completed,
        })
    };
    rows.iter().map(entry).collect()
}

/// A swap as people read it.
fn swap_said(name: &str, theirs: &str, mine: &str, reason: &str) -> String {
    format!("{name}想用 {mine} 的班换 {theirs} 的班：{reason}")
}

/// What is asked of somebody.
type Swaps = Vec<SwapShown>;
