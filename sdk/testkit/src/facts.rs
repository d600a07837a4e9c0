//! The facts that come with the call of a case: calendar, working hours, parameters and records.

use guiju_model::{
    Date, Entry, Facts, HalfDays, Known, Manifest, Moment, Period, Session, Status, calendar::Calendar, holidays, time,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const WINTER: [Session; 2] = [Session { start: 510, end: 720 }, Session { start: 870, end: 1080 }];
const SUMMER: [Session; 2] = [Session { start: 510, end: 720 }, Session { start: 900, end: 1110 }];

fn days(around: Date) -> guiju_model::Days {
    let years = holidays::PUBLISHED.iter().filter_map(|(_, text)| holidays::parse(text).ok()).collect::<Vec<_>>();
    let published = |year: i32| years.iter().find(|known| known.year == year);
    let season = |date| holidays::season(date, (5, 1), (9, 30));
    holidays::days(around.plus(-400), around.plus(400), published, season)
}

/// The facts of a call with these records.
pub fn facts(now: Moment, parameters: &Map<String, Value>, known: Vec<Known>) -> Facts {
    Facts {
        now: now.0,
        parameters: Value::Object(parameters.clone()).to_string(),
        calendar: days(now.date()),
        winter: WINTER.to_vec(),
        summer: SUMMER.to_vec(),
        known,
    }
}

/// Reads the records of a case.
///
/// A record is its content; `_id`, `_person` and `_open` stand beside it. A line such as `2026-03-02 08:25 18:03` is a record
/// of an event for each time, and `every working day 08:25 18:03` fills the days of the period that have no line of their own.
pub fn known(
    told: &BTreeMap<String, Vec<Value>>,
    manifest: &Manifest,
    period: (Date, Date),
) -> Result<Vec<Known>, String> {
    let mut next = 0;
    let mut id = || {
        next += 1;
        next
    };
    let source = |(source, records): (&String, &Vec<Value>)| {
        let mut entries = Vec::new();
        let lines = records.iter().filter_map(Value::as_str).collect::<Vec<_>>();
        for line in &lines {
            let own = |date: Date| lines.iter().any(|line| line.starts_with(&date.to_string()));
            for moment in moments(line, period, own)? {
                entries.push(event(source, manifest, moment, id()));
            }
        }
        for record in records.iter().filter_map(Value::as_object) {
            entries.push(entry(record, period.0, id()));
        }
        entries.sort_by_key(|entry| entry.starts);
        Ok(Known { source: source.clone(), entries })
    };
    told.iter().map(source).collect()
}

fn moments(line: &str, (first, last): (Date, Date), own: impl Fn(Date) -> bool) -> Result<Vec<Moment>, String> {
    let (dates, times) = match line.strip_prefix("every working day") {
        Some(times) => {
            let days = days(first);
            let calendar = Calendar::new(&days, &WINTER, &SUMMER);
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
    Entry { id, person: Some(1), starts: moment.0, ends: moment.0, content, status: Status::Completed }
}

fn entry(record: &Map<String, Value>, day: Date, id: u64) -> Entry {
    let mut content = record.clone();
    let mut beside = |name: &str| content.remove(name);
    let id = beside("_id").and_then(|id| id.as_u64()).unwrap_or(id);
    let person = beside("_person").map_or(Some(1), |person| person.as_u64());
    let open = beside("_open").is_some_and(|open| open == true);
    // The event time is the first value that is a time.
    let when = content.values().filter_map(Value::as_str).find_map(span).unwrap_or((day.at(0), day.at(0)));
    Entry {
        id,
        person,
        starts: when.0.0,
        ends: when.1.0,
        content: Value::Object(content).to_string(),
        status: if open { Status::Open } else { Status::Completed },
    }
}

fn span(text: &str) -> Option<(Moment, Moment)> {
    let half_days = text.parse::<HalfDays>().map(HalfDays::period);
    let period = half_days.or_else(|_| text.parse::<Period>());
    let moment = period.or_else(|_| text.parse::<Moment>().map(|moment| Period { from: moment, to: moment }));
    let day = |date: Date| Period { from: date.at(0), to: date.at(0) };
    moment.or_else(|_| text.parse::<Date>().map(day)).ok().map(|period| (period.from, period.to))
}
