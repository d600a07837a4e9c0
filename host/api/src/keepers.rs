//! Keepers of an office, and the requests that one makes and another confirms.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// Somebody who holds a role of the system.
    KeeperShown {
        /// Person.
        person: u64,
        /// Name.
        name: String,
        /// Department.
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
        /// To whom.
        person: u64,
        /// `administrator`, `security` or `auditor`.
        role: String,
        /// Why.
        reason: String,
    }
    /// Why something is asked for.
    Reason {
        /// In words.
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
        /// What.
        label: String,
        /// As it is.
        from: String,
        /// As it is to be.
        to: String,
    }
    /// A request.
    RequestShown {
        /// Id.
        id: u64,
        /// `grant-role`, `revoke-role`, `set-login`, `set-password`, `enter-post`, `reset-second-factor` or `weaken-settings`.
        kind: String,
        /// What is asked for, in a few words.
        title: String,
        /// What it changes.
        changes: Vec<RequestChange>,
        /// Why.
        reason: String,
        /// The post it changes, if one.
        post: Option<u64>,
        /// The people it concerns.
        people: Vec<u64>,
        /// Who asked.
        asked_by: String,
        /// When.
        asked: String,
        /// `waiting`, `confirmed`, `declined`, `withdrawn`, `expired` or `outdated`.
        state: String,
        /// Who answered.
        answered_by: Option<String>,
        /// When.
        answered: Option<String>,
        /// What was said to it.
        words: Option<String>,
        /// Whether the caller may confirm or decline it.
        answerable: bool,
        /// Whether the caller may take it back.
        withdrawable: bool,
    }
}
