//! Deputies: who stands in for a person whatever the post, as a matter that took effect said.

use crate::{UnitOfWork, error::Result, sql::sql};
use guiju_domain::PersonId;
use guiju_model::Deputise;

/// Deletes a person as a deputy of others; answers of whom.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_deputy(change: &mut UnitOfWork, deputy: PersonId) -> Result<Vec<PersonId>> {
    sql!("DELETE FROM deputies WHERE office_id = $1 AND deputy_id = $2 RETURNING person_id")
        .bind(change.office)
        .bind(deputy)
        .values(&mut **change)
        .await
}

/// Saves who is the deputy of a person, in place of the former one.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, deputise: &Deputise) -> Result<()> {
    sql!(
        "INSERT INTO deputies (office_id, person_id, deputy_id) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, person_id) DO UPDATE SET deputy_id = excluded.deputy_id"
    )
    .bind(change.office)
    .bind(PersonId::new(deputise.person))
    .bind(PersonId::new(deputise.deputy))
    .run(&mut **change)
    .await?;
    Ok(())
}
