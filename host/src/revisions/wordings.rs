//! The office's own wording of a text, attached to a package clause by clause; shown wherever the clause is cited.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::wordings::{self, Wording},
};
use guiju_api::WordingEntry;
use guiju_domain::{
    OfficeId,
    rejection::{Unknown, Wording as WordingRejection},
};
use serde_json::{Map, Value, json};

/// Longest wording of one clause, in characters.
const LONGEST: usize = 10_000;

/// The office's wording of a package.
///
/// # Errors
/// If the office has not installed it.
pub fn wordings(app: &App, office: OfficeId, digest: &str) -> Result<WordingEntry> {
    let policy = app.policy(office)?;
    policy.package(digest).ok_or(Error::from(Unknown::Package))?;
    let clauses =
        policy.worded(digest).map(|(clause, text)| (clause.to_owned(), Value::from(text))).collect::<Map<_, _>>();
    Ok(WordingEntry { digest: digest.to_owned(), clauses })
}

/// Attaches the office's wording.
///
/// # Errors
/// Every clause that the package does not have.
pub async fn word(app: &App, caller: &Caller, entry: &WordingEntry) -> Result<()> {
    caller.administrator()?;
    let policy = app.policy(caller.office)?;
    let loaded = policy.package(&entry.digest).ok_or(Error::from(Unknown::Package))?;
    let manifest = loaded.manifest();
    let unknown = entry.clauses.keys().filter(|clause| manifest.clause(clause).is_none()).cloned().collect::<Vec<_>>();
    if !unknown.is_empty() {
        return Err(WordingRejection::UnknownClauses { regulation: manifest.title.clone(), clauses: unknown }.into());
    }
    let mut change = app.change(caller.office).await?;
    for (clause, text) in &entry.clauses {
        let text = text.as_str().ok_or_else(|| WordingRejection::NotText { clause: clause.clone() })?.trim();
        if text.chars().count() > LONGEST {
            return Err(WordingRejection::TooLong { clause: clause.clone(), limit: LONGEST as u64 }.into());
        }
        wordings::delete(&mut change, &entry.digest, clause).await?;
        if !text.is_empty() {
            let (digest, clause, text) = (entry.digest.clone(), clause.clone(), text.to_owned());
            wordings::insert(&mut change, &Wording { digest, clause, text }).await?;
        }
    }
    let body = json!({ "regulation": manifest.id, "digest": entry.digest, "clauses": entry.clauses });
    change.office_event("worded", Some(caller.person), body);
    change.commit().await?;
    app.policy.refresh(&app.pool).await
}
