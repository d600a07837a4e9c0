//! Offices (table `offices`), but for what the hash chain keeps there.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::OfficeId;
use guiju_model::Moment;
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
    sql!("UPDATE offices SET time_zone = $2 WHERE id = $1").bind(change.office).bind(zone).run(&mut **change).await?;
    Ok(())
}

/// The moment of an office's first event, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn first_event(db: impl Db<'_>, office: OfficeId) -> Result<Option<Moment>> {
    sql!("SELECT at FROM events WHERE office_id = $1 ORDER BY seq LIMIT 1").bind(office).first_value(db).await
}
