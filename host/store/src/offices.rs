//! Offices (table `offices`), but for what the hash chain keeps there.

use crate::{
    Pool, UnitOfWork, calendar_years,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;

/// An office as strangers see it.
#[derive(Debug, Row)]
pub struct NameAndVersion {
    /// Its name.
    pub name: String,
    /// The version of its people and policy.
    pub policy_version: i64,
}

/// The name of an office and the version of its people and policy.
///
/// # Errors
/// If the database cannot be used.
pub async fn name_and_version(db: impl Db<'_>, office: OfficeId) -> Result<Option<NameAndVersion>> {
    sql!("SELECT name, policy_version FROM offices WHERE id = $1").bind(office).first(db).await
}

/// The offices of the server, by number.
///
/// # Errors
/// If the database cannot be used.
pub async fn ids(db: impl Db<'_>) -> Result<Vec<OfficeId>> {
    sql!("SELECT id FROM offices ORDER BY id").values(db).await
}

/// The offices of the server as far as their numbers can be read, and how many cannot be.
///
/// # Errors
/// If the database cannot be used.
pub async fn read_ids(db: impl Db<'_>) -> Result<(Vec<OfficeId>, usize)> {
    let read = sql!("SELECT id AS office FROM offices ORDER BY id").read::<(OfficeId,)>(db).await?;
    let all = read.len();
    let ids = read.into_iter().flatten().map(|(office,)| office).collect::<Vec<_>>();
    let unread = all - ids.len();
    Ok((ids, unread))
}

/// The name of an office.
///
/// # Errors
/// If the database cannot be used.
pub async fn name(db: impl Db<'_>, office: OfficeId) -> Result<Option<String>> {
    sql!("SELECT name FROM offices WHERE id = $1").bind(office).first_value(db).await
}

/// The version of an office's people and policy: it grows with each change of them.
///
/// # Errors
/// If the database cannot be used, or there is no such office.
pub async fn policy_version(db: impl Db<'_>, office: OfficeId) -> Result<i64> {
    sql!("SELECT policy_version FROM offices WHERE id = $1").bind(office).value(db).await
}

/// The name of the office's time zone, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn time_zone(change: &mut UnitOfWork) -> Result<String> {
    sql!("SELECT time_zone FROM offices WHERE id = $1").bind(change.office).value(&mut **change).await
}

/// Sets the office's time zone by its name.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_time_zone(change: &mut UnitOfWork, zone: &str) -> Result<()> {
    written!("UPDATE offices SET time_zone = $2 WHERE id = $1").bind(change.office).bind(zone).write(change).await?;
    Ok(())
}

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
    written!("UPDATE offices SET takes_unsigned = $2 WHERE id = $1")
        .bind(change.office)
        .bind(takes)
        .write(change)
        .await?;
    Ok(())
}
