//! Drafts of forms on this device, beside the drafts that the server has.

use crate::util::{decode::from_value, storage::BrowserStorage};
use guiju_api::Draft;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A draft of a form on this device.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct LocalDraft {
    /// Content of the form.
    pub content: Value,
    /// The person for whom it is filed, if not the writer. The server's draft does not have it.
    #[serde(default)]
    pub on_behalf_of: Option<u64>,
    /// The reason for filing in spite of warnings. The server's draft does not have it.
    #[serde(default)]
    pub remark: String,
    /// Content of the server's draft when the two were last compared; nothing if there was none.
    #[serde(default)]
    pub base: Option<Value>,
    /// When it was last changed, in the office's local time.
    pub at: String,
    /// Title of the form.
    pub title: String,
}

impl LocalDraft {
    /// Whether the server does not have this content.
    pub fn is_unsaved(&self) -> bool {
        self.base.as_ref() != Some(&self.content)
    }
}

/// The server's answer to the question for its draft.
#[derive(Clone, Debug, PartialEq)]
pub enum ServerDraft {
    /// The server could not be reached.
    Unreachable,
    /// The server has no draft.
    Missing,
    /// The server has this draft.
    Found(Draft),
}

/// The draft with which a form opens.
#[derive(Clone, Debug, PartialEq)]
pub enum Reconciled {
    /// None: the form is blank.
    Blank,
    /// The server's draft.
    Server(Draft),
    /// The draft of this device.
    Device(LocalDraft),
    /// Both have content that the other does not know; the reader has to choose.
    Conflict(LocalDraft, Draft),
}

/// Compares the draft of this device with the server's.
pub fn reconcile(local: Option<LocalDraft>, server: ServerDraft) -> Reconciled {
    match (local, server) {
        (None, ServerDraft::Found(draft)) => Reconciled::Server(draft),
        (None, _) => Reconciled::Blank,
        (Some(local), ServerDraft::Found(draft)) => {
            let same = local.content == draft.content || local.base.as_ref() == Some(&draft.content);
            match (same, local.is_unsaved()) {
                (true, _) => Reconciled::Device(local),
                (false, true) => Reconciled::Conflict(local, draft),
                // The server had this one and has a newer one from another device.
                (false, false) => Reconciled::Server(draft),
            }
        }
        // The server had it and has none any more: it was filed or discarded on another device.
        (Some(local), ServerDraft::Missing) if !local.is_unsaved() => Reconciled::Blank,
        (Some(local), _) => Reconciled::Device(local),
    }
}

fn prefix(person: u64) -> String {
    format!("guiju-draft {person} ")
}

/// Stores a person's draft of the form with this path at the server.
pub fn store_draft(person: u64, path: &str, draft: &LocalDraft) {
    BrowserStorage::local().set(&(prefix(person) + path), draft);
}

/// A person's draft of the form with this path at the server.
pub fn load_draft(person: u64, path: &str) -> Option<LocalDraft> {
    let stored: Value = BrowserStorage::local().get(&(prefix(person) + path))?;
    // Earlier versions of the portal stored the content alone.
    let content_alone = || LocalDraft { content: stored.clone(), ..LocalDraft::default() };
    Some(from_value(stored.clone()).unwrap_or_else(|_| content_alone()))
}

/// Removes a person's draft of the form with this path at the server.
pub fn remove_draft(person: u64, path: &str) {
    BrowserStorage::local().remove(&(prefix(person) + path));
}

/// All drafts of a person on this device, each with the path of its form at the server.
pub fn local_drafts(person: u64) -> Vec<(String, LocalDraft)> {
    let prefix = prefix(person);
    let keys = BrowserStorage::local().keys(&prefix).into_iter();
    keys.filter_map(|key| {
        let path = key.strip_prefix(&prefix)?;
        Some((path.to_owned(), load_draft(person, path)?))
    })
    .collect()
}

/// Removes the drafts of a person that the server has too, when the person logs out.
pub fn remove_saved_drafts(person: u64) {
    for (path, draft) in local_drafts(person) {
        if !draft.is_unsaved() {
            remove_draft(person, &path);
        }
    }
}
