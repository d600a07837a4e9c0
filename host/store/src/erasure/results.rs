//! What periods were judged to: results of assessments, with what was recorded of them, decided proposals, and notices and drafts that may
//! quote what is erased. They are due once their period is over for the term of the regulation.

use super::{
    events::{self, ErasedEvents},
    rows::{delete, delete_of},
    unbound,
};
use crate::{
    UnitOfWork,
    error::Result,
    recordings,
    sql::{Db, sql, written},
};
use guiju_domain::{AssessmentId, DueTerm, OfficeId, PersonId, ProposalId};
use guiju_model::{Date, Moment};
use guiju_store_macros::Row;
use std::collections::BTreeSet;

/// Proposals of the office `$1` that somebody has decided or that have lapsed, of periods that ended before the day `$2`, but for those
/// by which something was still suspended on that day.
macro_rules! decided {
    () => {
        "FROM proposals p WHERE p.office_id = $1 AND p.starts < $2 AND p.ends < $2 AND p.state NOT IN ('proposed', 'objected')
         AND NOT EXISTS (SELECT 1 FROM suspensions s WHERE s.office_id = p.office_id AND s.proposal_id = p.id
          AND (s.ends IS NULL OR (s.ends >= $2 * 86400 AND s.ends > s.starts)))"
    };
}

/// Results of the office `$1` and a regulation `$2` of periods that ended before the day `$3`, but for those beside a proposal of the same
/// person and time that nobody has decided.
macro_rules! results {
    () => {
        "FROM assessments a WHERE a.office_id = $1 AND a.regulation = $2 AND a.ends < $3
         AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.office_id = a.office_id AND p.person_id = a.person_id
          AND p.state IN ('proposed', 'objected') AND p.starts <= a.ends AND p.ends >= a.starts)"
    };
}

/// A decided proposal.
#[derive(Row)]
struct Decided {
    id: ProposalId,
    #[column("person_id")]
    person: PersonId,
    #[column(json)]
    clauses: Vec<String>,
    ends: Date,
    proposed_at: Moment,
    decided_at: Option<Moment>,
}

impl Decided {
    /// Whether it is over for the term of every regulation that it cites.
    fn is_due(&self, terms: &[DueTerm]) -> bool {
        let regulation =
            |clause: &String| clause.split_once('#').map_or_else(String::new, |(regulation, _)| regulation.to_owned());
        let over = |regulation: String| {
            terms.iter().any(|term| term.regulation == regulation && self.ends < term.before.date())
        };
        let after = self.decided_at.unwrap_or(self.proposed_at);
        self.clauses.iter().map(regulation).all(over) && terms.iter().map(|term| term.before).max() > Some(after)
    }
}

/// A result of an assessment.
#[derive(Row)]
struct StoredResult {
    id: AssessmentId,
    assessed: String,
    subject: String,
    starts: Date,
}

/// The latest day before which something is due.
fn latest(terms: &[DueTerm]) -> Option<Date> {
    terms.iter().map(|term| term.before.date()).max()
}

async fn decided(db: impl Db<'_>, office: OfficeId, terms: &[DueTerm]) -> Result<Vec<Decided>> {
    let Some(before) = latest(terms) else { return Ok(Vec::new()) };
    let all: Vec<Decided> =
        sql!("SELECT id, person_id, clauses, ends, proposed_at, decided_at ", decided!(), " ORDER BY starts, id")
            .bind(office)
            .bind(before)
            .all(db)
            .await?;
    Ok(all.into_iter().filter(|proposal| proposal.is_due(terms)).collect())
}

/// How many results and proposals are due by some terms.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_results(connection: &mut crate::Connection, office: OfficeId, terms: &[DueTerm]) -> Result<u64> {
    let mut count = decided(&mut *connection, office, terms).await?.len() as u64;
    for term in terms {
        count += sql!("SELECT COUNT(*) AS n ", results!())
            .bind(office)
            .bind(&term.regulation)
            .bind(term.before.date())
            .value::<u64>(&mut *connection)
            .await?;
    }
    Ok(count)
}

/// What a batch of them left.
#[derive(Debug, Default)]
pub struct ErasedResults {
    /// How many results and proposals were deleted.
    pub count: u64,
    /// How many recordings.
    pub recordings: u64,
    /// The events that were emptied.
    pub events: ErasedEvents,
}

/// Deletes a batch of results and proposals that are due, with what was recorded, told and said of them; none are left once it counts none.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_results(change: &mut UnitOfWork, terms: &[DueTerm], most: usize) -> Result<ErasedResults> {
    let mut erased = proposals(change, terms, most).await?;
    for term in terms {
        let results: Vec<StoredResult> = sql!(
            "SELECT a.id AS id, a.assessed AS assessed, a.subject AS subject, a.starts AS starts ",
            results!(),
            " ORDER BY a.id LIMIT $4"
        )
        .bind(change.office)
        .bind(&term.regulation)
        .bind(term.before.date())
        .bind(most as u64)
        .all(&mut **change)
        .await?;
        for StoredResult { assessed, subject, starts, .. } in &results {
            erased.recordings +=
                recordings::delete_period(change, &term.regulation, assessed, subject, *starts).await?;
        }
        let ids = results.iter().map(|result| result.id.number().cast_signed()).collect::<Vec<_>>();
        erased.count += delete(change, "assessments", &ids).await?;
        if erased.count as usize >= most {
            break;
        }
    }
    Ok(erased)
}

/// Deletes decided proposals, what was told of them, and what was said in deciding.
async fn proposals(change: &mut UnitOfWork, terms: &[DueTerm], most: usize) -> Result<ErasedResults> {
    let office = change.office;
    let mut due = decided(&mut **change, office, terms).await?;
    due.truncate(most);
    if due.is_empty() {
        return Ok(ErasedResults::default());
    }
    for Decided { person, proposed_at, decided_at, .. } in &due {
        for at in [Some(*proposed_at), *decided_at].into_iter().flatten() {
            written!("DELETE FROM notices WHERE office_id = $1 AND matter_id IS NULL AND at = $2 AND person_id = $3")
                .bind(office)
                .bind(at)
                .bind(*person)
                .write(change)
                .await?;
        }
    }
    let ids = due.iter().map(|proposal| proposal.id.number()).collect::<BTreeSet<_>>();
    let mut said = events::of_proposals(change).await?;
    said.retain(|event| {
        let body = serde_json::from_str::<serde_json::Value>(&event.body).unwrap_or_default();
        body.get("proposal").and_then(serde_json::Value::as_i64).is_some_and(|id| ids.contains(&id))
    });
    let mut events = events::empty(change, said).await?;
    let ids_of_all = ids.iter().copied().collect::<Vec<_>>();
    delete_of(change, ("suspensions", "proposal_id"), &serde_json::Value::from(ids_of_all.clone()).to_string()).await?;
    let count = delete(change, "proposals", &ids_of_all).await?;
    events.extend(unbound::empty_assessed(change, &ids).await?);
    Ok(ErasedResults { count, recordings: 0, events })
}

/// Deletes drafts and notices of no matter that are as old as what is erased, so many at most: they may quote it. How many there were.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_quoting(change: &mut UnitOfWork, terms: &[DueTerm], most: u64) -> Result<u64> {
    let mut deleted = 0;
    for term in terms {
        deleted += sql!("DELETE FROM drafts WHERE office_id = $1 AND regulation = $2 AND saved_at < $3")
            .bind(change.office)
            .bind(&term.regulation)
            .bind(term.before)
            .run(&mut **change)
            .await?;
    }
    // A notice does not say of which regulation it is: it goes once it is too old for all of them.
    let Some(before) = terms.iter().map(|term| term.before).min() else { return Ok(deleted) };
    Ok(deleted + delete_notices(change, before, most).await?)
}

/// Deletes notices of no matter from before a moment, so many at most: they may quote what is erased, or name whoever is. How many there
/// were.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_notices(change: &mut UnitOfWork, before: Moment, most: u64) -> Result<u64> {
    written!(
        "DELETE FROM notices WHERE office_id = $1 AND id IN
         (SELECT id FROM notices WHERE office_id = $1 AND matter_id IS NULL AND at < $2 ORDER BY at LIMIT $3)"
    )
    .bind(change.office)
    .bind(before)
    .bind(most)
    .write(change)
    .await
}

/// The latest moment before which an erasure has taken something; none if there was none.
///
/// # Errors
/// If the database cannot be used.
pub async fn reached(db: impl Db<'_>, office: OfficeId) -> Result<Option<Moment>> {
    let latest: Option<Option<Moment>> =
        sql!("SELECT MAX(before_moment) AS n FROM erasures WHERE office_id = $1").bind(office).first_value(db).await?;
    Ok(latest.flatten())
}
