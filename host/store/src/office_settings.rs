//! Settings that an office has changed from their defaults (table `office_settings`).

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, OfOffice, sql, written},
};
use guiju_domain::{
    PersonId,
    settings::{Setting, Value},
};
use guiju_store_macros::Row;

/// The value that the office set, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(change: &mut UnitOfWork, setting: &Setting) -> Result<Option<Value>> {
    let value = sql!("SELECT value FROM office_settings WHERE office_id = $1 AND name = $2")
        .bind(change.office)
        .bind(setting.name)
        .first_value::<Json<Value>>(&mut **change)
        .await?;
    Ok(value.map(|Json(value)| value))
}

/// Saves a value that somebody set at a moment in UTC; nobody if it was done on the server.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(
    change: &mut UnitOfWork,
    setting: &Setting,
    value: &Value,
    by: Option<PersonId>,
    utc: i64,
) -> Result<()> {
    written!(
        "INSERT INTO office_settings (office_id, name, value, set_by, set_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (office_id, name) DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at"
    )
    .bind(change.office)
    .bind(setting.name)
    .bind(Json(value))
    .bind(by)
    .bind(utc)
    .write(change)
    .await?;
    Ok(())
}

/// A setting of an office.
#[derive(Debug, Row)]
pub struct OfficeSetting {
    /// Name of the setting.
    pub name: String,
    /// Its value.
    #[column(json)]
    pub value: Value,
}

/// The settings of every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<OfficeSetting>>> {
    sql!("SELECT office_id, name, value FROM office_settings").all(db).await
}
