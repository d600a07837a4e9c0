//! Drafts: what somebody has begun to fill in, one a form.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    quotas,
    store::Columns,
};
use guiju_api::Draft;
use guiju_model::Moment;
use serde_json::Value;

/// The caller's draft of a form, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn read(app: &App, caller: &Caller, regulation: &str, form: &str) -> Result<Option<Draft>> {
    let row = sqlx::query("SELECT content, saved_at FROM drafts WHERE office_id = $1 AND person_id = $2 AND regulation = $3 AND form = $4")
        .bind(caller.office)
        .bind(caller.person as i64)
        .bind(regulation)
        .bind(form)
        .fetch_optional(&app.pool)
        .await?;
    let draft = row.map(|row| {
        Ok::<_, Error>(Draft { content: row.json("content")?, saved: Moment(row.int("saved_at")?).to_string() })
    });
    draft.transpose()
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
    let whose = (caller.office, caller.person);
    quotas::draft(&mut transaction, &law, whose, (regulation, form), content.len() as u64).await?;
    sqlx::query(
        "INSERT INTO drafts (office_id, person_id, regulation, form, content, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (office_id, person_id, regulation, form) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
    )
    .bind(caller.office)
    .bind(caller.person as i64)
    .bind(regulation)
    .bind(form)
    .bind(content)
    .bind(app.now(caller.office).0)
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}
