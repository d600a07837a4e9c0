//! Series of document numbers (table `series`): the last number of each count in a year, and the numbers that were given.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::OfficeId;

/// The counts of a series in a year with their last number: the series itself, and those of its classes (`series/class`).
///
/// # Errors
/// If the database cannot be used.
pub async fn counts(db: impl Db<'_>, office: OfficeId, series: &str, year: i32) -> Result<Vec<(String, i64)>> {
    sql!("SELECT series, last FROM series WHERE office_id = $1 AND year = $2 AND (series = $3 OR series LIKE $4)")
        .bind(office)
        .bind(year)
        .bind(series)
        .bind(format!("{series}/%"))
        .all(db)
        .await
}

/// Every number that a matter or a record of a regulation carries.
///
/// # Errors
/// If the database cannot be used.
pub async fn given(db: impl Db<'_>, office: OfficeId, regulation: &str) -> Result<Vec<String>> {
    sql!(
        "SELECT number FROM matters WHERE office_id = $1 AND number IS NOT NULL AND regulation = $2
         UNION SELECT number FROM records WHERE office_id = $1 AND number IS NOT NULL AND regulation = $2"
    )
    .bind(office)
    .bind(regulation)
    .values(db)
    .await
}
