//! What offices have set: values by name, as JSON text.

use crate::{
    error::Result,
    sql::{Db, OfOffice, sql},
};
use guiju_domain::settings::Value;
use guiju_store_macros::Row;

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
