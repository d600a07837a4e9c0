//! Passwords of accounts: verifier, age, and whether the owner has yet to change what somebody else set.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId};

/// The argon2 hash of a login's password; empty if no password opens the account.
///
/// # Errors
/// If the database cannot be used.
pub async fn password_hash(db: impl Db<'_>, login: &str) -> Result<Option<String>> {
    sql!("SELECT password_hash FROM accounts WHERE login = $1").bind(login).first_value(db).await
}

/// When the password of a login was set, in UTC: seconds since 1970; 0 if that is not known yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn password_set_at(db: impl Db<'_>, login: &str) -> Result<Option<i64>> {
    sql!("SELECT password_set_at FROM accounts WHERE login = $1").bind(login).first_value(db).await
}

/// Whether the owner has to change the password of a login, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn must_change(change: &mut UnitOfWork, login: &str) -> Result<Option<bool>> {
    sql!("SELECT must_change FROM accounts WHERE login = $1").bind(login).first_value(&mut **change).await
}

/// Counts the age of a login's password from a moment in UTC, unless it is counted already.
///
/// # Errors
/// If the database cannot be used.
pub async fn begin_password_age(change: &mut UnitOfWork, login: &str, utc: i64) -> Result<()> {
    written!("UPDATE accounts SET password_set_at = $2 WHERE login = $1 AND password_set_at = 0")
        .bind(login)
        .bind(utc)
        .write(change)
        .await?;
    Ok(())
}

/// Saves the password that the owner chose at a moment in UTC, for every login of the person.
///
/// # Errors
/// If the database cannot be used.
pub async fn change_own_password(
    change: &mut UnitOfWork,
    person: PersonId,
    password_hash: &str,
    utc: i64,
) -> Result<()> {
    written!(
        "UPDATE accounts SET password_hash = $3, must_change = 0, given_at = 0, password_set_at = $4
         WHERE office_id = $1 AND person_id = $2"
    )
    .bind(change.office)
    .bind(person)
    .bind(password_hash)
    .bind(utc)
    .write(change)
    .await?;
    Ok(())
}

/// Saves a password for every login of a person; `given` is when somebody else set it, in UTC, if the owner has to change it.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_password(
    change: &mut UnitOfWork,
    person: PersonId,
    password_hash: &str,
    given: Option<i64>,
) -> Result<()> {
    written!(
        "UPDATE accounts SET password_hash = $3, must_change = $4, given_at = $5, password_set_at = 0
         WHERE office_id = $1 AND person_id = $2"
    )
    .bind(change.office)
    .bind(person)
    .bind(password_hash)
    .bind(given.is_some())
    .bind(given.unwrap_or_default())
    .write(change)
    .await?;
    Ok(())
}

/// The people whose password somebody else set before a moment in UTC, and who have not changed it.
///
/// # Errors
/// If the database cannot be used.
pub async fn with_first_password_before(db: impl Db<'_>, office: OfficeId, before: i64) -> Result<Vec<PersonId>> {
    sql!(
        "SELECT DISTINCT person_id FROM accounts WHERE office_id = $1 AND must_change <> 0 AND given_at > 0
         AND given_at < $2 AND password_hash <> ''"
    )
    .bind(office)
    .bind(before)
    .values(db)
    .await
}

/// Removes the verifier of a password that somebody else set before a moment in UTC; whether there was one.
///
/// # Errors
/// If the database cannot be used.
pub async fn expire_first_password(change: &mut UnitOfWork, person: PersonId, before: i64) -> Result<bool> {
    let expired = written!(
        "UPDATE accounts SET password_hash = '' WHERE office_id = $1 AND person_id = $3 AND must_change <> 0
         AND given_at > 0 AND given_at < $2 AND password_hash <> ''"
    )
    .bind(change.office)
    .bind(before)
    .bind(person)
    .write(change)
    .await?;
    Ok(expired > 0)
}
