//! How the values of a looked-up field are read, by whatever version of its form.

use guiju_model::{Form, ValueKind, lookups};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How the values of a looked-up field are read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The kind of its values, if the form declares it: a value that is computed without being declared has none.
    kind: Option<ValueKind>,
    /// The names that the field, or the table of the column, had in earlier versions, the latest first.
    was: Vec<String>,
}

impl Reading {
    /// As a form declares the field.
    pub(super) fn of(form: &Form, field: &str) -> Self {
        let name = field.split_once('/').map_or(field, |(table, _)| table);
        let was = form.field(name).map(|field| field.was.clone()).unwrap_or_default();
        Self { kind: lookups::kind(form, field).cloned(), was }
    }

    /// The kind of its values, if the form declares it.
    pub(super) const fn kind(&self) -> Option<&ValueKind> {
        self.kind.as_ref()
    }

    /// Whether the form declares no such field.
    pub(super) const fn is_undeclared(&self) -> bool {
        self.kind.is_none()
    }

    /// The name of a field as this content has it.
    pub(super) fn name_in(&self, content: &Map<String, Value>, field: &str) -> String {
        let (name, column) = field.split_once('/').map_or((field, None), |(table, column)| (table, Some(column)));
        let earlier = || self.was.iter().find(|was| content.contains_key(*was));
        let name = if content.contains_key(name) { name } else { earlier().map_or(name, String::as_str) };
        column.map_or_else(|| name.to_owned(), |column| format!("{name}/{column}"))
    }
}
