//! Shifts as regulations read them.

use crate::{
    error::Result,
    store::{
        Connection,
        shifts::{self, RosterKey, Shift},
    },
};
use guiju_domain::{OfficeId, access::Whose};
use guiju_model::{Entry, Moment, Status};
use serde_json::json;

/// The shifts of a roster as records, for regulations that read them.
///
/// # Errors
/// If the database cannot be used.
pub async fn entries(
    connection: &mut Connection,
    office: OfficeId,
    (regulation, roster): (&str, &str),
    time: (Moment, Moment),
    whose: Whose,
) -> Result<Vec<Entry>> {
    let of = RosterKey { regulation, roster };
    let shifts = shifts::touching(connection, office, of, time, whose).await?;
    let entry = |shift: Shift| Entry {
        id: shift.id.number(),
        person: Some(shift.person.number()),
        starts: shift.starts.0,
        ends: shift.ends.0,
        content: json!({ "rest_days": shift.rest_days }).to_string(),
        status: Status::Completed,
        step: None,
    };
    Ok(shifts.into_iter().map(entry).collect())
}
