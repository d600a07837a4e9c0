//! Decisions that somebody is writing on a matter. They outlive the page, and a change of the matter meanwhile.

use crate::util::storage::BrowserStorage;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A decision that is being written on a matter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct DecisionDraft {
    /// The task that is decided, or the content that is corrected. A draft is used only for the same task or content.
    #[serde(rename = "of")]
    pub subject: Value,
    /// Text of the opinion.
    pub opinion: String,
    /// Content of the fields.
    pub content: Map<String, Value>,
    /// The person to whom the matter is handed.
    pub person: Map<String, Value>,
    /// Whether the matter is to come straight back after a correction.
    pub straight: bool,
}

fn key(person: u64, matter: u64) -> String {
    format!("guiju-desk {person} {matter}")
}

impl DecisionDraft {
    /// The draft of a person on a matter, if this device has one.
    pub fn load(person: u64, matter: u64) -> Option<Self> {
        BrowserStorage::local().get(&key(person, matter))
    }

    /// Stores the draft of a person on a matter.
    pub fn store(&self, person: u64, matter: u64) {
        BrowserStorage::local().set(&key(person, matter), self);
    }

    /// Removes the draft of a person on a matter.
    pub fn remove(person: u64, matter: u64) {
        BrowserStorage::local().remove(&key(person, matter));
    }
}
