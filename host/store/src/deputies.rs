//! Deputies: who stands in for a person whatever the post, as a matter that took effect said.

use crate::{UnitOfWork, error::Result, sql::sql};
use guiju_domain::PersonId;

/// Saves who stands in for a person, in place of whoever did before.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, person: PersonId, deputy: PersonId) -> Result<()> {
    sql!(
        "INSERT INTO deputies (office_id, person_id, deputy_id) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, person_id) DO UPDATE SET deputy_id = excluded.deputy_id"
    )
    .bind(change.office)
    .bind(person)
    .bind(deputy)
    .run(&mut **change)
    .await?;
    Ok(())
}

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
