//! Publishers whose signature an office trusts, by their public keys.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// A publisher that an office trusts.
#[derive(Debug, Row)]
pub struct Publisher {
    /// Public key, in hexadecimal digits.
    pub public_key: String,
    /// What the office calls the publisher.
    pub name: String,
    /// Since when it is trusted.
    pub trusted_at: Moment,
}

/// The publishers that an office trusts, in the order in which it came to trust them.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<Vec<Publisher>> {
    sql!("SELECT public_key, name, trusted_at FROM publishers WHERE office_id = $1 ORDER BY trusted_at")
        .bind(office)
        .all(db)
        .await
}

/// Saves that the office trusts a publisher; one that is trusted already gets the new name.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, public_key: &str, name: &str, by: PersonId) -> Result<()> {
    written!(
        "INSERT INTO publishers (office_id, public_key, name, trusted_by, trusted_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (office_id, public_key) DO UPDATE SET name = excluded.name"
    )
    .bind(change.office)
    .bind(public_key)
    .bind(name)
    .bind(by)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(())
}

/// Deletes a publisher; answers whether the office trusted it.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, public_key: &str) -> Result<bool> {
    let deleted = written!("DELETE FROM publishers WHERE office_id = $1 AND public_key = $2")
        .bind(change.office)
        .bind(public_key)
        .write(change)
        .await?;
    Ok(deleted > 0)
}
