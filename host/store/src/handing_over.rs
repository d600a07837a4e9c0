//! Delegations and shifts that begin or end (tables `delegations` and `turns`): what a job moves on by the clock.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId, events::standing_in::DelegationMoved, matters::DelegationState};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// Delegations that are to begin or to end at `$2`.
macro_rules! delegations_due {
    () => {
        "office_id = $1 AND state IN ('waiting', 'running') AND (state = 'waiting' AND starts <= $2 OR state = 'running' AND ends < $2)"
    };
}

/// Shifts that are to begin or to end at `$2`.
macro_rules! shifts_due {
    () => {
        "office_id = $1 AND (noticed = 0 AND starts <= $2 OR noticed = 1 AND ends < $2)"
    };
}

/// Whether a delegation is to begin or to end.
///
/// # Errors
/// If the database cannot be used.
pub async fn delegations_are_due(db: impl Db<'_>, office: OfficeId, now: Moment) -> Result<bool> {
    sql!("SELECT 1 AS one FROM delegations WHERE ", delegations_due!(), " LIMIT 1")
        .bind(office)
        .bind(now)
        .exists(db)
        .await
}

/// A delegation as it stands once it was moved on.
#[derive(Row)]
struct Delegation {
    #[column("person_id")]
    person: PersonId,
    #[column("deputy_id")]
    deputy: PersonId,
    state: DelegationState,
}

/// Begins and ends delegations: which.
///
/// # Errors
/// If the database cannot be used.
pub async fn move_delegations(change: &mut UnitOfWork) -> Result<Vec<DelegationMoved>> {
    let now = change.now;
    let moved = written!(
        "UPDATE delegations SET state = CASE WHEN ends < $2 THEN 'over' ELSE 'running' END WHERE ",
        delegations_due!()
    )
    .bind(change.office)
    .bind(now)
    .write_rows::<Delegation>(change)
    .await?;
    let moved = moved.into_iter().map(|Delegation { person, deputy, state }| DelegationMoved {
        person,
        deputy,
        over: state == DelegationState::Over,
    });
    Ok(moved.collect())
}

/// Whether a shift is to begin or to end.
///
/// # Errors
/// If the database cannot be used.
pub async fn shifts_are_due(db: impl Db<'_>, office: OfficeId, now: Moment) -> Result<bool> {
    sql!("SELECT 1 AS one FROM turns WHERE ", shifts_due!(), " LIMIT 1").bind(office).bind(now).exists(db).await
}

/// Begins and ends shifts; whether there were any.
///
/// # Errors
/// If the database cannot be used.
pub async fn move_shifts(change: &mut UnitOfWork) -> Result<bool> {
    let now = change.now;
    let moved = sql!("UPDATE turns SET noticed = CASE WHEN ends < $2 THEN 2 ELSE 1 END WHERE ", shifts_due!())
        .bind(change.office)
        .bind(now)
        .run(&mut **change)
        .await?;
    Ok(moved > 0)
}
