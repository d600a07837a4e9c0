//! What is more than there may be: stored files, drafts, uploads, what comes too slowly.

use thiserror::Error;

/// A bound that a request would exceed. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Limit {
    /// One person's stored files.
    FilesOfPerson {
        /// Stored already.
        used: u64,
        /// To be stored.
        more: u64,
        /// What there may be.
        limit: u64,
    },
    /// The office's stored files.
    FilesOfOffice {
        /// Stored already.
        used: u64,
        /// To be stored.
        more: u64,
        /// What there may be.
        limit: u64,
    },
    /// One person's drafts.
    Drafts {
        /// How many there are.
        used: u64,
        /// How many there may be.
        limit: u64,
    },
    /// The size of one person's drafts.
    DraftSizes {
        /// Stored already.
        used: u64,
        /// To be stored.
        more: u64,
        /// What there may be.
        limit: u64,
    },
    /// Uploads of one person within an hour.
    Uploads {
        /// How many there may be.
        limit: u64,
        /// Seconds after which there may be one more.
        wait: u64,
    },
    /// Packages that are checked at the same time.
    Installs {
        /// How many there may be.
        limit: u64,
    },
    /// Large bodies of requests that come at the same time.
    Bodies {
        /// How many megabytes of them there may be.
        megabytes: u64,
    },
    /// Rows of a register with confidential content that are looked at together.
    ConfidentialRows {
        /// How many there may be.
        most: u64,
    },
    /// A request whose body does not come on.
    SlowBody {
        /// Seconds after which it is given up.
        seconds: u64,
    },
}

impl Limit {
    /// Every code.
    pub const CODES: [&str; 6] = [
        "limit.quota",
        "limit.uploads",
        "limit.installs",
        "limit.slow-body",
        "limit.bodies",
        "limit.confidential-rows",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FilesOfPerson { .. } | Self::FilesOfOffice { .. } | Self::Drafts { .. } | Self::DraftSizes { .. } => {
                Self::CODES[0]
            }
            Self::Uploads { .. } => Self::CODES[1],
            Self::Installs { .. } => Self::CODES[2],
            Self::SlowBody { .. } => Self::CODES[3],
            Self::Bodies { .. } => Self::CODES[4],
            Self::ConfidentialRows { .. } => Self::CODES[5],
        }
    }

    /// After how many seconds trying again makes sense, where only time is needed.
    #[must_use]
    pub const fn wait(self) -> Option<u64> {
        match self {
            Self::Uploads { wait, .. } => Some(wait),
            Self::Installs { .. } | Self::Bodies { .. } => Some(10),
            _ => None,
        }
    }
}
