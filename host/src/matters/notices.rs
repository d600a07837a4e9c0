//! Notices: what people are told in the portal.

use crate::{
    error::{Error, Result},
    store::{Columns, UnitOfWork},
};
use guiju_api::{NoticeShown, Page};
use guiju_domain::OfficeId;
use guiju_model::Moment;
use sqlx::AnyPool;

/// Tells a person something.
///
/// # Errors
/// If the database cannot be used.
pub async fn tell(change: &mut UnitOfWork, person: u64, message: &str, matter: Option<i64>) -> Result<()> {
    let (office, id, now) = (change.office, change.id(), change.now.0);
    sqlx::query(
        "INSERT INTO notices (office_id, id, person_id, message, at, matter_id) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(office.number())
    .bind(id)
    .bind(person as i64)
    .bind(message)
    .bind(now)
    .bind(matter)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// A person's notices, newest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn list(pool: &AnyPool, office: OfficeId, person: u64, offset: i64) -> Result<Page<NoticeShown>> {
    let rows = sqlx::query(
        "SELECT id, message, at, read_at, matter_id FROM notices WHERE office_id = $1 AND person_id = $2
         ORDER BY id DESC LIMIT 50 OFFSET $3",
    )
    .bind(office.number())
    .bind(person as i64)
    .bind(offset)
    .fetch_all(pool)
    .await?;
    let total = sqlx::query("SELECT COUNT(*) AS n FROM notices WHERE office_id = $1 AND person_id = $2")
        .bind(office.number())
        .bind(person as i64)
        .fetch_one(pool)
        .await?;
    let shown = rows.iter().map(|row| {
        Ok(NoticeShown {
            id: row.int("id")? as u64,
            message: row.text("message")?,
            at: Moment(row.int("at")?).to_string(),
            read: row.maybe_int("read_at")?.is_some(),
            matter: row.maybe_int("matter_id")?.map(|id| id as u64),
        })
    });
    Ok(Page { rows: shown.collect::<Result<_>>()?, total: total.int("n")? as u64 })
}

/// Marks one of a person's notices as read.
///
/// # Errors
/// If the person has no such notice, or the database cannot be used.
pub async fn read(change: &mut UnitOfWork, person: u64, notice: i64) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    let query = sqlx::query(
        "UPDATE notices SET read_at = COALESCE(read_at, $4) WHERE office_id = $1 AND person_id = $2 AND id = $3",
    );
    let read = query.bind(office.number()).bind(person as i64).bind(notice).bind(now).execute(&mut **change).await?;
    if read.rows_affected() == 0 { Err(Error::NotFound("这条通知")) } else { Ok(()) }
}

/// Marks all of a person's notices as read.
///
/// # Errors
/// If the database cannot be used.
pub async fn read_all(change: &mut UnitOfWork, person: u64) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    sqlx::query("UPDATE notices SET read_at = $3 WHERE office_id = $1 AND person_id = $2 AND read_at IS NULL")
        .bind(office.number())
        .bind(person as i64)
        .bind(now)
        .execute(&mut **change)
        .await?;
    Ok(())
}
