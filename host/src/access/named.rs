//! Persons whom the content of a matter names, and persons who hold or held one of its tasks.

use super::confidentiality;
use crate::store::tasks::Task;
use guiju_domain::{PersonId, access::Confidentiality};
use guiju_model::{Field, FieldKind, Form, Route, Step, ValueKind, Who};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The persons whom fields of the content name.
pub fn people<'f>(fields: impl IntoIterator<Item = &'f Field>, content: &Map<String, Value>) -> BTreeSet<PersonId> {
    let mut people = BTreeSet::new();
    for field in fields {
        let Some(value) = content.get(&field.name) else { continue };
        match &field.kind {
            FieldKind::Single(kind) => held(kind, value, &mut people),
            FieldKind::Table(columns) => {
                for row in value.as_array().into_iter().flatten() {
                    for column in columns {
                        row.get(&column.name).into_iter().for_each(|cell| held(&column.kind, cell, &mut people));
                    }
                }
            }
        }
    }
    people
}

fn held(kind: &ValueKind, value: &Value, people: &mut BTreeSet<PersonId>) {
    match kind {
        ValueKind::Person => people.extend(value.as_u64().map(PersonId::new)),
        ValueKind::People => {
            let all = value.as_array().into_iter().flatten();
            people.extend(all.filter_map(Value::as_u64).map(PersonId::new));
        }
        _ => {}
    }
}

/// Whether a field of the content that holds persons names this one.
#[must_use]
pub fn names<'f>(fields: impl IntoIterator<Item = &'f Field>, content: &Map<String, Value>, person: PersonId) -> bool {
    people(fields, content).contains(&person)
}

/// Whether the way asks this person by name, not as the holder of a role.
#[must_use]
pub fn asks(route: &Route, person: PersonId) -> bool {
    route.steps.iter().any(|step| matches!(&step.who, Who::People(people) if people.contains(&person.number())))
}

/// Whether a decider wrote the person's name into what a step asks for.
#[must_use]
pub fn written(steps: &[Step], tasks: &[Task], person: PersonId) -> bool {
    tasks.iter().any(|task| {
        let Some(Value::Object(content)) = &task.content else { return false };
        let fields = steps.iter().filter(|step| step.id == task.step).flat_map(|step| &step.fields);
        names(fields, content, person)
    })
}

/// Persons whom a closed matter names. None of them decides it, stands in there, gets it handed on or reads it, unless the
/// regulation itself asks that person by name: a decider who writes a name down does not open the matter to it.
#[must_use]
pub fn concerned(form: &Form, content: &Map<String, Value>, route: &Route, tasks: &[Task]) -> BTreeSet<PersonId> {
    if confidentiality(form, content) != Confidentiality::Closed {
        return BTreeSet::new();
    }
    let mut named = people(form.fields(), content);
    named.retain(|person| !asks(route, *person) || written(&route.steps, tasks, *person));
    named
}
