//! Bindings: from which day which package of a regulation binds an office.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, OfOffice, sql, written},
};
use guiju_model::Date;
use guiju_store_macros::Row;

/// A package that binds an office from a day on.
#[derive(Debug, Row)]
pub struct Binding {
    /// The regulation.
    pub regulation: String,
    /// The first day.
    #[column("from_date")]
    pub from: Date,
    /// The package's digest.
    pub digest: String,
}

/// The bindings of every office, in the order of their days.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<Binding>>> {
    sql!("SELECT office_id, regulation, from_date, digest FROM bindings ORDER BY from_date").all(db).await
}

/// Binds the office to a package from a day on, in place of another one from the same day on.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, regulation: &str, from: Date, digest: &str) -> Result<()> {
    written!(
        "INSERT INTO bindings (office_id, regulation, from_date, digest) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, regulation, from_date) DO UPDATE SET digest = excluded.digest"
    )
    .bind(change.office)
    .bind(regulation)
    .bind(from)
    .bind(digest)
    .write(change)
    .await?;
    Ok(())
}
