//! Records of some forms in a month's calendar.

use super::opened::{Opened, open};
use crate::{accounts::Caller, app::App, error::Result, store::record_queries};
use guiju_api::{MonthEntry, MonthShown};
use guiju_model::{Cycle, Date, Layout};

/// The month around a day.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub async fn month(app: &App, caller: &Caller, regulation: &str, view: &str, day: Date) -> Result<MonthShown> {
    let Opened { access, title, over, .. } = open(app, caller, regulation, view, Layout::Calendar, false).await?;
    let (first, last) = day.around(Cycle::Month);
    let days = access.policy.days(first, last);
    let mut entries = Vec::new();
    for (owner, form, _) in &over {
        let during = (first.at(0), last.plus(1).at(0));
        for found in record_queries::in_month(&app.pool, &access.records_of(owner, form), during).await? {
            let record = access.record(&found.ties, owner, form)?;
            // On which day something closed happens is a part of what it says.
            if record.seen.hides_all() {
                continue;
            }
            entries.push(MonthEntry {
                day: found.row.starts.date().to_string(),
                summary: record.summary,
                name: record.person.map(|id| access.name(id)).unwrap_or_default(),
                matter: found.row.matter.map(|id| id.number().unsigned_abs()),
            });
        }
    }
    Ok(MonthShown {
        title,
        first: first.to_string(),
        lead: first.weekday() - 1,
        rests: (first.0..=last.0).map(|day| !days.calendar().worked(Date(day))).collect(),
        entries,
    })
}
