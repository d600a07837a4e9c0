//! How the values of a looked-up field are read, by whatever version of its form.

use guiju_model::{Choice, Form, PlainKind, lookups};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// So many digits of a digest tell the readings of one field from each other.
const DIGITS: usize = 16;

/// How the values of a looked-up field are read: only that on which a key and its number depend. Labels and lengths may change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The kind of its values, if their numbers depend on it; choices without their labels.
    kind: Option<PlainKind>,
    /// The names that the field, or the table of the column, had in earlier versions, the latest first.
    was: Vec<String>,
}

impl Reading {
    /// As a form declares the field, or where no form does.
    pub(super) fn of(form: Option<&Form>, field: &str) -> Self {
        let name = field.split_once('/').map_or(field, |(table, _)| table);
        let was = form.and_then(|form| form.field(name)).map(|field| field.was.clone()).unwrap_or_default();
        Self { kind: form.and_then(|form| lookups::kind(form, field)).and_then(numbered), was }
    }

    /// What tells this reading from every other one; nothing for values that are read as they stand.
    pub(super) fn digest(&self) -> Option<String> {
        if *self == Self::default() {
            return None;
        }
        let mut told = Sha256::new();
        let (kind, choices) = match &self.kind {
            None => ("", &[][..]),
            Some(PlainKind::Date) => ("date", &[][..]),
            Some(PlainKind::Time) => ("time", &[][..]),
            Some(PlainKind::Choice(choices)) => ("choice", choices.as_slice()),
            Some(_) => ("date-time", &[][..]),
        };
        // Each with its length, so that no two lists are told alike.
        for text in [kind].into_iter().chain(choices.iter().map(|choice| choice.value.as_str())) {
            told.update(format!("{}:{text}", text.len()));
        }
        self.was.iter().for_each(|was| told.update(format!("was {}:{was}", was.len())));
        let mut digest = hex::encode(told.finalize());
        digest.truncate(DIGITS);
        Some(digest)
    }

    /// The kind of its values, if their numbers depend on it.
    pub(super) const fn kind(&self) -> Option<&PlainKind> {
        self.kind.as_ref()
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
fn numbered(kind: PlainKind) -> Option<PlainKind> {
    match kind {
        PlainKind::Date | PlainKind::DateTime | PlainKind::Time => Some(kind),
        PlainKind::Choice(choices) => {
            let unlabelled = |choice: Choice| Choice { label: String::new(), ..choice };
            Some(PlainKind::Choice(choices.into_iter().map(unlabelled).collect()))
        }
        _ => None,
    }
}
