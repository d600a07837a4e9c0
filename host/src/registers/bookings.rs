//! What is booked of each resource, day by day.

use super::opened::{Opened, open};
use crate::{
    access::{Access, MASKED},
    accounts::Caller,
    app::App,
    error::Result,
    store::record_queries,
};
use guiju_api::{BookingShown, ResourceShown};
use guiju_domain::RecordId;
use guiju_model::{Date, Layout};

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
    let mut shown = Vec::new();
    for found in record_queries::resources(&app.pool, &access.records_of(&owner, &form)).await? {
        let resource = access.record(&found.ties, &owner, &form)?;
        if !resource.seen.hides_all() {
            let record = found.row.id;
            let bookings = booked(app, &access, record, (from, to)).await?;
            shown.push(ResourceShown { record: record.number(), summary: resource.summary, bookings });
        }
    }
    Ok(shown)
}

/// The bookings of one record. That it is taken is for everybody; by whom and for what, only as far as the matter is.
async fn booked(app: &App, access: &Access, record: RecordId, (from, to): (Date, Date)) -> Result<Vec<BookingShown>> {
    let during = (from.at(0), to.plus(1).at(0));
    let rows = record_queries::bookings_of(&app.pool, access.office, record, access.reader.person, during).await?;
    let mut bookings = Vec::with_capacity(rows.len());
    for found in rows {
        let booked = found.row;
        let use_of = access.record(&found.ties, &booked.regulation, &booked.form)?;
        let hidden = use_of.seen.hides_all();
        bookings.push(BookingShown {
            starts: booked.starts.to_string(),
            ends: booked.ends.to_string(),
            matter: booked.matter.number().unsigned_abs(),
            summary: use_of.summary,
            name: if hidden { MASKED.to_owned() } else { access.name(booked.applicant) },
        });
    }
    Ok(bookings)
}
