//! Delegations: who stands in for whom between two moments.

use crate::{UnitOfWork, error::Result, sql::sql};
use guiju_domain::PersonId;
use guiju_model::Moment;

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
