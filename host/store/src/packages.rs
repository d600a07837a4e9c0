//! Packages that any office on this server has: regulation and version, and what is noted of them for servers without the file.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_store_macros::Row;

/// A package.
#[derive(Debug, Row)]
pub struct Package {
    /// Its digest.
    pub digest: String,
    /// The regulation.
    pub regulation: String,
    /// Its version.
    pub version: String,
    /// The forms of other regulations that it oversees, as a JSON list; empty if it was not noted yet.
    pub oversees: String,
    /// Whether it fixes the office's working hours, or may.
    pub working_hours: bool,
}

/// Every package.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<Package>> {
    sql!("SELECT digest, regulation, version, oversees, working_hours FROM packages").all(db).await
}

/// Digests of the packages of which is not noted what they oversee.
///
/// # Errors
/// If the database cannot be used.
pub async fn without_notes(db: impl Db<'_>) -> Result<Vec<String>> {
    sql!("SELECT digest FROM packages WHERE oversees = ''").values(db).await
}

/// Notes what a package oversees and whether it fixes working hours.
///
/// # Errors
/// If the database cannot be used.
pub async fn note(db: impl Db<'_>, digest: &str, oversees: &str, working_hours: bool) -> Result<()> {
    sql!("UPDATE packages SET oversees = $2, working_hours = $3 WHERE digest = $1")
        .bind(digest)
        .bind(oversees)
        .bind(working_hours)
        .run(db)
        .await?;
    Ok(())
}

/// Enters a package, unless it is known.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, package: &Package) -> Result<()> {
    sql!(
        "INSERT INTO packages (digest, regulation, version, installed_at, oversees, working_hours)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (digest) DO NOTHING"
    )
    .bind(&package.digest)
    .bind(&package.regulation)
    .bind(&package.version)
    .bind(change.now)
    .bind(&package.oversees)
    .bind(package.working_hours)
    .run(&mut **change)
    .await?;
    Ok(())
}
