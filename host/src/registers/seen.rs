//! Rows of a form that can hold something confidential: narrowed, sorted, counted and summed by what the reader sees.

use super::{
    cells::{cell, summed},
    filter::Filter,
    narrowed::{Narrowed, Source, sorted_by},
};
use crate::{
    access::{RecordSeen, is_sensitive},
    error::Result,
    store::record_queries::{RegisterRow, Tied},
};
use guiju_api::ColumnShown;
use guiju_domain::{
    RecordStatus,
    rejection::{Limit, Rejection},
};
use guiju_model::{Form, Moment};
use serde_json::Value;
use std::cmp::Ordering;

/// A record of a register as its reader sees it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The record as it stands in the register.
    pub stored: RegisterRow,
    /// What its reader sees of it.
    pub record: RecordSeen,
}

/// Rows of a page with the totals over all of them.
pub(super) struct Found {
    pub rows: Vec<Row>,
    pub total: usize,
    pub sums: Vec<String>,
    pub masked: usize,
}

/// A document number as a text that stands in the order of its numbers: each with zeros before it.
fn in_numbers(number: &str) -> String {
    let (mut padded, mut digits) = (String::new(), String::new());
    for sign in number.chars().chain(std::iter::once('\0')) {
        if sign.is_ascii_digit() {
            digits.push(sign);
        } else {
            if !digits.is_empty() {
                padded.push_str(&format!("{digits:0>20}"));
                digits.clear();
            }
            padded.push(sign);
        }
    }
    padded
}

/// By what a row stands before another. What the reader does not see has no place of its own: it stands behind.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Number(f64),
    Text(String),
    Nothing,
}

impl Key {
    fn of(value: Option<&Value>) -> Self {
        match value {
            None | Some(Value::Null) => Self::Nothing,
            Some(Value::Number(number)) => number.as_f64().map_or(Self::Nothing, Self::Number),
            Some(Value::String(text)) => Self::Text(text.clone()),
            Some(other) => Self::Text(other.to_string()),
        }
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        match (self, other) {
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => Ordering::Greater,
            (_, Self::Nothing) => Ordering::Less,
            (Self::Number(a), Self::Number(b)) => turned(a.total_cmp(b)),
            (Self::Text(a), Self::Text(b)) => turned(a.cmp(b)),
            (Self::Number(_), Self::Text(_)) => turned(Ordering::Less),
            (Self::Text(_), Self::Number(_)) => turned(Ordering::Greater),
        }
    }
}

/// Rows that are looked at for one page at most: each is judged by what its reader sees.
const MOST: usize = 20_000;

/// The rows that the filter asks for, by what the reader sees of each.
pub(super) async fn found(
    source: &Source<'_>,
    narrowed: &Narrowed<'_>,
    filter: &Filter,
    columns: &[ColumnShown],
    (skip, page): (usize, usize),
) -> Result<Found> {
    let app = source.app;
    let all = narrowed.query.rows(&app.pool, app.dialect, MOST as u64 + 1).await?;
    if all.len() > MOST {
        return Err(Rejection::from(Limit::ConfidentialRows { most: MOST as u64 }).into());
    }
    let mut rows = Vec::with_capacity(all.len());
    for row in all {
        let row = Row::of(row, source)?;
        if row.record.seen.at_all() && row.matches(source, narrowed) {
            rows.push(row);
        }
    }
    let by = sorted_by(source.view, filter);
    let mut keyed = rows.into_iter().map(|row| (by.map(|name| row.key(source, name)), row)).collect::<Vec<_>>();
    keyed.sort_by(|(a, one), (b, other)| {
        let sorted = a.as_ref().zip(b.as_ref()).map_or(Ordering::Equal, |(a, b)| a.compare(b, filter.descending));
        let newest = |row: &Row| (row.when(source), row.stored.id);
        sorted.then_with(|| newest(other).cmp(&newest(one)))
    });
    let rows = keyed.into_iter().map(|(_, row)| row).collect::<Vec<_>>();
    let sums =
        columns.iter().map(|column| if column.amount { sum(source, &rows, &column.name) } else { String::new() });
    let (sums, total) = (sums.collect(), rows.len());
    let rows = rows.into_iter().skip(skip).take(page).collect::<Vec<_>>();
    let masked = rows.iter().filter(|row| !row.record.seen.whole()).count();
    Ok(Found { rows, total, sums, masked })
}

fn sum(source: &Source<'_>, rows: &[Row], name: &str) -> String {
    let amounts = rows.iter().filter(|row| row.stored.status != RecordStatus::Void && row.clear(source, name));
    let amounts = amounts.filter_map(|row| row.record.content.get(name).and_then(Value::as_i64));
    summed(amounts.map(i128::from).sum())
}

impl Row {
    /// A row as the reader sees it.
    ///
    /// # Errors
    /// If the route of its matter cannot be read.
    pub fn of(row: Tied<RegisterRow>, source: &Source<'_>) -> Result<Self> {
        let record = source.access.record(&row.ties, source.owner, source.form_id)?;
        Ok(Self { stored: row.row, record })
    }

    /// Whether a field of the form is seen as it stands.
    fn clear(&self, source: &Source<'_>, name: &str) -> bool {
        self.record.seen.clear(is_sensitive(source.form, name))
    }

    /// When it stands in the list: where when it happens is not for the reader, by its entry.
    fn when(&self, source: &Source<'_>) -> Moment {
        if self.record.when(source.form) { self.stored.starts } else { self.stored.entered }
    }

    /// What its fields say where the reader sees them as they stand.
    fn fields<'a>(&'a self, source: &'a Source<'_>) -> impl Iterator<Item = String> + 'a {
        let fields = source.form.into_iter().flat_map(Form::fields);
        let clear = fields.filter(|field| self.clear(source, &field.name));
        clear.map(|field| cell(Some(field), self.record.content.get(&field.name), &*source.access.staff))
    }

    /// Whether it is what is asked for, by what the reader sees of it.
    fn matches(&self, source: &Source<'_>, narrowed: &Narrowed<'_>) -> bool {
        if narrowed.by_days && !self.record.when(source.form) {
            return false;
        }
        if narrowed.department.is_some_and(|asked| self.record.department != Some(asked)) {
            return false;
        }
        if narrowed.words.is_empty() {
            return true;
        }
        let summary = Some(&self.record.summary).filter(|_| !self.record.seen.hides_all()).cloned();
        let person = self.record.person.map(|person| source.access.name(person));
        let texts = summary.into_iter().chain(self.stored.number.clone()).chain(person).chain(self.fields(source));
        narrowed.said_by(&texts.collect::<Vec<_>>())
    }

    /// By what it stands before another when it is sorted by a column.
    fn key(&self, source: &Source<'_>, name: &str) -> Key {
        let own = source.form.is_some_and(|form| form.field(name).is_some());
        let record = &self.record;
        match name {
            "person" if !own => record.person.map_or(Key::Nothing, |id| Key::Text(source.access.name(id))),
            "filed" if !own => Key::Number(self.stored.entered.0 as f64),
            "department" if !own => record.department.map_or(Key::Nothing, |id| Key::Number(id.number() as f64)),
            "status" if !own => Key::Text(self.stored.status.name().to_owned()),
            "number" if !own => {
                self.stored.number.as_deref().map_or(Key::Nothing, |number| Key::Text(in_numbers(number)))
            }
            "summary" if !own && !record.seen.hides_all() => Key::Text(record.summary.clone()),
            name if self.clear(source, name) => Key::of(record.content.get(name)),
            _ => Key::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_stands_behind_in_either_direction() {
        let number = |number: f64| Key::Number(number);
        for descending in [false, true] {
            assert_eq!(Key::Nothing.compare(&number(1.0), descending), Ordering::Greater);
            assert_eq!(Key::Text("a".to_owned()).compare(&Key::Nothing, descending), Ordering::Less);
        }
        assert_eq!(number(1.0).compare(&number(2.0), false), Ordering::Less);
        assert_eq!(number(1.0).compare(&number(2.0), true), Ordering::Greater);
    }
}
