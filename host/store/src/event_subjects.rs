//! What each event is about, so that events are found by people, things and themes (table `event_subjects`).

use crate::{
    Connection, Dialect,
    error::Result,
    sql::{Built, Statement, built},
};
use guiju_domain::{
    OfficeId, PersonId,
    events::{Subject, Theme, Thing},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// What the theme of an event is called among the kinds of things.
pub(crate) const THEME: &str = "theme";
/// Rows that one statement inserts at most.
const AT_ONCE: usize = 2000;
/// Fields of a matter's event that name a person by id.
const PEOPLE: [&str; 6] = ["to", "from", "holder", "person", "subject", "on_behalf_of"];

/// By what one event is found.
pub(crate) struct Found {
    seq: i64,
    at: i64,
    about: BTreeSet<(&'static str, String)>,
}

impl Found {
    /// An event by its number, moment and kind, its doer and matter, and what else it is about.
    pub fn of(
        (seq, at, kind): (i64, i64, &str),
        (by, matter): (Option<i64>, Option<i64>),
        about: Vec<Subject>,
    ) -> Self {
        let named = |thing: Thing, id: Option<i64>| id.map(|id| (thing.name(), id.to_string()));
        let mut all = about.into_iter().map(|Subject { thing, id }| (thing.name(), id)).collect::<BTreeSet<_>>();
        all.extend(named(Thing::Person, by).into_iter().chain(named(Thing::Matter, matter)));
        all.insert((THEME, Theme::of_kind(kind).name().to_owned()));
        Self { seq, at, about: all }
    }
}

/// The people that a matter's event names.
pub(crate) fn people_in(body: &Value) -> Vec<Subject> {
    let ids = PEOPLE.iter().filter_map(|name| body.get(name).and_then(Value::as_u64));
    ids.map(|id| Subject::person(PersonId::new(id))).collect()
}

/// Inserts the rows of a list, which it takes as JSON.
struct Insert;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let list = dialect.json_list(2);
        let [thing, subject, at, seq] = std::array::from_fn(|index| dialect.json_part(index));
        format!(
            "INSERT INTO event_subjects (office_id, thing, subject, at, seq)
             SELECT $1, {thing}, {subject}, CAST({at} AS BIGINT), CAST({seq} AS BIGINT) FROM {list}"
        )
    }
}
built!(Insert);

/// Enters what events are about.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn insert(connection: &mut Connection, office: OfficeId, found: &[Found]) -> Result<()> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let rows = found.iter().flat_map(|Found { seq, at, about }| {
        about.iter().map(move |(thing, subject)| serde_json::json!([thing, subject, at, seq]))
    });
    for rows in rows.collect::<Vec<_>>().chunks(AT_ONCE) {
        let list = Value::from(rows.to_vec()).to_string();
        Statement::built(&Insert, dialect).bind(office).bind(list).run(&mut *connection).await?;
    }
    Ok(())
}
