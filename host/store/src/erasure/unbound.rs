//! Events of no matter that tell of what goes with matters: who has read what they published, who has stored their files, and which
//! proposals a period came to. They are found by what they are about.

use super::{
    events::{self, ErasedEvents, Full},
    rows::numbers,
};
use crate::{
    Dialect, UnitOfWork,
    error::Result,
    event_index,
    sql::{Built, Statement, built},
};
use guiju_domain::{
    MatterId,
    events::{EventKind, Thing},
};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Selects the events of a kind `$4` that have a body and are about one of some things of a kind `$2`, by their names in a JSON list.
struct About;

impl Built for About {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "SELECT e.seq AS seq, e.matter_id AS matter_id, e.kind AS kind, e.at AS at, e.utc AS utc, e.by_id AS by_id,
             e.rows_hash AS rows_hash, e.body AS body, e.salt AS salt, e.about AS about
             FROM event_subjects s JOIN events e ON e.office_id = s.office_id AND e.seq = s.seq
             WHERE s.office_id = $1 AND s.thing = $2 AND {} AND e.kind = $4 AND e.body <> '' ORDER BY e.seq",
            dialect.among_texts("s.subject", 3)
        )
    }
}
built!(About);

/// Ids of rows that belong to one of some numbers of a JSON list.
enum Ids {
    /// What some matters have published.
    Publications,
    /// Those of some proposals that are there.
    Proposals,
}

impl Built for Ids {
    fn combinations() -> Vec<Self> {
        vec![Self::Publications, Self::Proposals]
    }

    fn text(&self, dialect: Dialect) -> String {
        let (table, column) = match self {
            Self::Publications => ("publications", "matter_id"),
            Self::Proposals => ("proposals", "id"),
        };
        format!("SELECT id FROM {table} WHERE office_id = $1 AND {} ORDER BY id", dialect.among(column, 2))
    }
}
built!(Ids);

/// What a period came to, as far as it names proposals.
#[derive(Default, Deserialize)]
#[serde(default)]
struct CameTo {
    proposed: Vec<OfProposal>,
    lapsed: Vec<OfProposal>,
}

#[derive(Deserialize)]
struct OfProposal {
    proposal: i64,
}

/// Makes the index of events whole, so that each is found by what it is about.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn index(change: &mut UnitOfWork) -> Result<()> {
    let (office, dialect) = (change.office, change.dialect());
    while event_index::is_behind(&mut **change, office).await? {
        event_index::catch_up(change, dialect).await?;
    }
    Ok(())
}

/// Empties the events that tell who has read what some matters have published. The publications are still there.
///
/// # Errors
/// If the database cannot be used.
pub async fn empty_readings(change: &mut UnitOfWork, matters: &[MatterId]) -> Result<ErasedEvents> {
    let published = ids(change, Ids::Publications, numbers(matters)).await?;
    let read = about(change, (Thing::Publication, &published), EventKind::PublicationRead).await?;
    events::empty(change, read).await
}

/// Empties the events that tell who has stored some files, and what they were called.
///
/// # Errors
/// If the database cannot be used.
pub async fn empty_uploads(change: &mut UnitOfWork, digests: &[String]) -> Result<ErasedEvents> {
    let stored = about(change, (Thing::File, digests), EventKind::FileStored).await?;
    events::empty(change, stored).await
}

/// Empties the events that tell what periods came to, if of all proposals that they name none is there any more, some of which were among
/// these.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn empty_assessed(change: &mut UnitOfWork, proposals: &BTreeSet<i64>) -> Result<ErasedEvents> {
    let gone = proposals.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut told = Vec::new();
    for event in about(change, (Thing::Proposal, &gone), EventKind::Assessed).await? {
        let CameTo { proposed, lapsed } = serde_json::from_str(&event.body).unwrap_or_default();
        let named = proposed.iter().chain(&lapsed).map(|of| of.proposal).collect::<Vec<_>>();
        if ids(change, Ids::Proposals, serde_json::to_string(&named)?).await?.is_empty() {
            told.push(event);
        }
    }
    events::empty(change, told).await
}

/// The ids of some rows, as texts.
async fn ids(change: &mut UnitOfWork, which: Ids, list: String) -> Result<Vec<String>> {
    let statement = Statement::built(&which, change.dialect()).bind(change.office).bind(list);
    let ids: Vec<i64> = statement.values(&mut **change).await?;
    Ok(ids.iter().map(ToString::to_string).collect())
}

/// The events of a kind that are about one of some things, each once.
async fn about(change: &mut UnitOfWork, (thing, named): (Thing, &[String]), kind: EventKind) -> Result<Vec<Full>> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    index(change).await?;
    let mut found: Vec<Full> = Statement::built(&About, change.dialect())
        .bind(change.office)
        .bind(thing.name())
        .bind(serde_json::to_string(named)?)
        .bind(kind.name())
        .all(&mut **change)
        .await?;
    found.dedup_by_key(|event| event.seq);
    Ok(found)
}
