//! Drafts: what somebody has begun to fill in, one for each form.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;
use serde_json::Value;

/// Whose draft of which form.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The office.
    pub office: OfficeId,
    /// Whose it is.
    pub person: PersonId,
    /// The regulation that owns the form.
    pub regulation: &'a str,
    /// The form.
    pub form: &'a str,
}

/// A draft.
#[derive(Debug, Row)]
pub struct Draft {
    /// The content so far.
    #[column(json)]
    pub content: Value,
    /// When it was saved.
    #[column("saved_at")]
    pub saved: Moment,
}

/// Which form a draft is of.
#[derive(Debug, Row)]
pub struct DraftOf {
    /// The regulation that owns the form.
    pub regulation: String,
    /// The form.
    pub form: String,
    /// When it was saved.
    #[column("saved_at")]
    pub saved: Moment,
}

/// A draft.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, key: Key<'_>) -> Result<Option<Draft>> {
    sql!(
        "SELECT content, saved_at FROM drafts WHERE office_id = $1 AND person_id = $2 AND regulation = $3 AND form = $4"
    )
    .bind(key.office)
    .bind(key.person)
    .bind(key.regulation)
    .bind(key.form)
    .first(db)
    .await
}

/// Of which forms a person has drafts, the one that was saved last first.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_person(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<Vec<DraftOf>> {
    sql!("SELECT regulation, form, saved_at FROM drafts WHERE office_id = $1 AND person_id = $2 ORDER BY saved_at DESC")
        .bind(office)
        .bind(person)
        .all(db)
        .await
}

/// Saves a draft, as JSON, in place of the former one.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(db: impl Db<'_>, key: Key<'_>, content: &str, now: Moment) -> Result<()> {
    sql!(
        "INSERT INTO drafts (office_id, person_id, regulation, form, content, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (office_id, person_id, regulation, form) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at"
    )
    .bind(key.office)
    .bind(key.person)
    .bind(key.regulation)
    .bind(key.form)
    .bind(content)
    .bind(now)
    .run(db)
    .await?;
    Ok(())
}

/// Deletes a draft, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(db: impl Db<'_>, key: Key<'_>) -> Result<()> {
    sql!("DELETE FROM drafts WHERE office_id = $1 AND person_id = $2 AND regulation = $3 AND form = $4")
        .bind(key.office)
        .bind(key.person)
        .bind(key.regulation)
        .bind(key.form)
        .run(db)
        .await?;
    Ok(())
}

/// A draft's form and content.
#[derive(Debug, Row)]
pub struct DraftContent {
    /// The form.
    pub form: String,
    /// What was filled in so far.
    #[column(json)]
    pub content: Value,
}

/// The drafts of a regulation's forms.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_regulation(db: impl Db<'_>, office: OfficeId, regulation: &str) -> Result<Vec<DraftContent>> {
    sql!("SELECT form, content FROM drafts WHERE office_id = $1 AND regulation = $2")
        .bind(office)
        .bind(regulation)
        .all(db)
        .await
}
