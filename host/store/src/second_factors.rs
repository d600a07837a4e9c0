//! Second factors (table `second_factors`): the encrypted TOTP secret of a person, begun until a first code confirms it.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_store_macros::Row;

/// The second factor of a person.
#[derive(Debug, Row)]
pub struct SecondFactor {
    /// The secret, encrypted.
    #[column("secret")]
    pub sealed: String,
    /// Since when it is in force, in UTC: seconds since 1970; nothing if no code has confirmed it.
    pub confirmed_at: Option<i64>,
}

/// A second factor with its owner.
#[derive(Debug, Row)]
pub struct Owned {
    /// The office.
    #[column("office_id")]
    pub office: OfficeId,
    /// The owner.
    #[column("person_id")]
    pub person: PersonId,
    /// The secret, encrypted.
    #[column("secret")]
    pub sealed: String,
}

/// The second factor of a person.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<Option<SecondFactor>> {
    sql!("SELECT secret, confirmed_at FROM second_factors WHERE office_id = $1 AND person_id = $2")
        .bind(office)
        .bind(person)
        .first(db)
        .await
}

/// Any second factor in force.
///
/// # Errors
/// If the database cannot be used.
pub async fn any(db: impl Db<'_>) -> Result<Option<Owned>> {
    sql!("SELECT office_id, person_id, secret FROM second_factors WHERE confirmed_at IS NOT NULL LIMIT 1")
        .first(db)
        .await
}

/// Whether the database holds anything that only the key of secrets decrypts: a second factor in force, or the second half of a
/// first password in a request that waits.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_anything_sealed(db: impl Db<'_>) -> Result<bool> {
    sql!(
        "SELECT 1 AS one FROM second_factors WHERE confirmed_at IS NOT NULL
         UNION SELECT 1 AS one FROM requests WHERE state = 'waiting' AND code IS NOT NULL LIMIT 1"
    )
    .exists(db)
    .await
}

/// Whether a person has a second factor in force, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_in_force(change: &mut UnitOfWork, person: PersonId) -> Result<bool> {
    sql!("SELECT 1 AS one FROM second_factors WHERE office_id = $1 AND person_id = $2 AND confirmed_at IS NOT NULL")
        .bind(change.office)
        .bind(person)
        .exists(&mut **change)
        .await
}

/// Begins a second factor at a moment in UTC, in place of one that was begun before; whether none is in force.
///
/// # Errors
/// If the database cannot be used.
pub async fn begin(change: &mut UnitOfWork, person: PersonId, sealed: &str, utc: i64) -> Result<bool> {
    let begun = written!(
        "INSERT INTO second_factors (office_id, person_id, secret, begun_at, last_step) VALUES ($1, $2, $3, $4, 0)
         ON CONFLICT (office_id, person_id) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
         WHERE second_factors.confirmed_at IS NULL"
    )
    .bind(change.office)
    .bind(person)
    .bind(sealed)
    .bind(utc)
    .write(change)
    .await?;
    Ok(begun > 0)
}

/// Uses up the time step of a code; whether neither it nor a later one was used, and the secret is still this one.
///
/// # Errors
/// If the database cannot be used.
pub async fn use_step(db: impl Db<'_>, office: OfficeId, person: PersonId, step: u64, sealed: &str) -> Result<bool> {
    let used = sql!(
        "UPDATE second_factors SET last_step = $3 WHERE office_id = $1 AND person_id = $2 AND last_step < $3 AND secret = $4"
    )
    .bind(office)
    .bind(person)
    .bind(step)
    .bind(sealed)
    .run(db)
    .await?;
    Ok(used == 1)
}

/// Puts a second factor in force at a moment in UTC; whether it was begun and the secret is still this one.
///
/// # Errors
/// If the database cannot be used.
pub async fn confirm(change: &mut UnitOfWork, person: PersonId, sealed: &str, utc: i64) -> Result<bool> {
    let confirmed = written!(
        "UPDATE second_factors SET confirmed_at = $3
         WHERE office_id = $1 AND person_id = $2 AND confirmed_at IS NULL AND secret = $4"
    )
    .bind(change.office)
    .bind(person)
    .bind(utc)
    .bind(sealed)
    .write(change)
    .await?;
    Ok(confirmed > 0)
}

/// Deletes a person's second factor; whether it was in force.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, person: PersonId) -> Result<bool> {
    let deleted = written!("DELETE FROM second_factors WHERE office_id = $1 AND person_id = $2")
        .bind(change.office)
        .bind(person)
        .write_rows::<SecondFactor>(change)
        .await?;
    Ok(deleted.iter().any(|deleted| deleted.confirmed_at.is_some()))
}
