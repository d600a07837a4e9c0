//! Delegations: who stands in for whom between two moments.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{named_columns, sql, written},
};
use guiju_domain::{DelegationId, MatterId, PersonId, RecordId, matters::DelegationState};
use guiju_model::{HandOver, Moment};
use guiju_store_macros::Row;

named_columns!(DelegationState);

/// Who stands in for whom at the moment of a change, by the order in which it was entered: the person and the deputy.
///
/// # Errors
/// If the database cannot be used.
pub async fn running(change: &mut UnitOfWork) -> Result<Vec<(PersonId, PersonId)>> {
    sql!(
        "SELECT person_id, deputy_id FROM delegations WHERE office_id = $1 AND starts <= $2 AND ends >= $2
         AND state <> 'over' ORDER BY id"
    )
    .bind(change.office)
    .bind(change.now)
    .all(&mut **change)
    .await
}

/// Inserts a delegation that follows from a matter; its tasks are moved once it begins.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, over: &HandOver, matter: MatterId, reason: &str) -> Result<()> {
    let id = change.id::<DelegationId>();
    written!(
        "INSERT INTO delegations (office_id, id, person_id, deputy_id, starts, ends, reason, matter_id, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(change.office)
    .bind(id)
    .bind(PersonId::new(over.person))
    .bind(PersonId::new(over.deputy))
    .bind(over.starts)
    .bind(over.ends)
    .bind(reason)
    .bind(matter)
    .bind(DelegationState::Waiting)
    .write(change)
    .await?;
    Ok(())
}

/// A delegation as it was before it was shortened.
#[derive(Debug, Row)]
pub struct Shortened {
    /// Who is away.
    #[column("person_id")]
    pub person: PersonId,
    /// Who stands in.
    #[column("deputy_id")]
    pub deputy: PersonId,
    /// When it would have ended.
    pub ends: Moment,
}

/// Ends whatever follows from the matter of a record at a moment, if it would end later; what would have.
///
/// # Errors
/// If the database cannot be used.
pub async fn shorten(change: &mut UnitOfWork, record: RecordId, ends: Moment) -> Result<Vec<Shortened>> {
    let later: Vec<Shortened> = sql!(
        "SELECT person_id, deputy_id, ends FROM delegations WHERE office_id = $1 AND ends > $3
         AND matter_id = (SELECT matter_id FROM records WHERE office_id = $1 AND id = $2) ORDER BY id"
    )
    .bind(change.office)
    .bind(record)
    .bind(ends)
    .all(&mut **change)
    .await?;
    if later.is_empty() {
        return Ok(later);
    }
    written!(
        "UPDATE delegations SET ends = $3 WHERE office_id = $1 AND ends > $3
         AND matter_id = (SELECT matter_id FROM records WHERE office_id = $1 AND id = $2)"
    )
    .bind(change.office)
    .bind(record)
    .bind(ends)
    .write(change)
    .await?;
    Ok(later)
}

/// Whoever has handed their work over for some of the time between two moments.
///
/// # Errors
/// If the database cannot be used.
pub async fn away_between(change: &mut UnitOfWork, (from, until): (Moment, Moment)) -> Result<Vec<PersonId>> {
    sql!("SELECT person_id FROM delegations WHERE office_id = $1 AND starts < $3 AND ends > $2 AND state <> 'over'")
        .bind(change.office)
        .bind(from)
        .bind(until)
        .values(&mut **change)
        .await
}
