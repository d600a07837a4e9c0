//! What happens by the clock: delegations and turns of duty begin and end, what is due is said, periods are judged, provisional counts are
//! made again.
//!
//! Every job asks the database what is to be done and does it in one change that marks it as done: after a restart it goes
//! on, and several servers do nothing twice.

use crate::{
    accounts,
    app::App,
    assessments,
    error::{Error, Result},
    evidence, keepers,
    matters::{notices, progress, reassign, stored::Stored, stored::Task},
    obligations, retention,
    store::{Columns, Event},
};
use guiju_model::{Moment, Span, summary};
use serde_json::json;
use sqlx::AssertSqlSafe;
use std::{sync::Arc, time::Duration};

/// Runs the jobs for ever, a round every few seconds.
pub async fn run(app: Arc<App>) {
    loop {
        // What failed has been said where it failed, but for a database that cannot be asked.
        if let Err(error) = round(&app).await {
            tracing::warn!(%error, "a round of jobs is not complete");
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

/// One round over every office. A job that fails in one office holds up neither the other jobs nor the other offices: it is
/// counted, and tried again in the next round.
///
/// # Errors
/// If the database cannot be used; else the first failure, once everything else is done.
pub async fn round(app: &App) -> Result<()> {
    let mut first = accounts::clean(app).await.map_err(|error| failed("accounts", 0, error)).err();
    for row in sqlx::query("SELECT id FROM offices").fetch_all(&app.pool).await? {
        let office = row.int("id")?;
        if let Err(error) = app.follow(office).await {
            first.get_or_insert(failed("follow", office, error));
            continue;
        }
        for (job, done) in [
            ("delegations", delegations(app, office).await),
            ("shifts", shifts(app, office).await),
            ("reminders", reminders(app, office).await),
            ("assessments", assessments::catch_up(app, office).await),
            ("obligations", obligations::remind(app, office).await),
            ("alarms", evidence::watch(app, office).await),
            ("keepers", keepers::expire(app, office).await),
            ("retention", retention::clean(app, office).await),
        ] {
            if let Err(error) = done {
                first.get_or_insert(failed(job, office, error));
            }
        }
    }
    // Last, so that a data folder that hangs holds up nothing else.
    if let Err(error) = app.anchors.keep(&app.pool, false).await {
        first.get_or_insert(failed("anchors", 0, error));
    }
    first.map_or(Ok(()), Err)
}

fn failed(job: &'static str, office: i64, error: Error) -> Error {
    tracing::error!(job, office, cause = ?error, "a job failed and is tried again");
    metrics::counter!("guiju_job_failures_total", "job" => job).increment(1);
    error
}

/// From its begin a delegation moves open tasks to the deputy, at its end those still open go back.
async fn delegations(app: &App, office: i64) -> Result<()> {
    const DUE: &str = "office_id = $1 AND (state = 'waiting' AND starts <= $2 OR state = 'running' AND ends < $2)";
    let due = format!("SELECT COUNT(*) AS n FROM delegations WHERE {DUE}");
    let due = sqlx::query(AssertSqlSafe(due)).bind(office).bind(app.now(office).0).fetch_one(&app.pool).await?;
    if due.int("n")? == 0 {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let now = change.now.0;
    let begun =
        format!("UPDATE delegations SET state = CASE WHEN ends < $2 THEN 'over' ELSE 'running' END WHERE {DUE}");
    let begun = sqlx::query(AssertSqlSafe(begun)).bind(office).bind(now).execute(&mut *change).await?;
    // Another server may have been faster.
    if begun.rows_affected() > 0 {
        reassign::office(app, &mut change, reassign::Because::Delegation).await?;
        change.commit().await?;
    }
    Ok(())
}

/// Whoever comes on duty in a role is asked for what waits for it, whoever goes off duty no longer.
async fn shifts(app: &App, office: i64) -> Result<()> {
    const DUE: &str = "office_id = $1 AND (noticed = 0 AND starts <= $2 OR noticed = 1 AND ends < $2)";
    let due = format!("SELECT COUNT(*) AS n FROM turns WHERE {DUE}");
    let due = sqlx::query(AssertSqlSafe(due)).bind(office).bind(app.now(office).0).fetch_one(&app.pool).await?;
    if due.int("n")? == 0 {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let now = change.now.0;
    let noticed = format!("UPDATE turns SET noticed = CASE WHEN ends < $2 THEN 2 ELSE 1 END WHERE {DUE}");
    let noticed = sqlx::query(AssertSqlSafe(noticed)).bind(office).bind(now).execute(&mut *change).await?;
    if noticed.rows_affected() > 0 {
        reassign::office(app, &mut change, reassign::Because::Duty).await?;
        change.commit().await?;
    }
    Ok(())
}

/// How far the reminders of a task have gone, as kept with it.
mod reminded {
    pub const SOON: i64 = 1;
    pub const OVERDUE: i64 = 2;
    pub const ESCALATED: i64 = 3;
}

/// What is due within an hour is said once to whoever has it; once it is overdue, to the applicant as well; a working day
/// later, to whoever supervises the one who has it.
async fn reminders(app: &App, office: i64) -> Result<()> {
    let (law, staff, now) = (app.law(office)?, app.staff(office).await?, app.now(office));
    let rows = sqlx::query(
        "SELECT t.id AS id, t.assignee_id AS assignee_id, t.due_at AS due_at, t.reminded AS reminded, t.matter_id AS matter_id,
         m.applicant_id AS applicant_id
         FROM tasks t JOIN matters m ON m.office_id = t.office_id AND m.id = t.matter_id
         WHERE t.office_id = $1 AND t.state = 'open' AND (t.reminded = 0 AND t.due_at <= $2 OR t.reminded IN (1, 2) AND t.due_at < $3)",
    )
    .bind(office)
    .bind(now.0 + 3600)
    .bind(now.0)
    .fetch_all(&app.pool)
    .await?;
    for row in rows {
        let (due, before) = (Moment(row.int("due_at")?), row.int("reminded")?);
        let next = if due >= now {
            reminded::SOON
        } else if before < reminded::OVERDUE {
            reminded::OVERDUE
        } else {
            law.can_count(now.date())?;
            let days = law.days(due.date(), due.date().plus(60));
            if days.calendar().due(due, Span::WorkingDays(1)) >= now {
                continue;
            }
            reminded::ESCALATED
        };
        let mut change = app.change(office).await?;
        let marked = sqlx::query(
            "UPDATE tasks SET reminded = $4 WHERE office_id = $1 AND id = $2 AND reminded = $3 AND state = 'open'",
        )
        .bind(office)
        .bind(row.int("id")?)
        .bind(before)
        .bind(next)
        .execute(&mut *change)
        .await?;
        if marked.rows_affected() == 0 {
            continue;
        }
        let (matter, holder) = (row.int("matter_id")?, row.int("assignee_id")? as u64);
        let summary = Stored::read(&mut change, office, matter).await?.told(&law, &*staff);
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
            change
                .event(Event { matter: Some(matter), kind: "escalated", by: None, body: json!({ "holder": holder }) })
                .await?;
        }
        change.commit().await?;
    }
    follow_ups(app, office, now).await
}

async fn follow_ups(app: &App, office: i64, now: Moment) -> Result<()> {
    let rows = sqlx::query(
        "SELECT id, person_id, reason FROM follow_ups WHERE office_id = $1 AND filed_matter IS NULL AND reminded = 0 AND due_at <= $2",
    )
    .bind(office)
    .bind(now.0 + 86_400)
    .fetch_all(&app.pool)
    .await?;
    for row in rows {
        let mut change = app.change(office).await?;
        let marked =
            sqlx::query("UPDATE follow_ups SET reminded = 1 WHERE office_id = $1 AND id = $2 AND reminded = 0")
                .bind(office)
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

/// Counts again what was counted on a year that is published now, and tells whom it concerns.
///
/// # Errors
/// If the database cannot be used or a regulation faults.
pub async fn recount(app: &App, office: i64) -> Result<u64> {
    let rows = sqlx::query(
        "SELECT id FROM matters WHERE office_id = $1 AND provisional = 1 AND status IN ('open', 'returned', 'completed') ORDER BY id",
    )
    .bind(office)
    .fetch_all(&app.pool)
    .await?;
    let mut recounted = 0;
    for row in rows {
        let mut change = app.change(office).await?;
        let (law, staff) = (app.law(office)?, app.staff_within(&mut change).await?);
        let mut stored = Stored::read(&mut change, office, row.int("id")?).await?;
        let tasks = Task::of_matter(&mut change, office, stored.id).await?;
        let decisions = tasks.iter().filter(|t| t.round == stored.round).filter_map(Task::decision).collect();
        let docket = stored.docket(office, &law, decisions)?;
        let now = change.now;
        let judged = docket.judge(&mut change, &law, &staff, now).await?;
        if judged.provisional {
            continue;
        }
        let (before, told) = (stored.summary.clone(), stored.told(&law, &*staff));
        stored.derived = serde_json::to_value(&judged.derived)?;
        stored.findings = serde_json::to_value(&judged.findings)?;
        stored.summary = summary::summary(docket.form()?, &judged.content, &*staff);
        sqlx::query("UPDATE matters SET provisional = 0 WHERE office_id = $1 AND id = $2")
            .bind(office)
            .bind(stored.id)
            .execute(&mut *change)
            .await?;
        sqlx::query("UPDATE records SET content = $3, summary = $4 WHERE office_id = $1 AND matter_id = $2")
            .bind(office)
            .bind(stored.id)
            .bind(serde_json::Value::Object(judged.content.clone()).to_string())
            .bind(&stored.summary)
            .execute(&mut *change)
            .await?;
        let body = json!({ "before": before, "after": stored.summary, "derived": stored.derived });
        change.event(Event { matter: Some(stored.id), kind: "recounted", by: None, body }).await?;
        let message = format!("放假安排已公布，重新计算：{told} → {}", stored.told(&law, &*staff));
        notices::tell(&mut change, stored.applicant, &message, Some(stored.id)).await?;
        if stored.status == "open" {
            progress::advance(&mut change, &law, &staff, &mut stored).await?;
        }
        progress::save(&mut change, &mut stored).await?;
        change.commit().await?;
        recounted += 1;
    }
    Ok(recounted)
}
