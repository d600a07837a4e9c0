//! How the values of a looked-up field are read, by whatever version of its form.

use guiju_model::{Choice, Form, ValueKind, lookups};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How the values of a looked-up field are read: only that on which a key and its number depend. Labels and lengths may change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Noted")]
pub struct Reading {
    /// The kind of its values, if their numbers depend on it; choices without their labels.
    kind: Option<ValueKind>,
    /// The names that the field, or the table of the column, had in earlier versions, the latest first.
    was: Vec<String>,
    /// Whether the form declares the field: a computed value is not declared.
    is_declared: bool,
}

/// A reading as it is noted. What was noted first had the whole of every kind that was declared, and did not say whether one was.
#[derive(Deserialize)]
struct Noted {
    kind: Option<ValueKind>,
    was: Vec<String>,
    is_declared: Option<bool>,
}

impl From<Noted> for Reading {
    fn from(Noted { kind, was, is_declared }: Noted) -> Self {
        Self { is_declared: is_declared.unwrap_or(kind.is_some()), kind: kind.as_ref().and_then(numbered), was }
    }
}

impl Reading {
    /// As a form declares the field.
    pub(super) fn of(form: &Form, field: &str) -> Self {
        let name = field.split_once('/').map_or(field, |(table, _)| table);
        let was = form.field(name).map(|field| field.was.clone()).unwrap_or_default();
        let kind = lookups::kind(form, field);
        Self { kind: kind.and_then(numbered), was, is_declared: kind.is_some() }
    }

    /// The kind of its values, if their numbers depend on it.
    pub(super) const fn kind(&self) -> Option<&ValueKind> {
        self.kind.as_ref()
    }

    /// Whether the form declares no such field.
    pub(super) const fn is_undeclared(&self) -> bool {
        !self.is_declared
    }

    /// The name of a field as this content has it.
    pub(super) fn name_in(&self, content: &Map<String, Value>, field: &str) -> String {
        let (name, column) = field.split_once('/').map_or((field, None), |(table, column)| (table, Some(column)));
        let earlier = || self.was.iter().find(|was| content.contains_key(*was));
        let name = if content.contains_key(name) { name } else { earlier().map_or(name, String::as_str) };
        column.map_or_else(|| name.to_owned(), |column| format!("{name}/{column}"))
    }
}

/// What of a kind the number of a value depends on, see [`lookups::number`]; nothing where the value itself is the number.
fn numbered(kind: &ValueKind) -> Option<ValueKind> {
    match kind {
        ValueKind::Date | ValueKind::DateTime | ValueKind::Time => Some(kind.clone()),
        ValueKind::Choice(choices) => {
            let unlabelled = |choice: &Choice| Choice { value: choice.value.clone(), label: String::new() };
            Some(ValueKind::Choice(choices.iter().map(unlabelled).collect()))
        }
        _ => None,
    }
}
