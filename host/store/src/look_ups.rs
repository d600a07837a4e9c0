//! Look-ups of matters, drafts, records, delegations and unresolved deciders for revisions, fixtures, rosters and the policy.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{MatterId, OfficeId, PersonId, RecordId};
use guiju_model::Moment;
use guiju_store_macros::Row;
use serde_json::Value;

/// A draft's form and content.
#[derive(Debug, Row)]
pub struct DraftContent {
    /// The form.
    pub form: String,
    /// What was filled in so far.
    #[column(json)]
    pub content: Value,
}

/// How many matters of a regulation are under way.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_open_matters(db: impl Db<'_>, office: OfficeId, regulation: &str) -> Result<u64> {
    sql!(
        "SELECT COUNT(*) AS n FROM matters WHERE office_id = $1 AND regulation = $2 AND status IN ('open', 'returned')"
    )
    .bind(office)
    .bind(regulation)
    .value(db)
    .await
}

/// The drafts of a regulation's forms.
///
/// # Errors
/// If the database cannot be used.
pub async fn drafts_of_regulation(db: impl Db<'_>, office: OfficeId, regulation: &str) -> Result<Vec<DraftContent>> {
    sql!("SELECT form, content FROM drafts WHERE office_id = $1 AND regulation = $2")
        .bind(office)
        .bind(regulation)
        .all(db)
        .await
}

/// The record that a matter left.
///
/// # Errors
/// If the database cannot be used, or the matter left none.
pub async fn record_of_matter(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<RecordId> {
    sql!("SELECT id FROM records WHERE office_id = $1 AND matter_id = $2").bind(office).bind(matter).value(db).await
}

/// The offices with matters whose deciders could not be looked for.
///
/// # Errors
/// If the database cannot be used.
pub async fn unresolved_offices(db: impl Db<'_>) -> Result<Vec<OfficeId>> {
    sql!("SELECT DISTINCT office_id FROM unresolved").values(db).await
}

/// Whoever has handed their work over for some of the time between two moments.
///
/// # Errors
/// If the database cannot be used.
pub async fn away_between(change: &mut UnitOfWork, (from, until): (Moment, Moment)) -> Result<Vec<PersonId>> {
    sql!("SELECT person_id FROM delegations WHERE office_id = $1 AND starts < $3 AND ends > $2 AND state <> 'over'")
        .bind(change.office)
        .bind(from)
        .bind(until)
        .values(&mut **change)
        .await
}
