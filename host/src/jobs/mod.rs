//! What happens by the clock: delegations and turns of duty begin and end, what is due is said, periods are judged, provisional counts are
//! made again.
//!
//! Every job asks the database what is to be done and does it in one change that marks it as done: after a restart it goes
//! on, and several servers do nothing twice.

mod recount;
mod reminders;

pub use recount::recount;

use crate::{
    accounts,
    app::App,
    assessments,
    error::{Error, Result},
    evidence, keepers,
    matters::reassign,
    obligations, retention, search,
    store::Columns,
};
use guiju_domain::OfficeId;
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
    let mut first = accounts::clean(app).await.map_err(|error| failed("accounts", None, error)).err();
    for row in sqlx::query("SELECT id FROM offices").fetch_all(&app.pool).await? {
        let office = row.office("id")?;
        if let Err(error) = app.follow(office).await {
            first.get_or_insert(failed("follow", Some(office), error));
            continue;
        }
        for (job, done) in [
            ("delegations", delegations(app, office).await),
            ("shifts", shifts(app, office).await),
            ("unresolved", reassign::unresolved::retry(app, office).await),
            ("reminders", reminders::remind(app, office).await),
            ("assessments", assessments::catch_up(app, office).await),
            ("obligations", obligations::remind(app, office).await),
            ("alarms", evidence::watch(app, office).await),
            ("keepers", keepers::expire(app, office).await),
            ("retention", retention::clean(app, office).await),
            ("search", search::index::catch_up(app, office).await),
        ] {
            if let Err(error) = done {
                first.get_or_insert(failed(job, Some(office), error));
            }
        }
    }
    // Last, so that a data folder that hangs holds up nothing else.
    if let Err(error) = app.anchors.save(&app.pool, false).await {
        first.get_or_insert(failed("anchors", None, error));
    }
    first.map_or(Ok(()), Err)
}

fn failed(job: &'static str, office: Option<OfficeId>, error: Error) -> Error {
    tracing::error!(job, office = office.map(OfficeId::number), cause = ?error, "a job failed and is tried again");
    metrics::counter!("guiju_job_failures_total", "job" => job).increment(1);
    error
}

/// From its begin a delegation moves open tasks to the deputy, at its end those still open go back.
async fn delegations(app: &App, office: OfficeId) -> Result<()> {
    const DUE: &str = "office_id = $1 AND (state = 'waiting' AND starts <= $2 OR state = 'running' AND ends < $2)";
    let due = format!("SELECT COUNT(*) AS n FROM delegations WHERE {DUE}");
    let due =
        sqlx::query(AssertSqlSafe(due)).bind(office.number()).bind(app.now(office).0).fetch_one(&app.pool).await?;
    if due.int("n")? == 0 {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let now = change.now.0;
    let begun =
        format!("UPDATE delegations SET state = CASE WHEN ends < $2 THEN 'over' ELSE 'running' END WHERE {DUE}");
    let begun = sqlx::query(AssertSqlSafe(begun)).bind(office.number()).bind(now).execute(&mut *change).await?;
    // Another server may have been faster.
    if begun.rows_affected() > 0 {
        reassign::office(app, &mut change, reassign::Because::Delegation).await?;
        change.commit().await?;
    }
    Ok(())
}

/// Whoever comes on duty in a role is asked for what waits for it, whoever goes off duty no longer.
async fn shifts(app: &App, office: OfficeId) -> Result<()> {
    const DUE: &str = "office_id = $1 AND (noticed = 0 AND starts <= $2 OR noticed = 1 AND ends < $2)";
    let due = format!("SELECT COUNT(*) AS n FROM turns WHERE {DUE}");
    let due =
        sqlx::query(AssertSqlSafe(due)).bind(office.number()).bind(app.now(office).0).fetch_one(&app.pool).await?;
    if due.int("n")? == 0 {
        return Ok(());
    }
    let mut change = app.change(office).await?;
    let now = change.now.0;
    let noticed = format!("UPDATE turns SET noticed = CASE WHEN ends < $2 THEN 2 ELSE 1 END WHERE {DUE}");
    let noticed = sqlx::query(AssertSqlSafe(noticed)).bind(office.number()).bind(now).execute(&mut *change).await?;
    if noticed.rows_affected() > 0 {
        reassign::office(app, &mut change, reassign::Because::Duty).await?;
        change.commit().await?;
    }
    Ok(())
}
