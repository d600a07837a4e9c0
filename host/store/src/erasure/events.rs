//! Emptying events: salt and body go, with whom they are about; their links stay.

use super::rows::numbers;
use crate::{
    Dialect, UnitOfWork,
    error::Result,
    events::{self, Body, Hashed},
    sql::{Built, Statement, built, sql},
};
use guiju_domain::{MatterId, events::Thing};
use guiju_store_macros::Row;

/// Selects the events of some matters that have a body, by the matters' numbers in a JSON list.
struct OfMatters;

impl Built for OfMatters {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "SELECT seq, matter_id, kind, at, utc, by_id, rows_hash, body, salt, about FROM events
             WHERE office_id = $1 AND {} AND body <> '' ORDER BY seq",
            dialect.among("matter_id", 2)
        )
    }
}
built!(OfMatters);

/// A kind of thing, and which one.
type Named = [String; 2];

/// An event whose body is to be emptied.
#[derive(Row)]
pub(super) struct Full {
    /// Its number in the chain.
    pub seq: i64,
    #[column("matter_id")]
    matter: Option<i64>,
    kind: String,
    at: i64,
    utc: Option<i64>,
    #[column("by_id")]
    by: Option<i64>,
    #[column("rows_hash")]
    rows: Option<String>,
    /// What it says, as JSON text.
    pub body: String,
    salt: Option<String>,
    about: Option<String>,
}

impl Full {
    /// What it is about: what is known of an emptied event, and the rest.
    fn about(&self) -> Result<(Vec<Named>, Vec<Named>)> {
        let all = self.about.as_deref().map_or(Ok(Vec::new()), serde_json::from_str::<Vec<Named>>)?;
        let doer = self.by.map(|by| by.to_string());
        Ok(all.into_iter().partition(|[thing, subject]| match Thing::named(thing) {
            Some(Thing::Matter) | None => true,
            Some(Thing::Person) => doer.as_ref() == Some(subject),
            Some(_) => false,
        }))
    }
}

/// Events whose bodies were emptied, by their numbers in the chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErasedEvents {
    /// All of them.
    pub all: Vec<i64>,
    /// Those of earlier versions, whose hash covers the body itself, so that it cannot be computed again: each with a digest of what
    /// remains of it, without which that could be altered unnoticed.
    pub remains: Vec<(i64, String)>,
}

impl ErasedEvents {
    /// Adds others; all in the order of the chain.
    pub fn extend(&mut self, other: Self) {
        self.all.extend(other.all);
        self.remains.extend(other.remains);
        self.all.sort_unstable();
        self.remains.sort_unstable();
    }
}

/// Empties the bodies of the events of some matters: the hash of salt and body stays in their place.
///
/// # Errors
/// If the database cannot be used.
pub async fn empty_events(change: &mut UnitOfWork, matters: &[MatterId]) -> Result<ErasedEvents> {
    let statement = Statement::built(&OfMatters, change.dialect()).bind(change.office).bind(numbers(matters));
    let events = statement.all::<Full>(&mut **change).await?;
    empty(change, events).await
}

/// The events by which proposals were acted on that have a body.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn of_proposals(change: &mut UnitOfWork) -> Result<Vec<Full>> {
    sql!(
        "SELECT seq, matter_id, kind, at, utc, by_id, rows_hash, body, salt, about FROM events
         WHERE office_id = $1 AND kind = 'proposal' AND body <> '' ORDER BY seq"
    )
    .bind(change.office)
    .all(&mut **change)
    .await
}

/// Empties events.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn empty(change: &mut UnitOfWork, events: Vec<Full>) -> Result<ErasedEvents> {
    let mut erased = ErasedEvents::default();
    for event in events {
        let hash = event.salt.as_deref().map(|salt| events::sealed(salt, &event.body));
        erased.all.push(event.seq);
        if hash.is_none() {
            let Full { seq, matter, ref kind, at, utc, by, ref rows, .. } = event;
            let body = Body::Plain(&event.body);
            let hashed = Hashed { seq, matter, kind, at, utc, by, body, rows: rows.as_deref() };
            erased.remains.push((seq, hashed.remains()));
        }
        let (known, rest) = event.about()?;
        for [thing, subject] in rest {
            sql!("DELETE FROM event_subjects WHERE office_id = $1 AND thing = $2 AND subject = $3 AND at = $4 AND seq = $5")
                .bind(change.office)
                .bind(thing)
                .bind(subject)
                .bind(event.at)
                .bind(event.seq)
                .run(&mut **change)
                .await?;
        }
        let about = event.about.is_some().then(|| serde_json::to_string(&known)).transpose()?;
        sql!("UPDATE events SET body = '', salt = NULL, body_hash = $3, about = $4 WHERE office_id = $1 AND seq = $2")
            .bind(change.office)
            .bind(event.seq)
            .bind(hash)
            .bind(about)
            .run(&mut **change)
            .await?;
    }
    Ok(erased)
}

/// Whether a person did something with a matter, by what remains of its events.
///
/// # Errors
/// If the database cannot be used.
pub async fn took_part(
    db: impl crate::sql::Db<'_>,
    office: guiju_domain::OfficeId,
    matter: MatterId,
    person: guiju_domain::PersonId,
) -> Result<bool> {
    sql!("SELECT 1 AS one FROM events WHERE office_id = $1 AND matter_id = $2 AND by_id = $3 LIMIT 1")
        .bind(office)
        .bind(matter)
        .bind(person)
        .exists(db)
        .await
}
