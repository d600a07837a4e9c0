//! Proposed penalties (table `proposals`).

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, named_columns, sql, written},
};
use guiju_domain::{OfficeId, PersonId, ProposalId, RecordId, assessments::ProposalState};
use guiju_model::{Date, Sanction};
use guiju_store_macros::Row;

named_columns!(ProposalState);

/// A proposed penalty.
#[derive(Debug, Row)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Whom it concerns.
    #[column("person_id")]
    pub person: PersonId,
    /// First day of the judged period.
    pub starts: Date,
    /// Last day of the judged period.
    pub ends: Date,
    /// The clauses that are broken, as `regulation#clause`.
    #[column(json)]
    pub clauses: Vec<String>,
    /// What is proposed.
    #[column(json)]
    pub measure: Sanction,
    /// The role that decides, as `regulation/role` or a role of the office.
    pub decided_by: String,
    /// The records that it rests on.
    #[column(json)]
    pub evidence: Vec<RecordId>,
    /// Why, in words.
    pub explanation: String,
    /// Its state.
    pub state: ProposalState,
    /// Why the person concerned objects.
    pub objection: Option<String>,
    /// Why it was decided so.
    pub reason: Option<String>,
}

/// A proposal of a period as it is compared with what is proposed anew.
#[derive(Debug, Row)]
pub struct Known {
    /// Its id.
    pub id: ProposalId,
    /// Whom it concerns.
    #[column("person_id")]
    pub person: PersonId,
    /// What is proposed, as JSON text.
    pub measure: String,
    /// The clauses, as JSON text.
    pub clauses: String,
    /// The records that it rests on.
    #[column(json)]
    pub evidence: Vec<RecordId>,
    /// Its state.
    pub state: ProposalState,
}

/// A proposal before it has an id.
#[derive(Debug)]
pub struct New<'a> {
    /// Whom it concerns.
    pub person: PersonId,
    /// First and last day of the judged period.
    pub period: (Date, Date),
    /// The clauses, as JSON text.
    pub clauses: &'a str,
    /// What is proposed, as JSON text.
    pub measure: &'a str,
    /// The role that decides.
    pub decided_by: &'a str,
    /// The records that it rests on.
    pub evidence: &'a [RecordId],
    /// Why, in words.
    pub explanation: &'a str,
}

/// How a proposal was acted on.
#[derive(Debug)]
pub struct Decision<'a> {
    /// The proposal.
    pub id: ProposalId,
    /// Its new state.
    pub state: ProposalState,
    /// Why: the objection, or the reason of the decision.
    pub reason: &'a str,
    /// By whom.
    pub by: PersonId,
}

/// The newest proposals of an office that have not lapsed, newest period first; 500 at most.
///
/// # Errors
/// If the database cannot be used.
pub async fn newest(db: impl Db<'_>, office: OfficeId) -> Result<Vec<Proposal>> {
    sql!("SELECT * FROM proposals WHERE office_id = $1 AND state <> 'lapsed' ORDER BY starts DESC, id DESC LIMIT 500")
        .bind(office)
        .all(db)
        .await
}

/// One proposal.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId, id: ProposalId) -> Result<Option<Proposal>> {
    sql!("SELECT * FROM proposals WHERE office_id = $1 AND id = $2").bind(office).bind(id).first(db).await
}

/// The proposals of a period.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_period(change: &mut UnitOfWork, (starts, ends): (Date, Date)) -> Result<Vec<Known>> {
    sql!(
        "SELECT id, person_id, measure, clauses, evidence, state FROM proposals
         WHERE office_id = $1 AND starts = $2 AND ends = $3"
    )
    .bind(change.office)
    .bind(starts)
    .bind(ends)
    .all(&mut **change)
    .await
}

/// Enters a proposal; answers its id.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, new: &New<'_>) -> Result<ProposalId> {
    let (id, now) = (change.id::<ProposalId>(), change.now);
    written!(
        "INSERT INTO proposals (office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence, explanation,
         state, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    )
    .bind(change.office)
    .bind(id)
    .bind(new.person)
    .bind(new.period.0)
    .bind(new.period.1)
    .bind(new.clauses)
    .bind(new.measure)
    .bind(new.decided_by)
    .bind(Json(new.evidence))
    .bind(new.explanation)
    .bind(ProposalState::Proposed)
    .bind(now)
    .write(change)
    .await?;
    Ok(id)
}

/// Writes which role decides on a proposal that is made anew, what it rests on and why.
///
/// # Errors
/// If the database cannot be used.
pub async fn renew(
    change: &mut UnitOfWork,
    id: ProposalId,
    decided_by: &str,
    (evidence, explanation): (&[RecordId], &str),
) -> Result<()> {
    written!("UPDATE proposals SET evidence = $3, explanation = $4, decided_by = $5 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .bind(Json(evidence))
        .bind(explanation)
        .bind(decided_by)
        .write(change)
        .await?;
    Ok(())
}

/// A later judgement of the period no longer proposes it.
///
/// # Errors
/// If the database cannot be used.
pub async fn lapse(change: &mut UnitOfWork, id: ProposalId) -> Result<()> {
    written!("UPDATE proposals SET state = $3 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .bind(ProposalState::Lapsed)
        .write(change)
        .await?;
    Ok(())
}

/// Writes an objection or a decision.
///
/// # Errors
/// If the database cannot be used.
pub async fn decide(change: &mut UnitOfWork, decision: &Decision<'_>) -> Result<()> {
    let statement = if decision.state == ProposalState::Objected {
        written!(
            "UPDATE proposals SET state = $4, objection = $3, decided_at = $5, decider_id = $6
             WHERE office_id = $1 AND id = $2"
        )
    } else {
        written!(
            "UPDATE proposals SET state = $4, reason = $3, decided_at = $5, decider_id = $6
             WHERE office_id = $1 AND id = $2"
        )
    };
    let now = change.now;
    statement
        .bind(change.office)
        .bind(decision.id)
        .bind(decision.reason)
        .bind(decision.state)
        .bind(now)
        .bind(decision.by)
        .write(change)
        .await?;
    Ok(())
}
