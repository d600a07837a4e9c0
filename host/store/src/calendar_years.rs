//! Years of the work calendar: the text of each year's notice, by office.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, OfOffice, sql, written},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;

/// A year that an office has published.
#[derive(Debug, Row)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// The notice's text, as it was read.
    pub text: String,
}

/// The years that an office has published, the first one first.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<Vec<CalendarYear>> {
    sql!("SELECT year, text FROM calendar_years WHERE office_id = $1 ORDER BY year").bind(office).all(db).await
}

/// The years of every office.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<CalendarYear>>> {
    sql!("SELECT office_id, year, text FROM calendar_years").all(db).await
}

/// Enters a year of an office that is being created.
pub(crate) async fn insert(db: impl Db<'_>, office: OfficeId, year: i32, text: &str) -> Result<()> {
    sql!("INSERT INTO calendar_years (office_id, year, text) VALUES ($1, $2, $3)")
        .bind(office)
        .bind(year)
        .bind(text)
        .run(db)
        .await?;
    Ok(())
}

/// Saves the text of a year, in place of an earlier one.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, year: i32, text: &str) -> Result<()> {
    written!(
        "INSERT INTO calendar_years (office_id, year, text) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, year) DO UPDATE SET text = excluded.text"
    )
    .bind(change.office)
    .bind(year)
    .bind(text)
    .write(change)
    .await?;
    Ok(())
}
