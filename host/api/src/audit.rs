//! Events of the office's chain as the audit shows them.

use super::RequestChange;
use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// An event in words.
    AuditEvent {
        /// Its number in the chain, from 1.
        seq: u64,
        /// When, in the office's local time.
        at: String,
        /// Who did it; nothing if the server acted on its own.
        by: Option<String>,
        /// Its stable kind.
        kind: String,
        /// What it has to do with, in words.
        theme: String,
        /// What happened, in words.
        what: String,
        /// What it was before and what it is.
        changes: Vec<RequestChange>,
        /// What else there is to say of it.
        details: Vec<String>,
        /// Why, in the words of whoever did it.
        reason: Option<String>,
        /// The matter, if the reader may know of it.
        matter: Option<u64>,
        /// Title of the matter's form, with its number.
        matter_title: Option<String>,
    }
    /// A page of events, the newest first.
    AuditPage {
        /// The events.
        events: Vec<AuditEvent>,
        /// What to ask for as `before` to go on; nothing at the end.
        next: Option<String>,
        /// Whether there are events of earlier versions, which are found by whoever did them, their matter, theme and time alone.
        earlier: bool,
    }
    /// One of those by which events are found.
    AuditChoice {
        /// What to ask for.
        value: String,
        /// What people call it.
        label: String,
    }
    /// A kind of thing by which events are found.
    AuditThing {
        /// Its name as `thing`.
        name: String,
        /// What people call it.
        label: String,
        /// The things there are now; nothing where one is named by hand.
        choices: Vec<AuditChoice>,
    }
    /// By what events are found.
    AuditChoices {
        /// What events have to do with, each by the name of its theme.
        themes: Vec<AuditChoice>,
        /// Kinds of things.
        things: Vec<AuditThing>,
    }
}
