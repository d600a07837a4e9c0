//! Offices: name, time zone, version of the policy, whether unsigned packages are taken.
//!
//! The same row holds the last id and the head of the chain, which only [`UnitOfWork`] writes.

use crate::{
    Pool, UnitOfWork, calendar_years,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;

/// The time zone of an office and the version of its policy.
#[derive(Debug, Row)]
pub struct ZoneAndVersion {
    /// The office.
    pub id: OfficeId,
    /// Name of the time zone.
    pub time_zone: String,
    /// The version of the office's people and policy.
    pub policy_version: i64,
}

/// Creates an empty office with the texts of the calendar's published years.
///
/// # Errors
/// If the database cannot be used.
pub async fn create(pool: &Pool, name: &str, years: &[(i32, &str)]) -> Result<OfficeId> {
    let mut transaction = pool.begin().await?;
    let known: i64 = sql!("SELECT COUNT(*) AS n FROM offices").value(&mut *transaction).await?;
    let id = OfficeId::new(known + 1);
    sql!("INSERT INTO offices (id, name, next_id, chain_seq, chain_hash) VALUES ($1, $2, 0, 0, '')")
        .bind(id)
        .bind(name)
        .run(&mut *transaction)
        .await?;
    for (year, text) in years {
        calendar_years::insert(&mut *transaction, id, *year, text).await?;
    }
    transaction.commit().await?;
    Ok(id)
}

/// The name of an office, if there is such an office.
///
/// # Errors
/// If the database cannot be used.
pub async fn name(db: impl Db<'_>, office: OfficeId) -> Result<Option<String>> {
    sql!("SELECT name FROM offices WHERE id = $1").bind(office).first_value(db).await
}

/// The time zone of every office and the version of its policy, by office.
///
/// # Errors
/// If the database cannot be used.
pub async fn zones_and_versions(db: impl Db<'_>) -> Result<Vec<ZoneAndVersion>> {
    sql!("SELECT id, time_zone, policy_version FROM offices ORDER BY id").all(db).await
}

/// Whether an office takes packages that nobody signed.
///
/// # Errors
/// If the database cannot be used, or there is no such office.
pub async fn takes_unsigned(db: impl Db<'_>, office: OfficeId) -> Result<bool> {
    sql!("SELECT takes_unsigned FROM offices WHERE id = $1").bind(office).value(db).await
}

/// Sets whether the office takes packages that nobody signed.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_takes_unsigned(change: &mut UnitOfWork, takes: bool) -> Result<()> {
    sql!("UPDATE offices SET takes_unsigned = $2 WHERE id = $1")
        .bind(change.office)
        .bind(takes)
        .run(&mut **change)
        .await?;
    Ok(())
}
