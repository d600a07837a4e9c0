//! Privileges that are suspended.

use crate::{Citation, wire::wire};
use serde::{Deserialize, Serialize};

wire! {
    /// A privilege that somebody has suspended, now or soon.
    SuspensionShown {
        /// The person.
        person: u64,
        /// Name of the person.
        name: String,
        /// Department of the person.
        department: String,
        /// Whether it is the caller.
        own: bool,
        /// What the privilege is called.
        privilege: String,
        /// The forms that cannot be filed meanwhile, each by its regulation and its id.
        forms: Vec<(String, String)>,
        /// When it begins, in the office's local time.
        starts: String,
        /// The moment from which the person has it again; none, if that is not decided.
        ends: Option<String>,
        /// Why it is suspended, as whoever may see it may read it.
        reason: String,
        /// The clause that demands it.
        citation: Option<Citation>,
    }
}
