//! Deputies: who stands in for a person whatever the post, as a matter that took effect said.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{sql, written},
};
use guiju_domain::PersonId;
use guiju_model::Deputise;
use guiju_store_macros::Row;

/// Whoever has a deputy.
#[derive(Row)]
struct Deputised {
    #[column("person_id")]
    person: PersonId,
}

/// Deletes a person as a deputy of others; answers of whom.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_deputy(change: &mut UnitOfWork, deputy: PersonId) -> Result<Vec<PersonId>> {
    let deleted = written!("DELETE FROM deputies WHERE office_id = $1 AND deputy_id = $2")
        .bind(change.office)
        .bind(deputy)
        .write_rows::<Deputised>(change)
        .await?;
    Ok(deleted.into_iter().map(|row| row.person).collect())
}

/// Who is the deputy of a person, if anybody is.
///
/// # Errors
/// If the database cannot be used.
pub async fn of(change: &mut UnitOfWork, person: PersonId) -> Result<Option<PersonId>> {
    sql!("SELECT deputy_id FROM deputies WHERE office_id = $1 AND person_id = $2")
        .bind(change.office)
        .bind(person)
        .first_value(&mut **change)
        .await
}

/// Saves who is the deputy of a person, in place of the former one.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, deputise: &Deputise) -> Result<()> {
    written!(
        "INSERT INTO deputies (office_id, person_id, deputy_id) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, person_id) DO UPDATE SET deputy_id = excluded.deputy_id"
    )
    .bind(change.office)
    .bind(PersonId::new(deputise.person))
    .bind(PersonId::new(deputise.deputy))
    .write(change)
    .await?;
    Ok(())
}
