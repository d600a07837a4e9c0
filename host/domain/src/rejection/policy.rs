//! What this server cannot judge for the time being.

use thiserror::Error;

/// Why something is not judged here now.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Policy {
    /// This server does not have the package that is bound of the regulation with this title.
    Behind(String),
    /// The office's people or rules are being changed faster than this server can take them over.
    Changing,
}

impl Policy {
    /// The codes of all of them.
    pub const CODES: &[&str] = &["policy.behind", "policy.changing"];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Behind(_) => "policy.behind",
            Self::Changing => "policy.changing",
        }
    }
}
