//! The facts that come with a call: the office's side of the contract.

use crate::{
    error::{Error, Result},
    law::OfficeLaw,
    organisation::as_records::{self, POSTS},
    rosters,
    staff::Staff,
    store::{Columns, Narrowing},
};
use guiju_domain::{OfficeId, PersonId, access::Whose};
use guiju_engine::Loaded;
use guiju_model::{
    Cycle, Date, Entry, Facts, Form, HalfDays, Known, Manifest, Moment, Period, Read, Scope, Status, Window,
    shape::Mentioned,
};
use serde_json::Value;
use sqlx::{AnyConnection, any::AnyRow};

/// How many records one read brings at most; more would not fit a call's limits.
const MOST: i64 = 20_000;

/// Whose and when a call is about.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// Office.
    pub office: OfficeId,
    /// Person concerned.
    pub person: Option<u64>,
    /// Department concerned.
    pub department: Option<u32>,
    /// First and last day it tells of.
    pub days: (Date, Date),
    /// Records the content points to.
    pub references: &'a [(String, u64)],
    /// The matter itself, which is none of its own facts.
    pub matter: Option<i64>,
}

/// When what a form's content tells of happens; its filing, if no field says.
#[must_use]
pub fn occurs(form: &Form, content: &serde_json::Map<String, Value>, filed: Moment) -> Period {
    let text = form.occurs.as_ref().and_then(|field| content.get(field)).and_then(Value::as_str);
    let at = |moment: Moment| Period { from: moment, to: moment };
    let Some(text) = text else { return at(filed) };
    let half_days = text.parse::<HalfDays>().map(HalfDays::period);
    let period = half_days.or_else(|_| text.parse::<Period>());
    let moment = period.or_else(|_| text.parse::<Moment>().map(at));
    moment.or_else(|_| text.parse::<Date>().map(|date| at(date.at(0)))).unwrap_or_else(|_| at(filed))
}

/// The records that content points to.
#[must_use]
pub fn references(manifest: &Manifest, mentions: &[guiju_model::shape::Mention]) -> Vec<(String, u64)> {
    let record = |mention: &guiju_model::shape::Mention| match &mention.what {
        Mentioned::Record(form, id) | Mentioned::Resource(form, id) => Some((manifest.qualified(form), *id)),
        _ => None,
    };
    mentions.iter().filter_map(record).collect()
}

/// Everything beside the matter: values and calendar as of `filed`, records as declared.
///
/// # Errors
/// If the database cannot be used.
pub async fn gather(
    connection: &mut AnyConnection,
    law: &OfficeLaw,
    loaded: &Loaded,
    reads: &[Read],
    parameters: Value,
    now: Moment,
    about: &About<'_>,
) -> Result<Facts> {
    let (first, last) = (about.days.0.min(now.date()), about.days.1.max(now.date()));
    let days = law.days(first.plus(-40), last.plus(70));
    let mut known = Vec::with_capacity(reads.len());
    for read in reads {
        let source = loaded.manifest().qualified(&read.source);
        let entries = records(connection, law, &source, read, about).await?;
        known.push(Known { source: read.source.clone(), entries });
    }
    Ok(Facts {
        now: now.0,
        parameters: parameters.to_string(),
        calendar: days.days,
        winter: days.hours.winter_sessions,
        summer: days.hours.summer_sessions,
        known,
    })
}

fn window(window: Window, (first, last): (Date, Date)) -> (Moment, Moment) {
    let around = |cycle| (first.around(cycle).0, last.around(cycle).1);
    let (from, to) = match window {
        Window::ThisDay => (first, last),
        Window::ThisWeek => around(Cycle::Week),
        Window::ThisMonth => around(Cycle::Month),
        Window::ThisQuarter => around(Cycle::Quarter),
        Window::ThisYear => around(Cycle::Year),
        Window::PastDays(days) => (first.plus(-i32::try_from(days).unwrap_or(i32::MAX / 2)), last),
        Window::StillOpen | Window::Always => return (Moment(i64::MIN / 2), Moment(i64::MAX / 2)),
    };
    (from.at(0), Moment(to.plus(1).at(0).0 - 1))
}

async fn records(
    connection: &mut AnyConnection,
    law: &OfficeLaw,
    source: &str,
    read: &Read,
    about: &About<'_>,
) -> Result<Vec<Entry>> {
    let (regulation, form) =
        source.split_once('/').ok_or_else(|| Error::internal(format!("{source} names no form")))?;
    if (regulation, form) == POSTS {
        return posts(connection, read.scope, about).await;
    }
    let (from, to) = window(read.window, about.days);
    let still_open = i64::from(read.window == Window::StillOpen);
    if let Scope::Referenced = read.scope {
        return referenced(connection, source, about).await;
    }
    let (whose, department) = match read.scope {
        // What is judged of a department or the whole office has no person.
        Scope::Subject => (about.person.map_or(Whose::Everybody, |id| Whose::Person(PersonId::new(id))), None),
        Scope::Department => (Whose::Everybody, about.department.map(i64::from)),
        Scope::Office | Scope::Referenced => (Whose::Everybody, None),
    };
    // The results of an assessment are read like records: its figures are the content.
    law.can_read(regulation, about.days.1)?;
    let source_law = law.regulation(regulation, about.days.1);
    if source_law.is_some_and(|loaded| loaded.manifest().assesses.iter().any(|assessed| assessed.id == form)) {
        let narrowing = Narrowing::after(6).whose("person_id", whose);
        let query = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT id, person_id, starts, ends, result AS content, 'completed' AS status FROM assessments
             WHERE office_id = $1 AND regulation = $2 AND assessed = $3 AND ends >= $4 AND starts <= $5{}
             ORDER BY starts, id LIMIT $6",
            narrowing.text()
        )))
        .bind(about.office.number())
        .bind(regulation)
        .bind(form)
        .bind(i64::from(Moment(from.0.max(-86_400_000_000)).date().0))
        .bind(i64::from(Moment(to.0.min(86_400_000_000)).date().0))
        .bind(MOST);
        let rows = narrowing.bind(query).fetch_all(&mut *connection).await?;
        return rows.iter().map(result).collect();
    }
    if source_law.is_some_and(|loaded| loaded.manifest().rosters.iter().any(|roster| roster.id == form)) {
        return rosters::entries(connection, about.office, (regulation, form), (from, to), whose).await;
    }
    let narrowing = Narrowing::after(7).whose("person_id", whose).and("department_id =", department);
    // Records without a matter are nobody's own.
    let narrowing = narrowing.and("COALESCE(matter_id, 0) <>", about.matter);
    let query = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT id, person_id, starts, ends, content, status FROM records
         WHERE office_id = $1 AND regulation = $2 AND form = $3 AND ends >= $4 AND starts <= $5
           AND status <> 'void' AND ($6 = 0 OR status = 'open'){}
         ORDER BY starts, id LIMIT $7",
        narrowing.text()
    )))
    .bind(about.office.number())
    .bind(regulation)
    .bind(form)
    .bind(from.0)
    .bind(to.0)
    .bind(still_open)
    .bind(MOST);
    let rows = narrowing.bind(query).fetch_all(&mut *connection).await?;
    rows.iter().map(entry).collect()
}

/// The office's posts as records about whoever holds them, whenever that began.
async fn posts(connection: &mut AnyConnection, scope: Scope, about: &About<'_>) -> Result<Vec<Entry>> {
    let posts = as_records::posts(connection, about.office).await?.into_iter();
    let here = |(entry, department): &(Entry, u32)| match scope {
        Scope::Subject => about.person.is_none() || entry.person == about.person,
        Scope::Department => about.department == Some(*department),
        Scope::Office => true,
        Scope::Referenced => false,
    };
    Ok(posts.filter(here).map(|(entry, _)| entry).collect())
}

async fn referenced(connection: &mut AnyConnection, source: &str, about: &About<'_>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let (regulation, form) = source.split_once('/').unwrap_or_default();
    for (_, id) in about.references.iter().filter(|(named, _)| named == source) {
        let row = sqlx::query(
            "SELECT id, person_id, starts, ends, content, status FROM records
             WHERE office_id = $1 AND id = $2 AND regulation = $3 AND form = $4
             AND status <> 'void'",
        )
        .bind(about.office.number())
        .bind(*id as i64)
        .bind(regulation)
        .bind(form)
        .fetch_optional(&mut *connection)
        .await?;
        entries.extend(row.as_ref().map(entry).transpose()?);
    }
    Ok(entries)
}

fn entry(row: &AnyRow) -> Result<Entry> {
    Ok(Entry {
        id: row.int("id")? as u64,
        person: row.maybe_int("person_id")?.map(|id| id as u64),
        starts: row.int("starts")?,
        ends: row.int("ends")?,
        content: row.text("content")?,
        status: if row.text("status")? == "open" { Status::Open } else { Status::Completed },
    })
}

fn result(row: &AnyRow) -> Result<Entry> {
    let assessment: guiju_model::Assessment = row.json("content")?;
    let figures = assessment.figures.into_iter().map(|figure| (figure.name, Value::from(figure.value)));
    Ok(Entry {
        id: row.int("id")? as u64,
        person: row.maybe_int("person_id")?.map(|id| id as u64),
        starts: Date(row.int("starts")? as i32).at(0).0,
        ends: Date(row.int("ends")? as i32).at(0).0,
        content: Value::Object(figures.collect()).to_string(),
        status: Status::Completed,
    })
}

/// Whose department a matter is filed for.
#[must_use]
pub fn department(staff: &Staff, person: u64) -> u32 {
    staff.people.get(&person).map_or(0, |member| member.department)
}
