//! What is looked up in an office, noted for every server (table `record_lookups`).

use super::reading::Reading;
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
    /// The name of the lookup.
    pub field: String,
    /// How values of the field are read, as JSON.
    pub reading: String,
    /// Whether the keys of every record stand, older ones included.
    pub is_complete: bool,
}

impl NotedLookup {
    /// Whether values are read in this way.
    pub(super) fn is_read_as(&self, reading: &Reading) -> bool {
        serde_json::from_str::<Reading>(&self.reading).is_ok_and(|noted| noted == *reading)
    }
}

/// What is looked up in every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<NotedLookup>>> {
    sql!("SELECT office_id, regulation, form, field, reading, is_complete FROM record_lookups").all(db).await
}

/// What one lookup of an office is: the regulation, the form and its own name.
pub(super) type Named<'a> = (&'a str, &'a str, &'a str);

/// Notes a lookup, or that values are read in another way; the keys of older records are to be written then.
pub(super) async fn note(
    db: impl Db<'_>,
    office: OfficeId,
    (regulation, form, field): Named<'_>,
    reading: &Reading,
) -> Result<()> {
    sql!(
        "INSERT INTO record_lookups (office_id, regulation, form, field, reading, is_complete)
         VALUES ($1, $2, $3, $4, $5, 0)
         ON CONFLICT (office_id, regulation, form, field) DO UPDATE SET reading = $5, is_complete = 0"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .bind(field)
    .bind(serde_json::to_string(reading)?)
    .run(db)
    .await?;
    Ok(())
}

/// Notes that the keys of every record stand for a lookup, unless its values are read in another way meanwhile.
pub(super) async fn note_complete(
    db: impl Db<'_>,
    office: OfficeId,
    (regulation, form, field): Named<'_>,
    reading: &Reading,
) -> Result<()> {
    sql!(
        "UPDATE record_lookups SET is_complete = 1
         WHERE office_id = $1 AND regulation = $2 AND form = $3 AND field = $4 AND reading = $5"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .bind(field)
    .bind(serde_json::to_string(reading)?)
    .run(db)
    .await?;
    Ok(())
}
