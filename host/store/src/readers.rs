//! Readers: who has read which publication, and when for the first time.

use crate::{UnitOfWork, error::Result, sql::sql};
use guiju_domain::{PersonId, PublicationId};

/// Saves that a person has read a publication; the first time counts.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, publication: PublicationId, person: PersonId) -> Result<()> {
    sql!(
        "INSERT INTO readers (office_id, publication_id, person_id, read_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING"
    )
    .bind(change.office)
    .bind(publication)
    .bind(person)
    .bind(change.now)
    .run(&mut **change)
    .await?;
    Ok(())
}
