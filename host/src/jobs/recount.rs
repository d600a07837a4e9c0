//! What was counted on a year whose holidays were not published is counted again.

use super::failed;
use crate::{
    access::Summary,
    app::App,
    error::Result,
    matters::{notices, progress, stored::Stored, stored::Task},
    store::{Columns, Event},
};
use guiju_model::summary;
use serde_json::json;

/// Counts again what was counted on a year that is published now, and tells whom it concerns. A matter that cannot be counted
/// is noted in the log and in the metrics, and holds up none of the others.
///
/// # Errors
/// If the database cannot be used.
pub async fn recount(app: &App, office: i64) -> Result<u64> {
    let rows = sqlx::query(
        "SELECT id FROM matters WHERE office_id = $1 AND provisional = 1 AND status IN ('open', 'returned', 'completed') ORDER BY id",
    )
    .bind(office)
    .fetch_all(&app.pool)
    .await?;
    let mut recounted = 0;
    for row in rows {
        match one(app, office, row.int("id")?).await {
            Ok(counted) => recounted += u64::from(counted),
            Err(error) => drop(failed("recount", office, error)),
        }
    }
    Ok(recounted)
}

/// Counts one matter again; whether it was.
async fn one(app: &App, office: i64, matter: i64) -> Result<bool> {
    let mut change = app.change(office).await?;
    // Law and people as they are within the change.
    let (law, staff) = (app.law(office)?, app.staff_within(&mut change).await?);
    let mut stored = Stored::read(&mut change, office, matter).await?;
    // Whoever acted meanwhile may have ended it.
    if !matches!(stored.status.as_str(), "open" | "returned" | "completed") {
        return Ok(false);
    }
    let tasks = Task::of_matter(&mut change, office, stored.id).await?;
    let decisions = tasks.iter().filter(|t| t.round == stored.round).filter_map(Task::decision).collect();
    let docket = stored.docket(office, &law, decisions)?;
    let now = change.now;
    let judged = docket.judge(&mut change, &law, &staff, now).await?;
    if judged.provisional {
        return Ok(false);
    }
    let (before, told) = (stored.summary.kept().to_owned(), stored.told(&law, &*staff));
    stored.derived = serde_json::to_value(&judged.derived)?;
    stored.findings = serde_json::to_value(&judged.findings)?;
    stored.summary = Summary::new(summary::summary(docket.form()?, &judged.content, &*staff));
    sqlx::query("UPDATE matters SET provisional = 0 WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(stored.id)
        .execute(&mut *change)
        .await?;
    sqlx::query("UPDATE records SET content = $3, summary = $4 WHERE office_id = $1 AND matter_id = $2")
        .bind(office)
        .bind(stored.id)
        .bind(serde_json::Value::Object(judged.content.clone()).to_string())
        .bind(stored.summary.kept())
        .execute(&mut *change)
        .await?;
    let body = json!({ "before": before, "after": stored.summary.kept(), "derived": stored.derived });
    change.event(Event { matter: Some(stored.id), kind: "recounted", by: None, body }).await?;
    let message = format!("放假安排已公布，重新计算：{told} → {}", stored.told(&law, &*staff));
    notices::tell(&mut change, stored.applicant, &message, Some(stored.id)).await?;
    if stored.status == "open" {
        progress::advance(&mut change, &law, &staff, &mut stored).await?;
    }
    progress::save(&mut change, &mut stored).await?;
    change.commit().await?;
    Ok(true)
}
