//! Keepers of an office, and the requests that one makes and another confirms.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// Somebody who holds a role of the system.
    KeeperShown {
        /// Id of the person.
        person: u64,
        /// Name of the person.
        name: String,
        /// Name of the department.
        department: String,
        /// `administrator`, `security` or `auditor`.
        role: String,
        /// What people call the role.
        role_label: String,
        /// Login of the account.
        login: String,
    }
    /// A role of the system to be granted.
    GrantWanted {
        /// Id of the person to whom the role is given.
        person: u64,
        /// `administrator`, `security` or `auditor`.
        role: String,
        /// Reason in the writer's words.
        reason: String,
    }
    /// Why something is asked for.
    Reason {
        /// Reason in the writer's words.
        reason: String,
    }
    /// An answer to a request.
    RequestAnswer {
        /// `confirm`, `decline` or `withdraw`.
        action: String,
        /// Words; needed where it is declined.
        words: String,
    }
    /// The second half of a password that a confirmed request has set; told this once, to whoever confirmed.
    SecondHalf {
        /// It follows what the asker typed, without a blank between them.
        code: String,
        /// What to do with it, in words.
        words: String,
    }
    /// One thing that a request changes.
    RequestChange {
        /// What is changed.
        label: String,
        /// How it is now.
        from: String,
        /// As it is to be.
        to: String,
    }
    /// A request.
    RequestShown {
        /// Id within the office.
        id: u64,
        /// `grant-role`, `revoke-role`, `set-login`, `set-password`, `enter-post`, `reset-second-factor`, `weaken-settings` or `erase-matters`.
        kind: String,
        /// What is asked for, in a few words.
        title: String,
        /// What it changes, from what to what.
        changes: Vec<RequestChange>,
        /// Reason in the writer's words.
        reason: String,
        /// The post it changes, if one.
        post: Option<u64>,
        /// The people it concerns.
        people: Vec<u64>,
        /// Name of whoever asked for it.
        asked_by: String,
        /// Date and time at which it was asked for.
        asked: String,
        /// `waiting`, `confirmed`, `declined`, `withdrawn`, `expired` or `outdated`.
        state: String,
        /// Name of whoever answered it.
        answered_by: Option<String>,
        /// Date and time of the answer.
        answered: Option<String>,
        /// What was said to it.
        words: Option<String>,
        /// Whether the caller may confirm or decline it.
        answerable: bool,
        /// Whether the caller may take it back.
        withdrawable: bool,
    }
}
