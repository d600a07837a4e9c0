//! Drafts: what somebody has begun to fill in, one a form.

use super::offered;
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    quotas,
    store::Columns,
};
use guiju_api::{Draft, DraftLine};
use guiju_model::Moment;
use serde_json::Value;

/// The caller's draft of a form, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn read(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<Option<Draft>> {
    let row = sqlx::query("SELECT content, saved_at FROM drafts WHERE office_id = $1 AND person_id = $2 AND regulation = $3 AND form = $4")
        .bind(caller.office.number())
        .bind(caller.person.number() as i64)
        .bind(regulation)
        .bind(form)
        .fetch_optional(&app.pool)
        .await?;
    let draft = row.map(|row| {
        Ok::<_, Error>(Draft { content: row.json("content")?, saved: Moment(row.int("saved_at")?).to_string() })
    });
    draft.transpose()
}

/// All drafts of the caller, the last first; those whose form can no longer be filled in as well.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(app: &App, caller: &Caller) -> Result<Vec<DraftLine>> {
    let offered = offered::offered(app, caller.office, caller.person.number()).await?;
    let rows = sqlx::query(
        "SELECT regulation, form, saved_at FROM drafts WHERE office_id = $1 AND person_id = $2 ORDER BY saved_at DESC",
    )
    .bind(caller.office.number())
    .bind(caller.person.number() as i64)
    .fetch_all(&app.pool)
    .await?;
    let line = |row: sqlx::any::AnyRow| {
        let (regulation, form) = (row.text("regulation")?, row.text("form")?);
        let known = offered.iter().find(|one| one.regulation == regulation && one.form == form);
        Ok::<_, Error>(DraftLine {
            title: known.map_or_else(|| "已取消的表单".to_owned(), |known| known.title.clone()),
            opens: known.is_some(),
            saved: Moment(row.int("saved_at")?).to_string(),
            regulation,
            form,
        })
    };
    rows.into_iter().map(line).collect()
}

/// Throws the caller's draft of a form away, whether or not there still is such a form.
///
/// # Errors
/// If the database cannot be used.
pub async fn discard(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<()> {
    sqlx::query("DELETE FROM drafts WHERE office_id = $1 AND person_id = $2 AND regulation = $3 AND form = $4")
        .bind(caller.office.number())
        .bind(caller.person.number() as i64)
        .bind(regulation)
        .bind(form)
        .execute(&app.pool)
        .await?;
    Ok(())
}

/// Saves the caller's draft of a form in place of the former one.
///
/// # Errors
/// If there is no such form, or the caller keeps too much already.
pub async fn save(app: &App, caller: &Caller, (regulation, form): (&str, &str), content: &Value) -> Result<()> {
    let law = app.law(caller.office)?;
    let loaded = law.regulation(regulation, app.now(caller.office).date()).ok_or(Error::NotFound("这项制度"))?;
    loaded.manifest().form(form).ok_or(Error::NotFound("这种表单"))?;
    let content = content.to_string();
    let mut transaction = app.pool.begin().await?;
    let whose = (caller.office, caller.person.number());
    quotas::draft(&mut transaction, &law, whose, (regulation, form), content.len() as u64).await?;
    sqlx::query(
        "INSERT INTO drafts (office_id, person_id, regulation, form, content, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (office_id, person_id, regulation, form) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
    )
    .bind(caller.office.number())
    .bind(caller.person.number() as i64)
    .bind(regulation)
    .bind(form)
    .bind(content)
    .bind(app.now(caller.office).0)
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}
