//! What the office keeps, how much of it, and for how long.

use crate::wire::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// How much is used of what there may be, in bytes.
    AmountShown {
        /// How much is used, in the unit of the limit.
        used: u64,
        /// What there may be.
        limit: u64,
    }
    /// How much one person keeps.
    PersonUsage {
        /// Id of the person.
        person: u64,
        /// Name of the person.
        name: String,
        /// How many files the person keeps.
        files: u64,
        /// Bytes of these files together.
        used: u64,
        /// What there may be, in bytes.
        limit: u64,
    }
    /// For how long something is kept.
    KeptShown {
        /// `drafts`, `notices`, `files`, `rehearsals`, `devices`, `matters`.
        name: String,
        /// The setting that says so.
        setting: String,
        /// The setting as people read it.
        label: String,
        /// For how many days; 0 for ever.
        days: i64,
        /// How many are due now.
        due: u64,
    }
    /// What the keepers of an office should know of its server.
    UsageShown {
        /// The address under which people reach the server.
        address: String,
        /// What whoever runs the server should mend.
        warnings: Vec<String>,
        /// The office's stored files.
        files: AmountShown,
        /// The people who keep most, with the most first.
        people: Vec<PersonUsage>,
        /// What is kept for how long.
        kept: Vec<KeptShown>,
    }
}
