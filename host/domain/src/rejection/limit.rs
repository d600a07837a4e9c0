//! What is more than there may be: stored files, drafts, uploads, what comes too slowly.

use super::declare::rejections;
use crate::message::Argument;

rejections! {
    /// A bound that a request would exceed.
    pub enum Limit: "limit" {
        /// What is stored, or how many there are, of one kind.
        Quota {
            /// Of which kind, and in what it is counted.
            of: Quota,
            /// How much there is already.
            used: u64,
            /// How much the request adds.
            more: u64,
            /// How much there may be.
            limit: u64,
        } = "quota", Conflict;
        /// Uploads of one person within an hour.
        Uploads {
            /// How many there may be.
            limit: u64,
            /// Seconds after which there may be one more.
            wait: u64,
        } = "uploads", Throttled;
        /// Packages that are checked at the same time.
        Installs {
            /// How many there may be.
            limit: u64,
        } = "installs", Throttled;
        /// Large bodies of requests that come at the same time.
        Bodies {
            /// How many megabytes of them there may be.
            megabytes: u64,
        } = "bodies", Throttled;
        /// Rows of a register with confidential content that are looked at together.
        ConfidentialRows {
            /// How many there may be.
            most: u64,
        } = "confidential-rows", Invalid;
        /// What a regulation reads to judge is more than it says there is at most.
        Facts {
            /// The regulation's title.
            regulation: String,
            /// The title of the form that it reads.
            source: String,
            /// The name of the read.
            read: String,
            /// How many there may be.
            most: u64,
        } = "facts", Conflict;
        /// What a regulation reads to judge is looked up by too many values at once.
        FactKeys {
            /// The regulation's title.
            regulation: String,
            /// The title of the form that it reads.
            source: String,
            /// The name of the read.
            read: String,
            /// How many values there are.
            named: u64,
            /// How many there may be.
            most: u64,
        } = "fact-keys", Conflict;
        /// What a regulation reads to judge sums up to more than a number holds.
        Sum {
            /// The regulation's title.
            regulation: String,
            /// The title of the form that it reads.
            source: String,
            /// The name of the read.
            read: String,
        } = "sum", Conflict;
        /// A request whose body does not come on.
        SlowBody {
            /// Seconds after which it is given up.
            seconds: u64,
        } = "slow-body", Slow;
        /// Suspended privileges that are listed together.
        Suspensions {
            /// How many there may be.
            most: u64,
        } = "suspensions", Conflict;
    }
}

impl Limit {
    /// After how many seconds trying again makes sense, where only time is needed.
    #[must_use]
    pub const fn wait(&self) -> Option<u64> {
        match self {
            Self::Uploads { wait, .. } => Some(*wait),
            Self::Installs { .. } | Self::Bodies { .. } => Some(10),
            _ => None,
        }
    }
}

/// What a quota bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// One person's stored files, in bytes.
    FilesOfPerson,
    /// The office's stored files, in bytes.
    FilesOfOffice,
    /// One person's drafts, by their number.
    Drafts,
    /// One person's drafts, in bytes.
    DraftSizes,
}

impl From<Quota> for Argument {
    fn from(quota: Quota) -> Self {
        Self::from(match quota {
            Quota::FilesOfPerson => "files-of-person",
            Quota::FilesOfOffice => "files-of-office",
            Quota::Drafts => "drafts",
            Quota::DraftSizes => "draft-sizes",
        })
    }
}
