//! What comes with a call of the records that the conditions of a read let through.
//!
//! A host and whoever tests a regulation give the same answer for the same records. Their contents stand under the names that the fields
//! have today, see [`lookups::named_as_today`].

use crate::{
    Alike, Entry, Form, Gives, Group, Grouping, Known, Latest, Moment, NO_NUMBER, Numbers, Read, Status, Totals,
    lookups::{self, Asker, content},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A record to which a reference of another points.
#[derive(Clone, Debug)]
pub struct Referred<'f> {
    /// Its form, if it is known.
    pub form: Option<&'f Form>,
    /// Its content.
    pub content: Map<String, Value>,
    /// Its status.
    pub status: Status,
}

/// The reference fields of the records that the numbers of a read go through: `report` of `report.amount`.
pub fn paths(read: &Read) -> impl Iterator<Item = &str> {
    let fields = match &read.gives {
        Gives::Numbers(fields) => fields.as_slice(),
        Gives::Records(_) | Gives::Latest(_) | Gives::Totals(_) => &[],
    };
    let through = fields.iter().filter_map(|field| field.split_once('.')).map(|(reference, _)| reference);
    through.collect::<BTreeSet<_>>().into_iter()
}

/// The answer to a read that gives records or numbers, from the records that its conditions let through, the earliest first. Of
/// totals the answer is empty: they are no matter of single records.
#[must_use]
pub fn of_records(
    read: &Read,
    form: Option<&Form>,
    entries: Vec<Entry>,
    referred: &BTreeMap<u64, Referred<'_>>,
) -> Known {
    let mut known =
        Known { source: read.answered_as().to_owned(), entries: Vec::new(), groups: Vec::new(), numbers: None };
    match &read.gives {
        Gives::Records(fields) => known.entries = with_fields(entries, fields),
        Gives::Latest(latest) => known.entries = with_fields(last_of_each(entries, latest), &latest.fields),
        Gives::Numbers(fields) => known.numbers = Some(columns(&entries, fields, form, referred)),
        Gives::Totals(_) => {}
    }
    known
}

fn with_fields(mut entries: Vec<Entry>, fields: &[String]) -> Vec<Entry> {
    if !fields.is_empty() {
        for entry in &mut entries {
            entry.content = Value::Object(chosen(content(entry), fields)).to_string();
        }
    }
    entries
}

/// Only these fields of a content; of a table only the columns that are named.
fn chosen(content: Map<String, Value>, fields: &[String]) -> Map<String, Value> {
    let mut wanted = BTreeMap::<&str, BTreeSet<&str>>::new();
    for field in fields {
        let (name, column) = field.split_once('/').unwrap_or((field, ""));
        wanted.entry(name).or_default().insert(column);
    }
    let kept = |(name, value): (String, Value)| {
        let columns = wanted.get(name.as_str())?;
        let value = match value {
            Value::Array(rows) if !columns.contains("") => {
                rows.into_iter().map(|row| with_columns(row, columns)).collect()
            }
            whole => whole,
        };
        Some((name, value))
    };
    content.into_iter().filter_map(kept).collect()
}

fn with_columns(row: Value, columns: &BTreeSet<&str>) -> Value {
    match row {
        Value::Object(row) => row.into_iter().filter(|(column, _)| columns.contains(column.as_str())).collect(),
        other => other,
    }
}

/// The last of each person, or of each value of a field. The order stays that of time.
fn last_of_each(entries: Vec<Entry>, latest: &Latest) -> Vec<Entry> {
    let belongs = |entry: &Entry| match &latest.by {
        None => entry.person.map(|person| person.to_string()),
        Some(field) => lookups::keys(&content(entry), field, Alike::Same).into_iter().next(),
    };
    let keys = entries.iter().map(belongs).collect::<Vec<_>>();
    let last = keys.iter().enumerate().map(|(at, key)| (key, at)).collect::<BTreeMap<_, _>>();
    let last = last.into_values().collect::<BTreeSet<_>>();
    entries.into_iter().enumerate().filter(|(at, _)| last.contains(at)).map(|(_, entry)| entry).collect()
}

fn columns(
    entries: &[Entry],
    fields: &[String],
    form: Option<&Form>,
    referred: &BTreeMap<u64, Referred<'_>>,
) -> Numbers {
    let mut numbers = Numbers { columns: vec![Vec::with_capacity(entries.len()); fields.len()], ..Numbers::default() };
    for entry in entries {
        numbers.ids.push(entry.id);
        numbers.people.push(entry.person.unwrap_or_default());
        numbers.starts.push(entry.starts);
        numbers.statuses.push(entry.status as u8);
        let content = content(entry);
        for (field, column) in fields.iter().zip(&mut numbers.columns) {
            column.push(number(&content, field, form, referred).unwrap_or(NO_NUMBER));
        }
    }
    numbers
}

/// The number of a field of a content; of `report.amount`, of the record to which `report` points.
fn number(
    content: &Map<String, Value>,
    field: &str,
    form: Option<&Form>,
    referred: &BTreeMap<u64, Referred<'_>>,
) -> Option<i64> {
    let of = |content: &Map<String, Value>, field: &str, form: Option<&Form>| {
        let value = lookups::values(content, field).into_iter().next()?;
        lookups::number(form.and_then(|form| lookups::kind(form, field)).as_ref(), value)
    };
    let Some((reference, field)) = field.split_once('.') else { return of(content, field, form) };
    let to = referred.get(&content.get(reference)?.as_u64()?)?;
    if field == "status" { Some(to.status as i64) } else { of(&to.content, field, to.form) }
}

/// A sum that no number of the contract holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The sum.
    pub sum: i128,
}

/// The sum of a group as the contract says it.
///
/// # Errors
/// If no number of the contract holds it.
pub fn sum(sum: i128) -> Result<i64, TooLarge> {
    i64::try_from(sum).map_err(|_| TooLarge { sum })
}

/// The totals of a read over records that its conditions let through, in the order of what they are grouped by. `department` is that of
/// a record.
///
/// # Errors
/// If the sum of a group is larger than a number can be.
pub fn of_totals(
    totals: &Totals,
    form: Option<&Form>,
    entries: &[Entry],
    department: impl Fn(&Entry) -> Option<u32>,
) -> Result<Vec<Group>, TooLarge> {
    let mut groups = BTreeMap::<Option<String>, (Group, i128)>::new();
    for entry in entries {
        let content = content(entry);
        let number = totals.of.as_ref().and_then(|field| number(&content, field, form, &BTreeMap::new()));
        for by in grouped(totals.by.as_ref(), entry, &content, &department) {
            let none = Group { by: by.clone(), count: 0, sum: 0, least: None, most: None };
            let (group, sum) = groups.entry(by).or_insert((none, 0));
            group.count += 1;
            *sum += i128::from(number.unwrap_or_default());
            group.least = group.least.into_iter().chain(number).min();
            group.most = group.most.into_iter().chain(number).max();
        }
    }
    if groups.is_empty() && totals.by.is_none() {
        return Ok(vec![Group { by: None, count: 0, sum: 0, least: None, most: None }]);
    }
    groups.into_values().map(|(group, of)| Ok(Group { sum: sum(of)?, ..group })).collect()
}

/// The groups to which a record belongs: of a field with several values one for each.
fn grouped(
    by: Option<&Grouping>,
    entry: &Entry,
    content: &Map<String, Value>,
    department: impl Fn(&Entry) -> Option<u32>,
) -> Vec<Option<String>> {
    match by {
        None => vec![None],
        Some(Grouping::Month) => {
            let (year, month, _) = Moment(entry.starts).date().parts();
            vec![Some(format!("{year:04}-{month:02}"))]
        }
        Some(Grouping::Department) => vec![department(entry).map(|id| id.to_string())],
        Some(Grouping::Person) => vec![entry.person.map(|id| id.to_string())],
        Some(Grouping::Field(field)) => {
            let keys = lookups::keys(content, field, Alike::Same);
            keys.into_iter().map(|key| Some(key).filter(|key| key != lookups::NOTHING)).collect()
        }
    }
}

/// Whether the conditions of a read on fields hold of a record; time, persons, statuses and records that point to it are no matter of its
/// content.
#[must_use]
pub fn matches(read: &Read, asker: &Asker<'_>, entry: &Entry) -> bool {
    let content = content(entry);
    read.matching.iter().all(|one| {
        let wanted = asker.keys(&one.operand, one.alike);
        lookups::keys(&content, &one.field, one.alike).iter().any(|key| wanted.contains(key))
    })
}
