//! The offices of this database (table `offices`).

use crate::{
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

/// Every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfficeId>> {
    sql!("SELECT id FROM offices ORDER BY id").values(db).await
}

/// The moment of an office's first event, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn first_event(db: impl Db<'_>, office: OfficeId) -> Result<Option<Moment>> {
    sql!("SELECT at FROM events WHERE office_id = $1 ORDER BY seq LIMIT 1").bind(office).first_value(db).await
}
