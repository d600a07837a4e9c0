//! When the chain and the rows of an office are compared, and what came of it last. Table `verify_runs`.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::OfficeId;
use guiju_model::Moment;
use guiju_store_macros::Row;

/// What came of comparing an office the last time.
#[derive(Clone, Debug, PartialEq, Eq, Row)]
pub struct VerifyRun {
    /// When they are compared again, in the office's local time.
    pub next_at: Moment,
    /// When it was begun last, in the office's local time.
    pub begun_at: Option<Moment>,
    /// When it failed last, in the office's local time; none if the last one that ended went well.
    pub failed_at: Option<Moment>,
    /// When the last one that went well ended, in the office's local time; none if it never did.
    pub ended_at: Option<Moment>,
    /// Events that were walked.
    pub events: u64,
    /// Rows that were compared.
    #[column("rows_compared")]
    pub rows: u64,
    /// What did not agree.
    pub faults: u64,
}

/// The last run of an office; none before the first is planned.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId) -> Result<Option<VerifyRun>> {
    sql!(
        "SELECT next_at, begun_at, failed_at, ended_at, events, rows_compared, faults FROM verify_runs WHERE office_id = $1"
    )
        .bind(office)
        .first(db)
        .await
}

/// Sets when they are compared again.
///
/// # Errors
/// If the database cannot be used.
pub async fn plan(change: &mut UnitOfWork, next: Moment) -> Result<()> {
    sql!(
        "INSERT INTO verify_runs (office_id, next_at) VALUES ($1, $2)
         ON CONFLICT (office_id) DO UPDATE SET next_at = excluded.next_at"
    )
    .bind(change.office)
    .bind(next)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Notes that it was begun, and when another server takes it that the one which began has died.
///
/// # Errors
/// If the database cannot be used.
pub async fn begin(change: &mut UnitOfWork, next: Moment) -> Result<()> {
    let now = change.now;
    sql!("UPDATE verify_runs SET next_at = $2, begun_at = $3 WHERE office_id = $1")
        .bind(change.office)
        .bind(next)
        .bind(now)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Notes that it failed: it is due again at once.
///
/// # Errors
/// If the database cannot be used.
pub async fn fail(change: &mut UnitOfWork) -> Result<()> {
    let now = change.now;
    sql!("UPDATE verify_runs SET next_at = $2, failed_at = $2 WHERE office_id = $1")
        .bind(change.office)
        .bind(now)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Offices whose last comparison failed.
///
/// # Errors
/// If the database cannot be used.
pub async fn failed(db: impl Db<'_>) -> Result<Vec<OfficeId>> {
    sql!("SELECT office_id FROM verify_runs WHERE failed_at IS NOT NULL ORDER BY office_id").values(db).await
}

/// Saves what came of one that went well.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, run: &VerifyRun) -> Result<()> {
    sql!(
        "UPDATE verify_runs SET next_at = $2, ended_at = $3, events = $4, rows_compared = $5, faults = $6, failed_at = NULL
         WHERE office_id = $1"
    )
    .bind(change.office)
    .bind(run.next_at)
    .bind(run.ended_at)
    .bind(run.events)
    .bind(run.rows)
    .bind(run.faults)
    .run(&mut **change)
    .await?;
    Ok(())
}
