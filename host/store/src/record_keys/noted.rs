//! What is looked up in an office, noted for every server (table `record_lookups`).

use super::{lookup::Named, reading::Reading};
use crate::{
    error::Result,
    sql::{Db, OfOffice, sql},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;

/// A looked-up field as it is noted.
#[derive(Clone, Debug, Row)]
pub struct NotedLookup {
    /// The regulation that owns the form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// The name of the lookup, see [`super::Lookup::name`].
    pub field: String,
    /// How values of the field are read, as JSON.
    pub reading: String,
    /// Whether the keys of every record stand, older ones included.
    pub is_complete: bool,
}

impl NotedLookup {
    /// How values of the field are read.
    ///
    /// # Errors
    /// If it is no JSON of that.
    pub(super) fn reading(&self) -> Result<Reading, serde_json::Error> {
        serde_json::from_str(&self.reading)
    }

    /// Whether this is what is noted of a looked-up field.
    pub(super) fn is_of(&self, one: Named<'_>) -> bool {
        self.regulation == one.regulation && self.form == one.form && self.field == one.name
    }
}

/// What is looked up in every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<NotedLookup>>> {
    sql!("SELECT office_id, regulation, form, field, reading, is_complete FROM record_lookups").all(db).await
}

/// Notes a lookup; the keys of older records are to be written then.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn note(db: impl Db<'_>, office: OfficeId, one: Named<'_>) -> Result<()> {
    sql!(
        "INSERT INTO record_lookups (office_id, regulation, form, field, reading, is_complete)
         VALUES ($1, $2, $3, $4, $5, 0)
         ON CONFLICT (office_id, regulation, form, field) DO NOTHING"
    )
    .bind(office)
    .bind(one.regulation)
    .bind(one.form)
    .bind(one.name)
    .bind(serde_json::to_string(&one.lookup.reading)?)
    .run(db)
    .await?;
    Ok(())
}

/// Notes that the keys of every record stand for a lookup.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn note_complete(db: impl Db<'_>, office: OfficeId, one: Named<'_>) -> Result<()> {
    sql!(
        "UPDATE record_lookups SET is_complete = 1 WHERE office_id = $1 AND regulation = $2 AND form = $3 AND field = $4"
    )
    .bind(office)
    .bind(one.regulation)
    .bind(one.form)
    .bind(one.name)
    .run(db)
    .await?;
    Ok(())
}
