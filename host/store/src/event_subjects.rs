//! What an event is about: the list with which it is inserted, so that it is found by people, things and themes.

use guiju_domain::{
    PersonId,
    events::{Subject, Theme, Thing},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// What the theme of an event is called among the kinds of things.
pub(crate) const THEME: &str = "theme";
/// Fields of a matter's event that name a person by id.
const PEOPLE: [&str; 6] = ["to", "from", "holder", "person", "subject", "on_behalf_of"];

/// What an event is about, as JSON text: with its theme, its doer and its matter.
pub(crate) fn listed(kind: &str, (by, matter): (Option<i64>, Option<i64>), about: Vec<Subject>) -> String {
    let named = |thing: Thing, id: Option<i64>| id.map(|id| (thing.name(), id.to_string()));
    let mut all = about.into_iter().map(|Subject { thing, id }| (thing.name(), id)).collect::<BTreeSet<_>>();
    all.extend(named(Thing::Person, by).into_iter().chain(named(Thing::Matter, matter)));
    all.insert((THEME, Theme::of_kind(kind).name().to_owned()));
    serde_json::json!(all).to_string()
}

/// The people that a matter's event names.
pub(crate) fn people_in(body: &Value) -> Vec<Subject> {
    let ids = PEOPLE.iter().filter_map(|name| body.get(name).and_then(Value::as_u64));
    ids.map(|id| Subject::person(PersonId::new(id))).collect()
}
