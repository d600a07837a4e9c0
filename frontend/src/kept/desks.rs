//! What somebody writes at a matter before deciding: it outlives the page, and a change of the matter meanwhile.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What is being written at a matter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Written {
    /// What it belongs to: the task, or what was filed and is corrected. Beside anything else it means nothing.
    pub of: Value,
    /// The opinion.
    pub opinion: String,
    /// What is filled in.
    pub content: Map<String, Value>,
    /// To whom it is handed.
    pub person: Map<String, Value>,
    /// Whether it is to come straight back.
    pub straight: bool,
}

fn name(person: u64, matter: u64) -> String {
    format!("guiju-desk {person} {matter}")
}

impl Written {
    /// What somebody wrote at a matter on this device and did not send.
    pub fn kept(person: u64, matter: u64) -> Option<Self> {
        super::read(&name(person, matter))
    }

    /// Keeps it.
    pub fn keep(&self, person: u64, matter: u64) {
        super::write(&name(person, matter), self);
    }

    /// It was sent, or is not wanted any more.
    pub fn drop(person: u64, matter: u64) {
        super::remove(&name(person, matter));
    }
}
