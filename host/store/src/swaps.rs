//! Swaps of shifts: who asked whom to exchange which shifts, and what came of it.

use crate::{
    UnitOfWork,
    error::Result,
    shifts::RosterKey,
    sql::{Db, named_columns, sql, written},
};
use guiju_domain::{OfficeId, PersonId, ShiftId, SwapId, rosters::SwapState};
use guiju_model::Moment;
use guiju_store_macros::Row;

named_columns!(SwapState);

/// A swap.
#[derive(Debug, Row)]
pub struct Swap {
    /// The shift of whoever asks.
    #[column("turn_id")]
    pub shift: ShiftId,
    /// The shift that is wanted for it.
    #[column("for_turn_id")]
    pub for_shift: ShiftId,
    /// Who asks.
    pub asked_by: PersonId,
    /// Who is asked.
    pub asked_of: PersonId,
    /// How far it is.
    pub state: SwapState,
}

/// A swap that somebody is asked to answer.
#[derive(Debug, Row)]
pub struct AskedSwap {
    /// Its id.
    pub id: SwapId,
    /// Who asks.
    pub asked_by: PersonId,
    /// Why the swap is wanted, for whoever is asked.
    pub reason: String,
    /// When the shift begins of whoever asks.
    pub offered: Moment,
    /// When the shift begins that is wanted for it.
    pub wanted: Moment,
}

/// Enters a swap that was asked for now.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, id: SwapId, swap: &Swap, reason: &str) -> Result<()> {
    written!(
        "INSERT INTO swaps (office_id, id, turn_id, for_turn_id, asked_by, asked_of, reason, state, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(change.office)
    .bind(id)
    .bind(swap.shift)
    .bind(swap.for_shift)
    .bind(swap.asked_by)
    .bind(swap.asked_of)
    .bind(reason)
    .bind(swap.state)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(())
}

/// A swap, if there is one of this id.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(change: &mut UnitOfWork, id: SwapId) -> Result<Option<Swap>> {
    sql!("SELECT turn_id, for_turn_id, asked_by, asked_of, state FROM swaps WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .first(&mut **change)
        .await
}

/// Sets how far a swap is.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_state(change: &mut UnitOfWork, id: SwapId, state: SwapState) -> Result<()> {
    written!("UPDATE swaps SET state = $3 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .bind(state)
        .write(change)
        .await?;
    Ok(())
}

/// The swaps of a roster that wait for a person's answer, in the order in which they were asked.
///
/// # Errors
/// If the database cannot be used.
pub async fn asked_of(
    db: impl Db<'_>,
    office: OfficeId,
    person: PersonId,
    of: RosterKey<'_>,
) -> Result<Vec<AskedSwap>> {
    sql!(
        "SELECT s.id AS id, s.asked_by AS asked_by, s.reason AS reason, a.starts AS offered, b.starts AS wanted
         FROM swaps s
         JOIN turns a ON a.office_id = s.office_id AND a.id = s.turn_id
         JOIN turns b ON b.office_id = s.office_id AND b.id = s.for_turn_id
         WHERE s.office_id = $1 AND s.asked_of = $2 AND s.state = 'asked' AND a.regulation = $3 AND a.roster = $4
         ORDER BY s.id"
    )
    .bind(office)
    .bind(person)
    .bind(of.regulation)
    .bind(of.roster)
    .all(db)
    .await
}
