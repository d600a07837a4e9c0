//! Why a closed matter is not opened.

use thiserror::Error;

/// What stands between a reader and a closed matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Opening {
    /// The caller's post may open the matter, by giving a reason.
    Needed,
    /// The caller reads the matter as it is.
    NotNeeded,
    /// The caller holds no post that opens it.
    NotYours,
    /// No reason was given.
    ReasonMissing,
    /// The reason is longer than it may be.
    ReasonTooLong,
}

impl Opening {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Needed, Self::NotNeeded, Self::NotYours, Self::ReasonMissing, Self::ReasonTooLong];

    /// Longest reason, in characters.
    pub const LONGEST_REASON: usize = 500;

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Needed => "opening.needed",
            Self::NotNeeded => "opening.not-needed",
            Self::NotYours => "opening.not-yours",
            Self::ReasonMissing => "opening.reason-missing",
            Self::ReasonTooLong => "opening.reason-too-long",
        }
    }
}
