//! The records that a case tells.

use crate::facts;
use guiju_model::{Date, Entry, Form, HalfDays, Manifest, Moment, Period, Status, calendar::Calendar, lookups, time};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Reads the records of a case, by source.
///
/// A record is its content; `_id`, `_person`, `_filed`, `_open`, `_step` and `_void` stand beside it. A record of an own form without an event
/// time lies on the day on which it was filed, as in an office: that of `_filed`, or of the case. A line such as `2026-03-02 08:25 18:03` is a record
/// of an event for each time, and `every working day 08:25 18:03` fills the days of the period that have no line of their own.
pub fn told(
    told: &BTreeMap<String, Vec<Value>>,
    manifest: &Manifest,
    period: (Date, Date),
) -> Result<BTreeMap<String, Vec<Entry>>, String> {
    let mut next = 0;
    let mut id = || {
        next += 1;
        next
    };
    let source = |(source, records): (&String, &Vec<Value>)| {
        let mut entries = Vec::new();
        let form = manifest.form(source);
        let lines = records.iter().filter_map(Value::as_str).collect::<Vec<_>>();
        for line in &lines {
            let own = |date: Date| lines.iter().any(|line| line.starts_with(&date.to_string()));
            for moment in moments(line, period, own)? {
                entries.push(event(source, manifest, moment, id()));
            }
        }
        for record in records.iter().filter_map(Value::as_object) {
            entries.push(entry(record, (form, period.0), id()));
        }
        entries.sort_by_key(|entry| entry.starts);
        Ok((source.clone(), entries))
    };
    told.iter().map(source).collect()
}

fn moments(line: &str, (first, last): (Date, Date), own: impl Fn(Date) -> bool) -> Result<Vec<Moment>, String> {
    let (dates, times) = match line.strip_prefix("every working day") {
        Some(times) => {
            let (days, (winter, summer)) = (facts::days(first, last), facts::sessions());
            let calendar = Calendar::new(&days, winter, summer);
            let filled = (first.0..=last.0).map(Date).filter(|date| calendar.worked(*date) && !own(*date));
            (filled.collect::<Vec<_>>(), times)
        }
        None => {
            let date = line.get(..10).unwrap_or(line).parse::<Date>().map_err(|why| format!("{line}: {why}"))?;
            (vec![date], line.get(10..).unwrap_or_default())
        }
    };
    let times = times.split_whitespace().map(time::minutes).collect::<Result<Vec<_>, _>>();
    let times = times.map_err(|why| format!("{line}: {why}"))?;
    Ok(dates.iter().flat_map(|date| times.iter().map(|minutes| date.at(*minutes))).collect())
}

fn event(source: &str, manifest: &Manifest, moment: Moment, id: u64) -> Entry {
    let form = manifest.form(source);
    let mut content = Map::new();
    if let Some(field) = form.and_then(|form| form.about.clone()) {
        content.insert(field, json!(1));
    }
    if let Some(field) = form.and_then(|form| form.occurs.clone()) {
        content.insert(field, json!(moment.to_string()));
    }
    let content = Value::Object(content).to_string();
    Entry { id, person: Some(1), starts: moment.0, ends: moment.0, content, status: Status::Completed, step: None }
}

fn entry(record: &Map<String, Value>, (form, day): (Option<&Form>, Date), id: u64) -> Entry {
    let mut content = record.clone();
    let mut beside = |name: &str| content.remove(name);
    let id = beside("_id").and_then(|id| id.as_u64()).unwrap_or(id);
    let person = beside("_person").map_or(Some(1), |person| person.as_u64());
    let filed = beside("_filed").and_then(|filed| span(filed.as_str()?)).unwrap_or((day.at(0), day.at(0)));
    let mut is = |name: &str| beside(name).is_some_and(|said| said == true);
    let (open, void) = (is("_open"), is("_void"));
    let step = content.remove("_step").and_then(|step| step.as_str().map(str::to_owned));
    let when = match form {
        Some(form) => form.occurs.as_ref().and_then(|field| span(content.get(field)?.as_str()?)),
        // Of another regulation's form, whose declaration is not here, the event time is the first value that is a time.
        None => content.values().filter_map(Value::as_str).find_map(span),
    };
    let when = when.unwrap_or(filed);
    let content = Value::Object(content).to_string();
    let content = form.and_then(|form| lookups::named_as_today(form, &content)).unwrap_or(content);
    Entry {
        id,
        person,
        starts: when.0.0,
        ends: when.1.0,
        content,
        status: match (void, open || step.is_some()) {
            (true, _) => Status::Void,
            (false, true) => Status::Open,
            (false, false) => Status::Completed,
        },
        step,
    }
}

pub fn span(text: &str) -> Option<(Moment, Moment)> {
    let half_days = text.parse::<HalfDays>().map(HalfDays::period);
    let period = half_days.or_else(|_| text.parse::<Period>());
    let moment = period.or_else(|_| text.parse::<Moment>().map(|moment| Period { from: moment, to: moment }));
    let day = |date: Date| Period { from: date.at(0), to: date.at(0) };
    moment.or_else(|_| text.parse::<Date>().map(day)).ok().map(|period| (period.from, period.to))
}
