//! Values that offices have set for parameters of regulations, each from a day on.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, OfOffice, sql, written},
};
use guiju_domain::PersonId;
use guiju_model::Date;
use guiju_store_macros::Row;
use serde_json::Value;

/// The value of a parameter from a day on.
#[derive(Debug, Row)]
pub struct ParameterValue {
    /// The regulation.
    pub regulation: String,
    /// The parameter.
    pub name: String,
    /// The first day.
    #[column("from_date")]
    pub from: Date,
    /// The value.
    #[column(json)]
    pub value: Value,
}

/// The values of every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<ParameterValue>>> {
    sql!("SELECT office_id, regulation, name, from_date, value FROM parameter_values").all(db).await
}

/// Saves a value that a person asked for, in place of another one from the same day on.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, value: &ParameterValue, by: PersonId) -> Result<()> {
    written!(
        "INSERT INTO parameter_values (office_id, regulation, name, from_date, value, set_by, set_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (office_id, regulation, name, from_date)
         DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at"
    )
    .bind(change.office)
    .bind(&value.regulation)
    .bind(&value.name)
    .bind(value.from)
    .bind(Json(&value.value))
    .bind(by)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(())
}
