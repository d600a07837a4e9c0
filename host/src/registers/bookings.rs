//! What is booked of each resource, day by day.

use super::opened::{Opened, open};
use crate::{accounts::Caller, app::App, error::Result, store::Columns};
use guiju_api::{BookingShown, ResourceShown};
use guiju_model::{Date, Layout, Moment};

/// The records of a form with their bookings between two days.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub async fn bookings(
    app: &App,
    caller: &Caller,
    regulation: &str,
    view: &str,
    (from, to): (Date, Date),
) -> Result<Vec<ResourceShown>> {
    let Opened { staff, over, .. } = open(app, caller, regulation, view, Layout::Bookings, false).await?;
    let (owner, form, _) = over.first().cloned().unwrap_or_default();
    let rows = sqlx::query(
        "SELECT id, summary FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3 AND status = 'completed' ORDER BY id",
    )
    .bind(caller.office)
    .bind(owner)
    .bind(form)
    .fetch_all(&app.pool)
    .await?;
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let record = row.int("id")?;
        let booked = sqlx::query(
            "SELECT b.starts AS starts, b.ends AS ends, b.matter_id AS matter_id, m.summary AS summary,
             m.applicant_id AS applicant_id FROM bookings b JOIN matters m ON m.office_id = b.office_id AND m.id = b.matter_id
             WHERE b.office_id = $1 AND b.resource_id = $2 AND b.ends >= $3 AND b.starts < $4 ORDER BY b.starts",
        )
        .bind(caller.office)
        .bind(record)
        .bind(from.at(0).0)
        .bind(to.plus(1).at(0).0)
        .fetch_all(&app.pool)
        .await?;
        let booking = |row: &sqlx::any::AnyRow| {
            Ok(BookingShown {
                starts: Moment(row.int("starts")?).to_string(),
                ends: Moment(row.int("ends")?).to_string(),
                matter: row.int("matter_id")? as u64,
                summary: row.text("summary")?,
                name: staff.name(row.int("applicant_id")? as u64),
            })
        };
        shown.push(ResourceShown {
            record: record as u64,
            summary: row.text("summary")?,
            bookings: booked.iter().map(booking).collect::<Result<_>>()?,
        });
    }
    Ok(shown)
}
