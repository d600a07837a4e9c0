//! The office's own wording of a text, attached to a package clause by clause; shown wherever the clause is cited.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    policy::OfficePolicy,
    store::wordings::{self, Wording},
};
use guiju_api::WordingEntry;
use guiju_domain::{
    OfficeId,
    events::revisions::Worded,
    rejection::{Unknown, Wording as WordingRejection},
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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
    let event = Worded {
        regulation: manifest.id.clone(),
        digest: entry.digest.clone(),
        before: wordings_of(&policy, &entry.digest, &entry.clauses),
        clauses: entry.clauses.clone(),
    };
    change.record(Some(caller.person), &event)?;
    change.commit().await?;
    app.policy.refresh(&app.pool).await
}

/// The texts that clauses have until now; an empty one where there is none.
fn wordings_of(policy: &OfficePolicy, digest: &str, clauses: &Map<String, Value>) -> Map<String, Value> {
    let known = policy.worded(digest).collect::<BTreeMap<_, _>>();
    let text = |clause: &String| known.get(clause.as_str()).copied().unwrap_or_default().to_owned();
    clauses.keys().map(|clause| (clause.clone(), Value::from(text(clause)))).collect()
}
