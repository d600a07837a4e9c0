//! Accounts (table `accounts`): login, password verifier and role of the system of a person.
//!
//! A person has one account. Earlier versions gave several, so that what concerns a password or a session holds for all of them.

mod keepers;
mod passwords;

pub use keepers::{
    Keeper, KeeperAccount, SecondRole, holders, keeper_account, keeper_accounts, keepers, offices_with_second_roles,
    role_held, second_roles, set_role,
};
pub use passwords::{
    begin_password_age, change_own_password, expire_first_password, must_change, password_hash, password_set_at,
    set_password, with_first_password_before,
};

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId, SystemRole};
use guiju_store_macros::Row;

/// An account that somebody tries to log in to.
#[derive(Debug, Row)]
pub struct LogInAccount {
    /// The login as it is stored, which may have capitals.
    pub login: String,
    /// The office.
    #[column("office_id")]
    pub office: OfficeId,
    /// The owner.
    #[column("person_id")]
    pub person: PersonId,
    /// The password's argon2 hash; empty if no password opens the account.
    pub password_hash: String,
    /// When somebody else set the password, in UTC: seconds since 1970; 0 if the owner did.
    pub given_at: i64,
    /// Whether the owner has not logged in yet, or the age of the password is not counted yet.
    pub is_first: bool,
}

/// A person's account, as others who change it see it.
#[derive(Clone, Debug, Row)]
pub struct Account {
    /// Login as it is spelt.
    pub login: String,
    /// Role of the system.
    #[column("system_role")]
    pub role: Option<SystemRole>,
    /// Whether it opens by a password that somebody else has set.
    #[column("must_change")]
    pub first_password: bool,
}

/// An account by its login in lower case. Of former versions there may be logins that differ by capitals alone: then the one
/// that is spelt as it was typed.
///
/// # Errors
/// If the database cannot be used.
pub async fn find_for_log_in(db: impl Db<'_>, folded: &str, typed: &str) -> Result<Option<LogInAccount>> {
    sql!(
        "SELECT a.login AS login, a.office_id AS office_id, a.person_id AS person_id, a.password_hash AS password_hash,
         a.given_at AS given_at, CASE WHEN p.logged_in = 0 OR a.password_set_at = 0 THEN 1 ELSE 0 END AS is_first
         FROM accounts a JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE LOWER(a.login) = $1 OR a.login = $2
         ORDER BY CASE WHEN a.login = $2 THEN 0 ELSE 1 END, a.login LIMIT 1"
    )
    .bind(folded)
    .bind(typed)
    .first(db)
    .await
}

/// A person's account within a change. Where an earlier version gave several, the one with a role.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_person(change: &mut UnitOfWork, person: PersonId) -> Result<Option<Account>> {
    sql!(
        "SELECT login, system_role, (SELECT MAX(o.must_change) FROM accounts o WHERE o.office_id = a.office_id
         AND o.person_id = a.person_id) AS must_change FROM accounts a WHERE office_id = $1 AND person_id = $2
         ORDER BY CASE WHEN system_role IS NULL THEN 1 ELSE 0 END, login LIMIT 1"
    )
    .bind(change.office)
    .bind(person)
    .first(&mut **change)
    .await
}

/// The login of a person, and whether the password was set by somebody else and not changed since.
///
/// # Errors
/// If the database cannot be used.
pub async fn login_and_must_change(
    db: impl Db<'_>,
    office: OfficeId,
    person: PersonId,
) -> Result<Option<(String, bool)>> {
    sql!("SELECT login, must_change FROM accounts WHERE office_id = $1 AND person_id = $2")
        .bind(office)
        .bind(person)
        .first(db)
        .await
}

/// The first login of a person.
///
/// # Errors
/// If the database cannot be used.
pub async fn login_of(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<Option<String>> {
    sql!("SELECT login FROM accounts WHERE office_id = $1 AND person_id = $2 ORDER BY login")
        .bind(office)
        .bind(person)
        .first_value(db)
        .await
}

/// The first login of a person within a change; an empty text if there is none.
///
/// # Errors
/// If the database cannot be used.
pub async fn login_within(change: &mut UnitOfWork, person: PersonId) -> Result<String> {
    let office = change.office;
    Ok(login_of(&mut **change, office, person).await?.unwrap_or_default())
}

/// The logins of an office with their owners, from the last to the first.
///
/// # Errors
/// If the database cannot be used.
pub async fn logins(db: impl Db<'_>, office: OfficeId) -> Result<Vec<(PersonId, String)>> {
    sql!("SELECT person_id, login FROM accounts WHERE office_id = $1 ORDER BY login DESC").bind(office).all(db).await
}

/// Whether anybody in any office has a login, told apart without capitals.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_taken(change: &mut UnitOfWork, folded: &str) -> Result<bool> {
    sql!("SELECT 1 AS taken FROM accounts WHERE LOWER(login) = $1").bind(folded).exists(&mut **change).await
}

/// Opens an account without a role.
///
/// # Errors
/// If somebody has the login ([`crate::Error::is_duplicate`]), or the database cannot be used.
pub async fn open(change: &mut UnitOfWork, person: PersonId, login: &str, password_hash: &str) -> Result<()> {
    written!(
        "INSERT INTO accounts (login, office_id, person_id, password_hash, system_role, failures, locked_until)
         VALUES ($1, $2, $3, $4, NULL, 0, 0)"
    )
    .bind(login)
    .bind(change.office)
    .bind(person)
    .bind(password_hash)
    .write(change)
    .await?;
    Ok(())
}

/// Gives an account another login.
///
/// # Errors
/// If somebody has the login ([`crate::Error::is_duplicate`]), or the database cannot be used.
pub async fn rename(change: &mut UnitOfWork, before: &str, after: &str) -> Result<()> {
    written!("UPDATE accounts SET login = $2 WHERE login = $1").bind(before).bind(after).write(change).await?;
    change.note_moved("accounts", before);
    Ok(())
}

/// Deletes an account.
///
/// # Errors
/// If sessions of it stand, or the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, login: &str) -> Result<()> {
    written!("DELETE FROM accounts WHERE login = $1").bind(login).write(change).await?;
    Ok(())
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
