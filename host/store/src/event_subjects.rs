//! What each event is about, so that events are found by people, things and themes (table `event_subjects`).
//!
//! An event is inserted with the list of what it is about; the rows that an index is over are made from the lists before somebody looks, so
//! that a change costs no statement more.

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Db, Statement, built, sql},
};
use guiju_domain::{
    OfficeId, PersonId,
    events::{Subject, Theme, Thing},
};
use guiju_store_macros::Row;
use serde_json::Value;
use std::collections::BTreeSet;

/// What the theme of an event is called among the kinds of things.
pub(crate) const THEME: &str = "theme";
/// Events whose lists are read at once.
const AT_ONCE: i64 = 20_000;
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

/// Makes the rows of the lists of some events.
struct Insert;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let (thing, subject, list) = match dialect {
            Dialect::Sqlite => {
                ("json_extract(l.value, '$[0]')", "json_extract(l.value, '$[1]')", "json_each(e.about) l")
            }
            Dialect::Postgres => {
                ("l.value ->> 0", "l.value ->> 1", "LATERAL json_array_elements(e.about::json) l(value)")
            }
        };
        format!(
            "INSERT INTO event_subjects (office_id, thing, subject, at, seq)
             SELECT e.office_id, {thing}, {subject}, e.at, e.seq FROM events e CROSS JOIN {list}
             WHERE e.office_id = $1 AND e.seq > $2 AND e.seq <= $3 AND e.about IS NOT NULL"
        )
    }
}
built!(Insert);

/// How far the rows are made.
#[derive(Row)]
struct Indexed {
    events_indexed: i64,
    chain_seq: i64,
}

/// Whether there are events of an office whose rows are not made yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_behind(db: impl Db<'_>, office: OfficeId) -> Result<bool> {
    sql!("SELECT 1 AS one FROM offices WHERE id = $1 AND events_indexed < chain_seq").bind(office).exists(db).await
}

/// Makes the rows of the next events, so many at most.
///
/// # Errors
/// If the database cannot be used.
pub async fn catch_up(change: &mut UnitOfWork, dialect: Dialect) -> Result<()> {
    let office = change.office;
    let indexed: Option<Indexed> =
        sql!("SELECT events_indexed, chain_seq FROM offices WHERE id = $1").bind(office).first(&mut **change).await?;
    let Some(Indexed { events_indexed, chain_seq }) = indexed else { return Ok(()) };
    let until = chain_seq.min(events_indexed + AT_ONCE);
    Statement::built(&Insert, dialect).bind(office).bind(events_indexed).bind(until).run(&mut **change).await?;
    sql!("UPDATE offices SET events_indexed = $2 WHERE id = $1").bind(office).bind(until).run(&mut **change).await?;
    Ok(())
}
