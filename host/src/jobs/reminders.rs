//! Reminders of what is due, and of what is owed.

use super::failed;
use crate::{
    app::App,
    error::{Error, Result},
    matters::{notices, telling},
    store::{Columns, Event, matters},
};
use guiju_domain::{MatterId, OfficeId};
use guiju_model::{Moment, Span};
use serde_json::json;
use sqlx::any::AnyRow;

/// How far the reminders of a task have gone, as kept with it.
mod reminded {
    pub const SOON: i64 = 1;
    pub const OVERDUE: i64 = 2;
    pub const ESCALATED: i64 = 3;
}

/// What is due within an hour is said once to whoever has it; once it is overdue, to the applicant as well; a working day
/// later, to whoever supervises the one who has it.
///
/// What cannot be reminded of is counted, and holds up none of the others.
///
/// # Errors
/// If the database cannot be used.
pub async fn remind(app: &App, office: OfficeId) -> Result<()> {
    let now = app.now(office);
    let rows = sqlx::query(
        "SELECT t.id AS id, t.assignee_id AS assignee_id, t.due_at AS due_at, t.reminded AS reminded, t.matter_id AS matter_id,
         m.applicant_id AS applicant_id
         FROM tasks t JOIN matters m ON m.office_id = t.office_id AND m.id = t.matter_id
         WHERE t.office_id = $1 AND t.state = 'open' AND (t.reminded = 0 AND t.due_at <= $2 OR t.reminded IN (1, 2) AND t.due_at < $3)",
    )
    .bind(office.number())
    .bind(now.0 + 3600)
    .bind(now.0)
    .fetch_all(&app.pool)
    .await?;
    for row in rows {
        if let Err(error) = one(app, office, &row).await {
            failed("reminders", Some(office), error);
        }
    }
    follow_ups(app, office, now).await
}

/// How far a task is to be reminded of now; nothing if that has been done.
fn next(app: &App, office: OfficeId, due: Moment, before: i64, now: Moment) -> Result<Option<i64>> {
    if due >= now {
        return Ok(Some(reminded::SOON));
    }
    if before < reminded::OVERDUE {
        return Ok(Some(reminded::OVERDUE));
    }
    let law = app.law(office)?;
    law.can_count(now.date())?;
    let days = law.days(due.date(), due.date().plus(60));
    let waits = days.calendar().due(due, Span::WorkingDays(1)) >= now;
    Ok((!waits).then_some(reminded::ESCALATED))
}

async fn one(app: &App, office: OfficeId, row: &AnyRow) -> Result<()> {
    let (due, before) = (Moment(row.int("due_at")?), row.int("reminded")?);
    // Whoever does not wait for the office's turn needs not to.
    if next(app, office, due, before, app.now(office))?.is_none() {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let (law, staff) = (app.law(office)?, app.staff_within(&mut change).await?);
    let Some(next) = next(app, office, due, before, change.now)? else { return Ok(()) };
    let holder = row.int("assignee_id")? as u64;
    let marked = sqlx::query(
        "UPDATE tasks SET reminded = $4 WHERE office_id = $1 AND id = $2 AND reminded = $3 AND state = 'open'
         AND assignee_id = $5",
    )
    .bind(office.number())
    .bind(row.int("id")?)
    .bind(before)
    .bind(next)
    .bind(holder as i64)
    .execute(&mut *change)
    .await?;
    if marked.rows_affected() == 0 {
        return Ok(());
    }
    let matter = row.int("matter_id")?;
    let told = matters::find(&mut *change, office, MatterId::new(matter)).await?.ok_or(Error::NotFound("这件事项"))?;
    let summary = telling::told(&told, &law, &*staff);
    let at = due.to_string().replace('T', " ");
    let told = match next {
        reminded::SOON => vec![(holder, format!("即将到期（{at}）：{summary}"))],
        reminded::OVERDUE => {
            let mut told = vec![(holder, format!("已超时（{at}）：{summary}"))];
            let applicant = row.int("applicant_id")? as u64;
            if applicant != holder {
                told.push((applicant, format!("已超时（{at}，在{}处）：{summary}", staff.name(holder))));
            }
            told
        }
        _ => {
            let message = format!("超时未办，请督促：{}应于 {at} 前办理“{summary}”", staff.name(holder));
            staff.superiors(holder).into_iter().map(|superior| (superior, message.clone())).collect()
        }
    };
    for (person, message) in told {
        notices::tell(&mut change, person, &message, Some(matter)).await?;
    }
    if next == reminded::ESCALATED {
        let body = json!({ "holder": holder });
        change.event(Event { matter: Some(matter), kind: "escalated", by: None, body }).await?;
    }
    Ok(change.commit().await?)
}

async fn follow_ups(app: &App, office: OfficeId, now: Moment) -> Result<()> {
    let rows = sqlx::query(
        "SELECT id, person_id, reason FROM follow_ups WHERE office_id = $1 AND filed_matter IS NULL AND reminded = 0 AND due_at <= $2",
    )
    .bind(office.number())
    .bind(now.0 + 86_400)
    .fetch_all(&app.pool)
    .await?;
    for row in rows {
        let mut change = app.change(office).await?;
        let marked =
            sqlx::query("UPDATE follow_ups SET reminded = 1 WHERE office_id = $1 AND id = $2 AND reminded = 0")
                .bind(office.number())
                .bind(row.int("id")?)
                .execute(&mut *change)
                .await?;
        if marked.rows_affected() > 0 {
            notices::tell(&mut change, row.int("person_id")? as u64, &row.text("reason")?, None).await?;
            change.commit().await?;
        }
    }
    Ok(())
}
