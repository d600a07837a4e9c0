//! Records of some forms in a month's calendar.

use super::opened::{Opened, open};
use crate::{
    access::{Access, MATTER},
    accounts::Caller,
    app::App,
    error::Result,
    store::Columns,
};
use guiju_api::{MonthEntry, MonthShown};
use guiju_model::{Cycle, Date, Layout, Moment};

/// The month around a day.
///
/// # Errors
/// If there is no such view, or it is not for the caller.
pub async fn month(app: &App, caller: &Caller, regulation: &str, view: &str, day: Date) -> Result<MonthShown> {
    let Opened { access, title, over, .. } = open(app, caller, regulation, view, Layout::Calendar, false).await?;
    let (first, last) = day.around(Cycle::Month);
    let days = access.law.days(first, last);
    let mut entries = Vec::new();
    for (owner, form, _) in &over {
        let ties = Access::ties("$6");
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT r.starts AS starts, r.matter_id AS matter_id, {ties} FROM records r {MATTER} WHERE r.office_id = $1
             AND r.regulation = $2 AND r.form = $3 AND r.status <> 'void' AND r.starts >= $4 AND r.starts < $5 ORDER BY r.starts, r.id"
        )))
        .bind(caller.office.number())
        .bind(owner)
        .bind(form)
        .bind(first.at(0).0)
        .bind(last.plus(1).at(0).0)
        .bind(access.person())
        .fetch_all(&app.pool)
        .await?;
        for row in rows {
            let record = access.record(&row, owner, form)?;
            // On which day something closed happens is a part of what it says.
            if record.seen.hides_all() {
                continue;
            }
            entries.push(MonthEntry {
                day: Moment(row.int("starts")?).date().to_string(),
                summary: record.summary,
                name: record.person.map(|id| access.staff.name(id)).unwrap_or_default(),
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
