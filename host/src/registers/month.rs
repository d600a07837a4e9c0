//! Records of some forms in a month's calendar.

use super::opened::{Opened, open};
use crate::{accounts::Caller, app::App, error::Result, store::Columns};
use guiju_api::{MonthEntry, MonthShown};
use guiju_model::{Cycle, Date, Layout, Moment};

/// The month around a day.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub async fn month(app: &App, caller: &Caller, regulation: &str, view: &str, day: Date) -> Result<MonthShown> {
    let Opened { law, staff, title, over, .. } = open(app, caller, regulation, view, Layout::Calendar, false).await?;
    let (first, last) = day.around(Cycle::Month);
    let days = law.days(first, last);
    let mut entries = Vec::new();
    for (owner, form, _) in &over {
        let rows = sqlx::query(
            "SELECT starts, summary, person_id, matter_id FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3
             AND starts >= $4 AND starts < $5 ORDER BY starts, id",
        )
        .bind(caller.office)
        .bind(owner)
        .bind(form)
        .bind(first.at(0).0)
        .bind(last.plus(1).at(0).0)
        .fetch_all(&app.pool)
        .await?;
        for row in rows {
            entries.push(MonthEntry {
                day: Moment(row.int("starts")?).date().to_string(),
                summary: row.text("summary")?,
                name: row.maybe_int("person_id")?.map(|id| staff.name(id as u64)).unwrap_or_default(),
                matter: row.maybe_int("matter_id")?.map(|id| id as u64),
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
