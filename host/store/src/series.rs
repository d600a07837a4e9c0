//! Series of document numbers (table `series`): the last number of each count in a year, and the numbers that were given.

use crate::{
    UnitOfWork,
    error::{Error, Result},
    sql::{Db, sql, written},
};
use guiju_domain::OfficeId;
use guiju_model::Date;
use guiju_store_macros::Row;

/// The last number of a series.
#[derive(Row)]
struct Counter {
    last: i64,
}

/// The next number of one count of a series in a year.
///
/// # Errors
/// If the database cannot be used.
pub async fn next(change: &mut UnitOfWork, count: &str, date: Date) -> Result<i64> {
    let year = i64::from(date.year());
    let rows = written!(
        "INSERT INTO series (office_id, series, year, last) VALUES ($1, $2, $3, 1)
         ON CONFLICT (office_id, series, year) DO UPDATE SET last = series.last + 1"
    )
    .bind(change.office)
    .bind(count)
    .bind(year)
    .write_rows::<Counter>(change)
    .await?;
    rows.first().map(|row| row.last).ok_or_else(|| Error::Database(sqlx::Error::RowNotFound))
}

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
