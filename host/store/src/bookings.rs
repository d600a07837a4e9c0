//! Bookings of resources (table `bookings`): what is taken for a matter, and when.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{BookingId, MatterId, OfficeId, PersonId, RecordId, ResourceId, TaskId};
use guiju_model::{Moment, Period};
use guiju_store_macros::Row;

/// What a resource is taken by.
#[derive(Debug, Row)]
pub struct Taken {
    /// From when.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
    /// Who applied.
    #[column("applicant_id")]
    pub applicant: PersonId,
    /// The newest record of the matter, if it has taken effect.
    pub record: Option<RecordId>,
}

/// A booking of a matter.
#[derive(Debug, Row)]
pub struct Booking {
    /// Its id.
    pub id: BookingId,
    /// What is booked.
    #[column("resource_id")]
    pub resource: ResourceId,
    /// From when.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
}

/// The first booking of a resource that overlaps a time, other than those of one matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn overlapping(
    db: impl Db<'_>,
    office: OfficeId,
    resource: ResourceId,
    over: Period,
    but: Option<MatterId>,
) -> Result<Option<Taken>> {
    sql!(
        "SELECT b.starts AS starts, b.ends AS ends, m.applicant_id AS applicant_id,
         (SELECT MAX(r.id) FROM records r WHERE r.office_id = m.office_id AND r.matter_id = m.id) AS record
         FROM bookings b JOIN matters m ON m.office_id = b.office_id AND m.id = b.matter_id
         WHERE b.office_id = $1 AND b.resource_id = $2 AND b.starts < $4 AND b.ends > $3 AND b.matter_id <> $5
         ORDER BY b.starts LIMIT 1"
    )
    .bind(office)
    .bind(resource)
    .bind(over.from)
    .bind(over.to)
    .bind(but.unwrap_or(MatterId::new(-1)))
    .first(db)
    .await
}

/// Books a resource for a matter, by its filing or by the decision of a task.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(
    change: &mut UnitOfWork,
    resource: ResourceId,
    matter: MatterId,
    task: Option<TaskId>,
    over: Period,
) -> Result<()> {
    let id = change.id::<BookingId>();
    written!(
        "INSERT INTO bookings (office_id, id, resource_id, matter_id, task_id, starts, ends)
         VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(change.office)
    .bind(id)
    .bind(resource)
    .bind(matter)
    .bind(task)
    .bind(over.from)
    .bind(over.to)
    .write(change)
    .await?;
    Ok(())
}

/// The bookings of a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_matter(change: &mut UnitOfWork, matter: MatterId) -> Result<Vec<Booking>> {
    sql!("SELECT id, resource_id, starts, ends FROM bookings WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .all(&mut **change)
        .await
}

/// Moves a booking to another time.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_time(change: &mut UnitOfWork, id: BookingId, over: Period) -> Result<()> {
    written!("UPDATE bookings SET starts = $3, ends = $4 WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .bind(over.from)
        .bind(over.to)
        .write(change)
        .await?;
    Ok(())
}

/// Deletes the bookings of a matter; what was booked.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_of_matter(change: &mut UnitOfWork, matter: MatterId) -> Result<Vec<Booking>> {
    written!("DELETE FROM bookings WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .write_rows(change)
        .await
}

/// Deletes what a matter booked by its filing, which it answers; what its deciders booked stays.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_of_filing(change: &mut UnitOfWork, matter: MatterId) -> Result<Vec<Booking>> {
    written!("DELETE FROM bookings WHERE office_id = $1 AND matter_id = $2 AND task_id IS NULL")
        .bind(change.office)
        .bind(matter)
        .write_rows(change)
        .await
}
