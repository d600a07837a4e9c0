//! The office's own wording of a text, attached to a package clause by clause; shown wherever the clause is cited.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::Event,
};
use guiju_api::WordingEntry;
use guiju_domain::OfficeId;
use serde_json::{Map, Value, json};

/// Longest wording of one clause, in characters.
const LONGEST: usize = 10_000;

/// The office's wording of a package.
///
/// # Errors
/// If the office has not installed it.
pub fn wordings(app: &App, office: OfficeId, digest: &str) -> Result<WordingEntry> {
    let law = app.law(office)?;
    law.package(digest).ok_or(Error::NotFound("这个制度包"))?;
    let clauses =
        law.worded(digest).map(|(clause, text)| (clause.to_owned(), Value::from(text))).collect::<Map<_, _>>();
    Ok(WordingEntry { digest: digest.to_owned(), clauses })
}

/// Attaches the office's wording.
///
/// # Errors
/// Every clause that the package does not have.
pub async fn word(app: &App, caller: &Caller, entry: &WordingEntry) -> Result<()> {
    caller.administrator()?;
    let law = app.law(caller.office)?;
    let loaded = law.package(&entry.digest).ok_or(Error::NotFound("这个制度包"))?;
    let manifest = loaded.manifest();
    let unknown = entry.clauses.keys().filter(|clause| manifest.clause(clause).is_none()).cloned().collect::<Vec<_>>();
    if !unknown.is_empty() {
        return Err(Error::Invalid(format!("《{}》没有这些条款：{}", manifest.title, unknown.join("、"))));
    }
    let mut change = app.change(caller.office).await?;
    for (clause, text) in &entry.clauses {
        let text = text.as_str().ok_or_else(|| Error::Invalid(format!("条款 {clause} 的原文应是文字")))?.trim();
        if text.chars().count() > LONGEST {
            return Err(Error::Invalid(format!("条款 {clause} 的原文超过 {LONGEST} 字")));
        }
        sqlx::query("DELETE FROM wordings WHERE office_id = $1 AND digest = $2 AND clause = $3")
            .bind(caller.office.number())
            .bind(&entry.digest)
            .bind(clause)
            .execute(&mut *change)
            .await?;
        if !text.is_empty() {
            sqlx::query("INSERT INTO wordings (office_id, digest, clause, text) VALUES ($1, $2, $3, $4)")
                .bind(caller.office.number())
                .bind(&entry.digest)
                .bind(clause)
                .bind(text)
                .execute(&mut *change)
                .await?;
        }
    }
    let body = json!({ "regulation": manifest.id, "digest": entry.digest, "clauses": entry.clauses });
    change.event(Event { matter: None, kind: "worded", by: Some(caller.person.number() as i64), body }).await?;
    change.commit().await?;
    app.law.refresh(&app.pool).await
}
