//! What is looked up in an office, noted for every server (table `record_lookups`).

use super::{lookup::Lookup, reading::Reading};
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
    /// How values of the field are read.
    ///
    /// # Errors
    /// If it is no JSON of that.
    pub(super) fn reading(&self) -> Result<Reading, serde_json::Error> {
        serde_json::from_str(&self.reading)
    }

    /// Whether it is noted of this lookup that its values are read in this way.
    pub(super) fn says(&self, (regulation, form, lookup): Named<'_>, reading: &Reading) -> bool {
        self.is_of((regulation, form, lookup)) && self.reading().is_ok_and(|noted| noted == *reading)
    }

    fn is_of(&self, (regulation, form, lookup): Named<'_>) -> bool {
        self.regulation == regulation && self.form == form && self.field == lookup.name()
    }
}

/// What is looked up in every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<NotedLookup>>> {
    sql!("SELECT office_id, regulation, form, field, reading, is_complete FROM record_lookups").all(db).await
}

/// What is noted of a form.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn of_form(
    db: impl Db<'_>,
    office: OfficeId,
    (regulation, form): (&str, &str),
) -> Result<Vec<NotedLookup>> {
    sql!(
        "SELECT regulation, form, field, reading, is_complete FROM record_lookups
         WHERE office_id = $1 AND regulation = $2 AND form = $3"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .all(db)
    .await
}

/// Which lookup of an office one is: by regulation and form.
pub(super) type Named<'a> = (&'a str, &'a str, &'a Lookup);

/// Notes a lookup, or that values are read in another way; the keys of older records are to be written then.
pub(super) async fn note(
    db: impl Db<'_>,
    office: OfficeId,
    (regulation, form, lookup): Named<'_>,
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
    .bind(lookup.name())
    .bind(serde_json::to_string(reading)?)
    .run(db)
    .await?;
    Ok(())
}

/// Notes that the keys of every record stand for a lookup.
pub(super) async fn note_complete(
    db: impl Db<'_>,
    office: OfficeId,
    (regulation, form, lookup): Named<'_>,
) -> Result<()> {
    sql!(
        "UPDATE record_lookups SET is_complete = 1 WHERE office_id = $1 AND regulation = $2 AND form = $3 AND field = $4"
    )
    .bind(office)
    .bind(regulation)
    .bind(form)
    .bind(lookup.name())
    .run(db)
    .await?;
    Ok(())
}
