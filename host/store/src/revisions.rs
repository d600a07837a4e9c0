//! Revisions: another package or other values of a regulation from a day on, asked for and answered.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, Json, named_columns, sql, written},
};
use guiju_domain::{OfficeId, PersonId, RevisionId, revisions::RevisionState};
use guiju_model::{Date, Moment};
use guiju_store_macros::Row;
use serde_json::{Map, Value};

named_columns!(RevisionState);

/// A revision.
#[derive(Clone, Debug, Row)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// The regulation.
    pub regulation: String,
    /// The package's digest; nothing where only values change.
    pub digest: Option<String>,
    /// Values by parameter.
    #[column(json)]
    pub parameters: Map<String, Value>,
    /// The first day.
    #[column("from_date")]
    pub from: Date,
    /// Why it is asked for, for whoever confirms it.
    pub reason: String,
    /// Who asked for it.
    pub asked_by: PersonId,
    /// When it was asked for.
    pub asked_at: Moment,
    /// How far it is.
    pub state: RevisionState,
    /// Who answered it.
    pub answered_by: Option<PersonId>,
    /// The answer in words.
    pub answer: Option<String>,
}

macro_rules! columns {
    () => {
        "id, regulation, digest, parameters, from_date, reason, asked_by, asked_at, state, answered_by, answer"
    };
}

/// A revision, if there is one of this id.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId, id: RevisionId) -> Result<Option<Revision>> {
    sql!("SELECT ", columns!(), " FROM revisions WHERE office_id = $1 AND id = $2")
        .bind(office)
        .bind(id)
        .first(db)
        .await
}

/// The last 200 revisions of an office, the latest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn latest(db: impl Db<'_>, office: OfficeId) -> Result<Vec<Revision>> {
    sql!("SELECT ", columns!(), " FROM revisions WHERE office_id = $1 ORDER BY id DESC LIMIT 200")
        .bind(office)
        .all(db)
        .await
}

/// Enters a revision that was asked for.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, revision: &Revision) -> Result<()> {
    written!(
        "INSERT INTO revisions (office_id, id, regulation, digest, parameters, from_date, reason, asked_by, asked_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    )
    .bind(change.office)
    .bind(revision.id)
    .bind(&revision.regulation)
    .bind(&revision.digest)
    .bind(Json(&revision.parameters))
    .bind(revision.from)
    .bind(&revision.reason)
    .bind(revision.asked_by)
    .bind(revision.asked_at)
    .bind(revision.state)
    .write(change)
    .await?;
    Ok(())
}

/// Saves the answer to a revision.
///
/// # Errors
/// If the database cannot be used.
pub async fn save_answer(
    change: &mut UnitOfWork,
    id: RevisionId,
    state: RevisionState,
    by: PersonId,
    answer: &str,
) -> Result<()> {
    written!(
        "UPDATE revisions SET state = $3, answered_by = $4, answered_at = $5, answer = $6
         WHERE office_id = $1 AND id = $2"
    )
    .bind(change.office)
    .bind(id)
    .bind(state)
    .bind(by)
    .bind(change.now)
    .bind(answer)
    .write(change)
    .await?;
    Ok(())
}
