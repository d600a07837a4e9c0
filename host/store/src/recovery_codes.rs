//! Recovery codes (table `recovery_codes`): the hash of each code that opens an account whose second factor is lost.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId};

/// Deletes the codes of a person.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    written!("DELETE FROM recovery_codes WHERE office_id = $1 AND person_id = $2")
        .bind(change.office)
        .bind(person)
        .write(change)
        .await?;
    Ok(())
}

/// Adds a code.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, person: PersonId, code_hash: &str) -> Result<()> {
    written!("INSERT INTO recovery_codes (office_id, person_id, code_hash) VALUES ($1, $2, $3)")
        .bind(change.office)
        .bind(person)
        .bind(code_hash)
        .write(change)
        .await?;
    Ok(())
}

/// Uses up a code at a moment in UTC; whether there was such a one.
///
/// # Errors
/// If the database cannot be used.
pub async fn use_up(change: &mut UnitOfWork, person: PersonId, code_hash: &str, utc: i64) -> Result<bool> {
    let used = written!(
        "UPDATE recovery_codes SET used_at = $4
         WHERE office_id = $1 AND person_id = $2 AND code_hash = $3 AND used_at IS NULL"
    )
    .bind(change.office)
    .bind(person)
    .bind(code_hash)
    .bind(utc)
    .write(change)
    .await?;
    Ok(used > 0)
}

/// How many codes of a person are unused.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_unused(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<u64> {
    sql!("SELECT COUNT(*) AS n FROM recovery_codes WHERE office_id = $1 AND person_id = $2 AND used_at IS NULL")
        .bind(office)
        .bind(person)
        .value(db)
        .await
}
