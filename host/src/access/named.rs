//! Whom content names, and who was asked by name.

use guiju_model::{Field, FieldKind, Route, ValueKind, Who};
use serde_json::{Map, Value};

/// Whether a field of the content that holds persons names this one.
#[must_use]
pub fn names<'f>(fields: impl IntoIterator<Item = &'f Field>, content: &Map<String, Value>, person: u64) -> bool {
    fields.into_iter().any(|field| {
        let Some(value) = content.get(&field.name) else { return false };
        match &field.kind {
            FieldKind::Single(kind) => holds(kind, value, person),
            FieldKind::Table(columns) => value.as_array().into_iter().flatten().any(|row| {
                columns.iter().any(|column| row.get(&column.name).is_some_and(|cell| holds(&column.kind, cell, person)))
            }),
        }
    })
}

fn holds(kind: &ValueKind, value: &Value, person: u64) -> bool {
    match kind {
        ValueKind::Person => value.as_u64() == Some(person),
        ValueKind::People => value.as_array().into_iter().flatten().any(|id| id.as_u64() == Some(person)),
        _ => false,
    }
}

/// Whether the way asks this person by name, not as the holder of a role.
#[must_use]
pub fn asks(route: &Route, person: u64) -> bool {
    route.steps.iter().any(|step| matches!(&step.who, Who::People(people) if people.contains(&person)))
}
