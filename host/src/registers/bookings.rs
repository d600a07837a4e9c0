//! What is booked of each resource, day by day.

use super::opened::{Opened, open};
use crate::{
    access::{Access, MASKED, MATTER},
    accounts::Caller,
    app::App,
    error::Result,
    store::Columns,
};
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
    let Opened { access, over, .. } = open(app, caller, regulation, view, Layout::Bookings, false).await?;
    let (owner, form, _) = over.first().cloned().unwrap_or_default();
    let (ties, mut shown) = (Access::ties("$4"), Vec::new());
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT r.id AS id, {ties} FROM records r {MATTER} WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3
         AND r.status = 'completed' ORDER BY r.id"
    )))
    .bind(caller.office.number())
    .bind(&owner)
    .bind(&form)
    .bind(access.person())
    .fetch_all(&app.pool)
    .await?;
    for row in rows {
        let resource = access.record(&row, &owner, &form)?;
        if !resource.seen.hides_all() {
            let record = row.int("id")?;
            let bookings = booked(app, &access, record, (from, to)).await?;
            shown.push(ResourceShown { record: record as u64, summary: resource.summary, bookings });
        }
    }
    Ok(shown)
}

/// The bookings of one record. That it is taken is for everybody; by whom and for what, only as far as the matter is.
async fn booked(app: &App, access: &Access, record: i64, (from, to): (Date, Date)) -> Result<Vec<BookingShown>> {
    let ties = Access::ties("$5");
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT b.starts AS starts, b.ends AS ends, b.matter_id AS matter_id, m.applicant_id AS applicant_id,
         r.regulation AS regulation, r.form AS form, {ties} FROM bookings b
         JOIN records r ON r.office_id = b.office_id AND r.matter_id = b.matter_id {MATTER}
         WHERE b.office_id = $1 AND b.resource_id = $2 AND b.ends >= $3 AND b.starts < $4 ORDER BY b.starts"
    )))
    .bind(access.office.number())
    .bind(record)
    .bind(from.at(0).0)
    .bind(to.plus(1).at(0).0)
    .bind(access.person())
    .fetch_all(&app.pool)
    .await?;
    let mut bookings = Vec::with_capacity(rows.len());
    for row in rows {
        let use_of = access.record(&row, &row.text("regulation")?, &row.text("form")?)?;
        let hidden = use_of.seen.hides_all();
        let applicant = row.int("applicant_id")? as u64;
        bookings.push(BookingShown {
            starts: Moment(row.int("starts")?).to_string(),
            ends: Moment(row.int("ends")?).to_string(),
            matter: row.int("matter_id")? as u64,
            summary: use_of.summary,
            name: if hidden { MASKED.to_owned() } else { access.staff.name(applicant) },
        });
    }
    Ok(bookings)
}
