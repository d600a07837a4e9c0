//! The facts that come with a call: the office's side of the contract.

use super::fact_reader::FactReader;
use crate::{
    error::{Error, Result},
    organisation::as_records::{self, POSTS},
    policy::OfficePolicy,
    rosters,
    staff::Staff,
    store::{
        Connection,
        facts::{self as store, AssessmentFact, OfRecords, RecordFact, Wanted},
    },
};
use guiju_domain::{DepartmentId, MatterId, OfficeId, PersonId, RecordId, RecordStatus, access::Whose};
use guiju_engine::Loaded;
use guiju_model::{
    Cycle, Date, Entry, Facts, Form, HalfDays, Known, Manifest, Moment, Period, Read, Scope, Status, Window,
    shape::{Mention, Mentioned},
};
use serde_json::Value;

pub use super::eligibility::department;

/// How many records one read brings at most; more would not fit a call's limits.
const MOST: i64 = 20_000;

/// Whose and when a call is about.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// The office.
    pub office: OfficeId,
    /// The person concerned.
    pub person: Option<PersonId>,
    /// The department concerned.
    pub department: Option<DepartmentId>,
    /// The first and the last day it tells of.
    pub days: (Date, Date),
    /// Records the content points to: each by its form and id.
    pub references: &'a [(String, RecordId)],
    /// The matter itself, which is none of its own facts.
    pub matter: Option<MatterId>,
}

/// A call for which facts are gathered.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The packages, parameters and calendar in force.
    pub policy: &'a OfficePolicy,
    /// Everybody in the office.
    pub staff: &'a Staff,
    /// The regulation that is called.
    pub regulation: &'a Loaded,
    /// What it reads.
    pub reads: &'a [Read],
    /// The present moment, in the office's local time.
    pub now: Moment,
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

/// The records that content points to: each by its form and id.
#[must_use]
pub fn references(manifest: &Manifest, mentions: &[Mention]) -> Vec<(String, RecordId)> {
    let record = |mention: &Mention| match &mention.what {
        Mentioned::Record(form, id) | Mentioned::Resource(form, id) => {
            Some((manifest.qualified(form), RecordId::new(*id)))
        }
        _ => None,
    };
    mentions.iter().filter_map(record).collect()
}

/// Everything beside the matter: these parameters, the calendar, and records as the call's reads declare.
///
/// # Errors
/// If the database cannot be used.
pub async fn gather(
    reader: &mut FactReader<'_>,
    asking: &Asking<'_>,
    parameters: Value,
    about: &About<'_>,
) -> Result<Facts> {
    let Asking { policy, staff, regulation, reads, now } = *asking;
    let (first, last) = (about.days.0.min(now.date()), about.days.1.max(now.date()));
    let days = policy.days(first.plus(-40), last.plus(70));
    let mut known = Vec::with_capacity(reads.len());
    for read in reads {
        let source = regulation.manifest().qualified(&read.source);
        let entries = records(reader, (policy, staff), &source, read, about).await?;
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
    reader: &mut FactReader<'_>,
    (policy, staff): (&OfficePolicy, &Staff),
    source: &str,
    read: &Read,
    about: &About<'_>,
) -> Result<Vec<Entry>> {
    let (regulation, form) =
        source.split_once('/').ok_or_else(|| Error::internal(format!("{source} names no form")))?;
    if (regulation, form) == POSTS {
        return Ok(posts(staff, read.scope, about));
    }
    if let Scope::Referenced = read.scope {
        return referenced(reader.connection, source, about).await;
    }
    let span = window(read.window, about.days);
    let (person, department) = match read.scope {
        // What is judged of a department or the whole office has no person.
        Scope::Subject => (about.person, None),
        Scope::Department => (None, about.department),
        Scope::Office | Scope::Referenced => (None, None),
    };
    // The results of an assessment are read like records: its figures are the content.
    policy.can_read(regulation, about.days.1)?;
    let source = policy.regulation(regulation, about.days.1).map(|loaded| loaded.manifest());
    let wanted = Wanted { office: about.office, regulation, source: form, span, person, most: MOST };
    if source.is_some_and(|manifest| manifest.assesses.iter().any(|assessed| assessed.id == form)) {
        let results = store::assessments(&mut *reader.connection, &wanted).await?;
        return Ok(results.into_iter().map(result).collect());
    }
    if source.is_some_and(|manifest| manifest.rosters.iter().any(|roster| roster.id == form)) {
        let whose = person.map_or(Whose::Everybody, Whose::Person);
        return rosters::entries(reader.connection, about.office, (regulation, form), span, whose).await;
    }
    let still_open = read.window == Window::StillOpen;
    let narrowed = OfRecords { still_open, department, but: about.matter };
    let records = reader.records(&wanted, narrowed).await?;
    Ok(records.into_iter().map(entry).collect())
}

/// The office's posts as records about whoever holds them, whenever that began.
fn posts(staff: &Staff, scope: Scope, about: &About<'_>) -> Vec<Entry> {
    let person = about.person.map(PersonId::number);
    let here = |(entry, department): &(Entry, DepartmentId)| match scope {
        Scope::Subject => person.is_none() || entry.person == person,
        Scope::Department => about.department == Some(*department),
        Scope::Office => true,
        Scope::Referenced => false,
    };
    as_records::posts(staff).filter(here).map(|(entry, _)| entry).collect()
}

async fn referenced(connection: &mut Connection, source: &str, about: &About<'_>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let form = source.split_once('/').unwrap_or_default();
    for (_, id) in about.references.iter().filter(|(named, _)| named == source) {
        let record = store::record(&mut *connection, about.office, *id, form).await?;
        entries.extend(record.map(entry));
    }
    Ok(entries)
}

fn entry(record: RecordFact) -> Entry {
    Entry {
        id: record.id.number(),
        person: record.person.map(PersonId::number),
        starts: record.starts.0,
        ends: record.ends.0,
        content: record.content,
        status: match record.status {
            RecordStatus::Open => Status::Open,
            RecordStatus::Completed | RecordStatus::Void => Status::Completed,
        },
    }
}

fn result(assessment: AssessmentFact) -> Entry {
    let figures = assessment.result.figures.into_iter().map(|figure| (figure.name, Value::from(figure.value)));
    Entry {
        id: assessment.id.number(),
        person: assessment.person.map(PersonId::number),
        starts: assessment.starts.at(0).0,
        ends: assessment.ends.at(0).0,
        content: Value::Object(figures.collect()).to_string(),
        status: Status::Completed,
    }
}
