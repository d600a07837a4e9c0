//! What somebody fills in for a revision, kept as long as the tab exists: a rehearsal on the way leaves it as it is.

use crate::util::storage::BrowserStorage;
use guiju_api::RevisionWanted;
use serde_json::Value;

fn key(reader: u64, regulation: &str) -> String {
    format!("guiju-revision {reader} {regulation}")
}

/// What a reader has filled in for a regulation, if anything.
pub fn load(reader: u64, regulation: &str) -> Option<RevisionWanted> {
    // Read by hand: a parser for the type alone would make the portal larger.
    let stored: Value = BrowserStorage::session().get(&key(reader, regulation))?;
    let text = |name: &str| stored.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(RevisionWanted {
        regulation: regulation.to_owned(),
        digest: text("digest"),
        parameters: stored.get("parameters")?.as_object()?.clone(),
        from: text("from")?,
        reason: text("reason")?,
    })
}

/// Stores what a reader has filled in.
pub fn store(reader: u64, wanted: &RevisionWanted) {
    BrowserStorage::session().set(&key(reader, &wanted.regulation), wanted);
}

/// Removes what a reader has filled in, because it was proposed.
pub fn remove(reader: u64, regulation: &str) {
    BrowserStorage::session().remove(&key(reader, regulation));
}
