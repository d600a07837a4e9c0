//! Openings of closed matters: who opened which with what reason. Table `openings`.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{MatterId, OfficeId, OpeningId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// That a person opened a closed matter.
#[derive(Clone, Debug, Row)]
pub struct Opening {
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// Who opened it.
    #[column("person_id")]
    pub person: PersonId,
    /// The reason that was given.
    pub reason: String,
    /// The office's local time of the opening.
    #[column("opened_at")]
    pub at: Moment,
}

/// Whether a person has opened a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn has_opened(db: impl Db<'_>, office: OfficeId, matter: MatterId, person: PersonId) -> Result<bool> {
    sql!("SELECT id FROM openings WHERE office_id = $1 AND matter_id = $2 AND person_id = $3 LIMIT 1")
        .bind(office)
        .bind(matter)
        .bind(person)
        .exists(db)
        .await
}

/// Adds that a person opens a matter, at the moment of the change.
///
/// # Errors
/// If the database cannot be used.
pub async fn add(change: &mut UnitOfWork, matter: MatterId, person: PersonId, reason: &str) -> Result<()> {
    let id = change.id::<OpeningId>();
    written!(
        "INSERT INTO openings (office_id, id, matter_id, person_id, reason, opened_at) VALUES ($1, $2, $3, $4, $5, $6)"
    )
    .bind(change.office)
    .bind(id)
    .bind(matter)
    .bind(person)
    .bind(reason)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(())
}

/// So many openings of an office behind others, the newest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn page(db: impl Db<'_>, office: OfficeId, (skip, most): (u64, u64)) -> Result<Vec<Opening>> {
    sql!(
        "SELECT matter_id, person_id, reason, opened_at FROM openings WHERE office_id = $1 ORDER BY id DESC
         LIMIT $2 OFFSET $3"
    )
    .bind(office)
    .bind(most)
    .bind(skip)
    .all(db)
    .await
}

/// How many openings there are in an office.
///
/// # Errors
/// If the database cannot be used.
pub async fn count(db: impl Db<'_>, office: OfficeId) -> Result<u64> {
    sql!("SELECT COUNT(*) AS n FROM openings WHERE office_id = $1").bind(office).value(db).await
}
