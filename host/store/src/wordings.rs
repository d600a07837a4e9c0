//! The offices' own wording of packages, clause by clause.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, OfOffice, sql, written},
};
use guiju_store_macros::Row;

/// An office's own wording of a clause.
#[derive(Debug, Row)]
pub struct Wording {
    /// The package's digest.
    pub digest: String,
    /// The clause.
    pub clause: String,
    /// The wording.
    pub text: String,
}

/// The wordings of every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<Wording>>> {
    sql!("SELECT office_id, digest, clause, text FROM wordings").all(db).await
}

/// Deletes the office's wording of a clause, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, digest: &str, clause: &str) -> Result<()> {
    written!("DELETE FROM wordings WHERE office_id = $1 AND digest = $2 AND clause = $3")
        .bind(change.office)
        .bind(digest)
        .bind(clause)
        .write(change)
        .await?;
    Ok(())
}

/// Enters the office's wording of a clause that has none.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, wording: &Wording) -> Result<()> {
    written!("INSERT INTO wordings (office_id, digest, clause, text) VALUES ($1, $2, $3, $4)")
        .bind(change.office)
        .bind(&wording.digest)
        .bind(&wording.clause)
        .bind(&wording.text)
        .write(change)
        .await?;
    Ok(())
}
