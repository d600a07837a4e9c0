//! People whom something names that somebody filled in and that is kept: the content of a matter, a task or a record, and the events of
//! matters and of earlier versions. A person stands there by number, in whatever field: any number that is equal to the person's counts, so
//! that no name goes which a field still shows.

use crate::{
    Connection,
    error::Result,
    file_mentions::{self, Place},
    sql::sql,
};
use guiju_domain::{OfficeId, PersonId};
use guiju_store_macros::Row;
use serde_json::Value;
use std::collections::BTreeSet;

/// Texts that are read at once.
const AT_ONCE: u64 = 500;

/// A text in which a person may be named, of an event with its kind.
#[derive(Row)]
struct Text {
    key: i64,
    kind: String,
    text: String,
}

/// Which of some people are named there, but for events of kinds that tell personal data.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn mentioned(
    connection: &mut Connection,
    office: OfficeId,
    people: &BTreeSet<PersonId>,
    personal: &[&str],
) -> Result<BTreeSet<PersonId>> {
    let mut found = BTreeSet::new();
    if people.is_empty() {
        return Ok(found);
    }
    for place in [Place::Matters, Place::Tasks, Place::Records] {
        let mut after = 0;
        loop {
            let texts = file_mentions::texts(&mut *connection, office, place, after, AT_ONCE).await?;
            let Some(last) = texts.last() else { break };
            after = last.key;
            texts.iter().for_each(|of| look(&of.text, people, &mut found));
        }
    }
    let mut after = 0;
    loop {
        // Events of no matter are found by the people whom they name; those of earlier versions have no such list.
        let texts: Vec<Text> = sql!(
            "SELECT seq AS key, kind, body AS text FROM events WHERE office_id = $1 AND seq > $2
             AND (matter_id IS NOT NULL OR about IS NULL) AND body <> '' ORDER BY seq LIMIT $3"
        )
        .bind(office)
        .bind(after)
        .bind(AT_ONCE)
        .all(&mut *connection)
        .await?;
        let Some(last) = texts.last() else { return Ok(found) };
        after = last.key;
        let others = texts.iter().filter(|of| !personal.contains(&of.kind.as_str()));
        others.for_each(|of| look(&of.text, people, &mut found));
    }
}

/// Notes whom a text names.
fn look(text: &str, people: &BTreeSet<PersonId>, found: &mut BTreeSet<PersonId>) {
    let may = people.iter().any(|person| !found.contains(person) && text.contains(&person.number().to_string()));
    if may && let Ok(value) = serde_json::from_str(text) {
        named_in(&value, people, found);
    }
}

fn named_in(value: &Value, people: &BTreeSet<PersonId>, found: &mut BTreeSet<PersonId>) {
    match value {
        Value::Number(number) => {
            let person = number.as_u64().map(PersonId::new);
            found.extend(person.filter(|person| people.contains(person)));
        }
        Value::Array(values) => values.iter().for_each(|value| named_in(value, people, found)),
        Value::Object(fields) => fields.values().for_each(|value| named_in(value, people, found)),
        // The content of a record that an effect enters stands in its event as a text.
        Value::String(text) if text.starts_with(['{', '[']) => look(text, people, found),
        Value::String(_) | Value::Bool(_) | Value::Null => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_in_any_field() {
        let [one, other, third] = [12, 345, 6].map(PersonId::new);
        let people = BTreeSet::from([one, other, third]);
        let mut found = BTreeSet::new();
        let text =
            serde_json::json!({ "a": [{ "who": 12 }], "said": "345 元", "enter": "{\"who\":6}", "on": "2026-12-12" });
        look(&text.to_string(), &people, &mut found);
        assert_eq!(found, BTreeSet::from([one, third]));
    }
}
