//! How the fields of a record are compared and counted: by keys, as text, and as numbers.
//!
//! A host and whoever tests a regulation compute the same from the same content.

use crate::{Alike, Brought, Column, Date, Entry, FieldKind, Form, Known, Moment, Operand, PlainKind, ValueKind, time};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The key of a field that is not filled in: a blank, which no text is, since keys have none at their ends.
pub const NOTHING: &str = " ";

/// The content of a record. Text that is no JSON object has no fields.
#[must_use]
pub fn content(entry: &Entry) -> Map<String, Value> {
    serde_json::from_str(&entry.content).unwrap_or_default()
}

/// The content of a record, as JSON, under the names that the fields of its form have today; none if it has them already.
#[must_use]
pub fn named_as_today(form: &Form, content: &str) -> Option<String> {
    let renamed = form.fields().filter(|field| !field.was.is_empty()).collect::<Vec<_>>();
    if renamed.is_empty() {
        return None;
    }
    let mut content: Map<String, Value> = serde_json::from_str(content).ok()?;
    let mut is_changed = false;
    for field in renamed.into_iter().filter(|field| field.was.iter().all(|was| *was != field.name)) {
        let earlier = field.was.iter().find(|was| content.contains_key(*was));
        let Some(earlier) = earlier.filter(|_| !content.contains_key(&field.name)) else { continue };
        let value = content.remove(earlier).unwrap_or_default();
        content.insert(field.name.clone(), value);
        is_changed = true;
    }
    is_changed.then(|| Value::Object(content).to_string())
}

/// The values of a field of the content, `vouchers/number` for a column of a table. A list is its values.
#[must_use]
pub fn values<'c>(content: &'c Map<String, Value>, field: &str) -> Vec<&'c Value> {
    let (name, column) = field.split_once('/').map_or((field, None), |(table, column)| (table, Some(column)));
    let found = content.get(name);
    let each = match (found, column) {
        (Some(Value::Array(rows)), Some(column)) => rows.iter().filter_map(|row| row.get(column)).collect(),
        (Some(Value::Array(values)), None) => values.iter().collect(),
        (Some(value), None) => vec![value],
        _ => Vec::new(),
    };
    each.into_iter().filter(|value| !value.is_null()).collect()
}

/// The key of one value: what is compared. None for rows and other objects, and for a text in which nothing is compared.
#[must_use]
pub fn key(value: &Value, alike: Alike) -> Option<String> {
    let text = match value {
        Value::Null => NOTHING.to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(_) | Value::Object(_) => return None,
    };
    match alike {
        Alike::Same => Some(text),
        Alike::LettersAndDigits => Some(letters_and_digits(&text)).filter(|text| !text.is_empty() && !value.is_null()),
    }
}

/// The Latin letters and the digits of a text, in capitals of half width.
#[must_use]
pub fn letters_and_digits(text: &str) -> String {
    let half = |sign| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        sign => sign,
    };
    text.chars().map(half).filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()).collect()
}

/// The keys of a field of a record, each once; [`NOTHING`] where it is not filled in.
#[must_use]
pub fn keys(content: &Map<String, Value>, field: &str, alike: Alike) -> BTreeSet<String> {
    let values = values(content, field);
    if values.is_empty() && alike == Alike::Same {
        return BTreeSet::from([NOTHING.to_owned()]);
    }
    values.into_iter().filter_map(|value| key(value, alike)).collect()
}

/// Whom and what a call is about, as far as conditions can name it.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// The content of the matter; none where a period is assessed.
    pub content: Option<&'a Map<String, Value>>,
    /// The person whom it concerns, or who is assessed.
    pub subject: Option<u64>,
    /// The person who files it.
    pub applicant: Option<u64>,
    /// The department of the subject.
    pub department: Option<u32>,
    /// The day of the matter, or the first of the period.
    pub day: Date,
    /// The answers to the reads before.
    pub known: &'a [Known],
}

impl Asker<'_> {
    /// The keys of which one must be among those of a record's field. Without any, no record matches.
    #[must_use]
    pub fn keys(&self, operand: &Operand, alike: Alike) -> BTreeSet<String> {
        let id = |id: Option<u64>| id.map(Value::from).and_then(|id| key(&id, alike)).into_iter().collect();
        match operand {
            Operand::Values(values) => {
                let parsed = values.iter().filter_map(|value| serde_json::from_str(value).ok());
                parsed.filter_map(|value: Value| key(&value, alike)).collect()
            }
            Operand::Content(field) => {
                let found = self.content.map(|content| values(content, field)).unwrap_or_default();
                found.into_iter().filter_map(|value| key(value, alike)).filter(|key| !key.is_empty()).collect()
            }
            Operand::Subject => id(self.subject),
            Operand::Applicant => id(self.applicant),
            Operand::Department => id(self.department.map(u64::from)),
            Operand::Year => id(u64::try_from(self.day.year()).ok()),
            Operand::Brought(brought) => self.brought(brought, alike),
        }
    }

    /// The keys of a field of what an earlier read brought; of what is not filled in none.
    fn brought(&self, brought: &Brought, alike: Alike) -> BTreeSet<String> {
        let answer = self.known.iter().find(|known| known.source == brought.read);
        let keys = |entry: &Entry| {
            if brought.field.is_empty() {
                return key(&Value::from(entry.id), alike).into_iter().collect::<Vec<_>>();
            }
            let content = content(entry);
            values(&content, &brought.field).into_iter().filter_map(|value| key(value, alike)).collect()
        };
        answer.into_iter().flat_map(|known| &known.entries).flat_map(keys).collect()
    }

    /// The persons whom these name.
    #[must_use]
    pub fn people(&self, named: &[Operand]) -> BTreeSet<u64> {
        named.iter().flat_map(|operand| self.keys(operand, Alike::Same)).filter_map(|key| key.parse().ok()).collect()
    }
}

/// The kind of a field of a form, `vouchers/number` for a column of a table, or of a computed value that is declared.
#[must_use]
pub fn kind(form: &Form, field: &str) -> Option<PlainKind> {
    let (name, column) = field.split_once('/').map_or((field, None), |(table, column)| (table, Some(column)));
    let filled_in = match (form.field(name).map(|field| &field.kind), column) {
        (Some(FieldKind::Single(kind)), None) => Some(kind),
        (Some(FieldKind::Table(columns)), Some(wanted)) => {
            columns.iter().find(|column: &&Column| column.name == wanted).map(|column| &column.kind)
        }
        _ => None,
    };
    let computed =
        || form.computed.iter().find(|computed| computed.name == field).map(|computed| computed.kind.clone());
    filled_in.map_or_else(computed, ValueKind::plain)
}

/// A value as a number, by the kind of its field; of a computed value that is not declared, what it is itself.
#[must_use]
pub fn number(kind: Option<&PlainKind>, value: &Value) -> Option<i64> {
    let text = value.as_str();
    match kind {
        Some(PlainKind::Date) => text?.parse::<Date>().ok().map(|date| i64::from(date.0)),
        Some(PlainKind::DateTime) => text?.parse::<Moment>().ok().map(|moment| moment.0),
        Some(PlainKind::Time) => time::minutes(text?).ok().map(i64::from),
        Some(PlainKind::Choice(choices)) => {
            choices.iter().position(|choice| Some(choice.value.as_str()) == text).and_then(|at| i64::try_from(at).ok())
        }
        _ => value.as_i64().or_else(|| value.as_bool().map(i64::from)),
    }
}

#[cfg(test)]
mod tests {
    use super::{kind, number};
    use crate::{Audience, Choice, Computed, Filing, Form, PlainKind};
    use serde_json::json;

    fn form(computed: Vec<Computed>) -> Form {
        Form {
            id: "paper".to_owned(),
            title: String::new(),
            clause: String::new(),
            summary: String::new(),
            sections: Vec::new(),
            filing: Filing { by: Audience::Nobody, on_behalf: Audience::Nobody, imports: Vec::new() },
            series: None,
            occurs: None,
            about: None,
            seen_by: Audience::Nobody,
            closed_when: Vec::new(),
            held_by: Vec::new(),
            copies: Vec::new(),
            synonyms: Vec::new(),
            steps: Vec::new(),
            computed,
        }
    }

    #[test]
    fn a_computed_value_counts_by_the_kind_that_is_declared() {
        let choice = |value: &str| Choice { value: value.to_owned(), label: value.to_owned() };
        for (of, value, counted) in [
            (PlainKind::Date, json!("1970-01-03"), Some(2)),
            (PlainKind::DateTime, json!("1970-01-01T00:07"), Some(7 * 60)),
            (PlainKind::Time, json!("01:05"), Some(65)),
            (PlainKind::Choice(vec![choice("a"), choice("b")]), json!("b"), Some(1)),
            (PlainKind::YesNo, json!(true), Some(1)),
            (PlainKind::Person, json!(12), Some(12)),
        ] {
            let form = form(vec![Computed { name: "due".to_owned(), label: String::new(), kind: of.clone() }]);
            assert_eq!(number(kind(&form, "due").as_ref(), &value), counted, "{of:?}");
        }
        assert_eq!(kind(&form(Vec::new()), "due"), None);
    }
}
