//! What is stored for a while only: when each kind is looked through again, and its rows whose time is over. Table
//! `retention_runs`; rows are deleted from `drafts`, `notices`, `rehearsals` with `rehearsal_differences`, and `devices`.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Statement, sql, written},
};
use guiju_domain::{OfficeId, RetentionKind};
use guiju_model::Moment;

/// When each kind is looked through again, by the name of the kind.
///
/// # Errors
/// If the database cannot be used.
pub async fn runs(db: impl Db<'_>, office: OfficeId) -> Result<Vec<(String, Moment)>> {
    sql!("SELECT kind, next_at FROM retention_runs WHERE office_id = $1").bind(office).all(db).await
}

/// When a kind is looked through again; none if it never was.
///
/// # Errors
/// If the database cannot be used.
pub async fn next_run(change: &mut UnitOfWork, kind: RetentionKind) -> Result<Option<Moment>> {
    sql!("SELECT next_at FROM retention_runs WHERE office_id = $1 AND kind = $2")
        .bind(change.office)
        .bind(kind.name())
        .first_value(&mut **change)
        .await
}

/// Saves when a kind is looked through again.
///
/// # Errors
/// If the database cannot be used.
pub async fn save_run(change: &mut UnitOfWork, kind: RetentionKind, next: Moment) -> Result<()> {
    sql!(
        "INSERT INTO retention_runs (office_id, kind, next_at) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, kind) DO UPDATE SET next_at = excluded.next_at"
    )
    .bind(change.office)
    .bind(kind.name())
    .bind(next)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// A kind of rows that are deleted once their time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Drafts that were not saved since.
    Drafts,
    /// Notices that have been read.
    Notices,
    /// Rehearsals that have ended.
    Rehearsals,
    /// Devices from which nobody logged in since; their moments are UTC.
    Devices,
}

/// Rehearsals of the office `$1` that ended before `$2`.
macro_rules! ended_rehearsals {
    () => {
        "FROM rehearsals WHERE office_id = $1 AND touched_at < $2 AND state <> 'running'"
    };
}

impl Rows {
    /// How many rows are due before a moment: the office's local time, of devices UTC.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn count_due(self, db: impl Db<'_>, office: OfficeId, before: Moment) -> Result<u64> {
        let statement = match self {
            Self::Drafts => sql!("SELECT COUNT(*) AS n FROM drafts WHERE office_id = $1 AND saved_at < $2"),
            Self::Notices => {
                sql!("SELECT COUNT(*) AS n FROM notices WHERE office_id = $1 AND at < $2 AND read_at IS NOT NULL")
            }
            Self::Rehearsals => sql!("SELECT COUNT(*) AS n ", ended_rehearsals!()),
            Self::Devices => sql!("SELECT COUNT(*) AS n FROM devices WHERE office_id = $1 AND used_at < $2"),
        };
        statement.bind(office).bind(before).value(db).await
    }

    /// Deletes so many rows that are due before a moment, as [`Self::count_due`] counts them; how many it deleted.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn delete_due(self, change: &mut UnitOfWork, before: Moment, most: u64) -> Result<u64> {
        let office = change.office;
        let bound = |statement: Statement<'static>| statement.bind(office).bind(before).bind(most);
        if self == Self::Rehearsals {
            bound(sql!(
                "DELETE FROM rehearsal_differences WHERE office_id = $1 AND rehearsal_id IN (SELECT id ",
                ended_rehearsals!(),
                " ORDER BY id LIMIT $3)"
            ))
            .run(&mut **change)
            .await?;
        }
        bound(self.delete()).write(change).await
    }

    fn delete(self) -> Statement<'static> {
        match self {
            Self::Drafts => sql!(
                "DELETE FROM drafts WHERE office_id = $1 AND (person_id, regulation, form) IN
                 (SELECT person_id, regulation, form FROM drafts WHERE office_id = $1 AND saved_at < $2 LIMIT $3)"
            ),
            Self::Notices => written!(
                "DELETE FROM notices WHERE office_id = $1 AND id IN
                 (SELECT id FROM notices WHERE office_id = $1 AND at < $2 AND read_at IS NOT NULL ORDER BY id LIMIT $3)"
            ),
            Self::Rehearsals => sql!(
                "DELETE FROM rehearsals WHERE office_id = $1 AND id IN (SELECT id ",
                ended_rehearsals!(),
                " ORDER BY id LIMIT $3)"
            ),
            Self::Devices => sql!(
                "DELETE FROM devices WHERE office_id = $1 AND token_hash IN
                 (SELECT token_hash FROM devices WHERE office_id = $1 AND used_at < $2 LIMIT $3)"
            ),
        }
    }
}
