//! Deputies: who stands in for a person whatever the post, as a matter that took effect said.

use crate::{UnitOfWork, error::Result, sql::sql};
use guiju_domain::PersonId;

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
