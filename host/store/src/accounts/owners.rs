//! The owners of accounts: what an account's rules need of the tables `people`, `posts`, `deputies`, `delegations`, `events`.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, sql},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// A person whose account is concerned.
#[derive(Debug, Row)]
pub struct Owner {
    /// Name of the person.
    pub name: String,
    /// Whether the person works in the office.
    pub active: bool,
    /// Whether the person has ever logged in, whatever became of the account since.
    pub logged_in: bool,
}

/// When and by whom a person was entered.
#[derive(Debug, Row)]
pub struct Entry {
    /// The office's local time.
    pub at: Moment,
    /// By whom; nobody if it was done on the server.
    #[column("by_id")]
    pub by: Option<PersonId>,
}

/// A person within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn owner(change: &mut UnitOfWork, person: PersonId) -> Result<Option<Owner>> {
    sql!("SELECT name, active, logged_in FROM people WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(person)
        .first(&mut **change)
        .await
}

/// The name of whoever has a login.
///
/// # Errors
/// If the database cannot be used.
pub async fn name_of(db: impl Db<'_>, office: OfficeId, login: &str) -> Result<Option<String>> {
    sql!(
        "SELECT p.name AS name FROM accounts a JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE a.office_id = $1 AND a.login = $2"
    )
    .bind(office)
    .bind(login)
    .first_value(db)
    .await
}

/// Notes that a person has logged in.
///
/// # Errors
/// If the database cannot be used.
pub async fn note_log_in(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<()> {
    sql!("UPDATE people SET logged_in = 1 WHERE office_id = $1 AND id = $2 AND logged_in = 0")
        .bind(office)
        .bind(person)
        .run(db)
        .await?;
    Ok(())
}

/// The roles, by id, of each post that a person holds or deputises, or stands in for whoever holds it.
///
/// # Errors
/// If the database cannot be used.
pub async fn roles_reached(change: &mut UnitOfWork, person: PersonId) -> Result<Vec<Vec<String>>> {
    let posts = sql!(
        "SELECT roles FROM posts WHERE office_id = $1 AND (holder_id = $2 OR deputy_id = $2
         OR holder_id IN (SELECT person_id FROM deputies WHERE office_id = $1 AND deputy_id = $2)
         OR holder_id IN (SELECT person_id FROM delegations WHERE office_id = $1 AND deputy_id = $2 AND state <> 'over'))"
    )
    .bind(change.office)
    .bind(person)
    .values::<Json<Vec<String>>>(&mut **change)
    .await?;
    Ok(posts.into_iter().map(|Json(roles)| roles).collect())
}

/// When and by whom a person was entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn entry_of(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<Option<Entry>> {
    sql!(
        "SELECT at, by_id FROM events WHERE office_id = $1 AND kind = 'person-entered' AND body LIKE $2
         ORDER BY seq LIMIT 1"
    )
    .bind(office)
    .bind(format!("%\"person\":{person},%"))
    .first(db)
    .await
}
