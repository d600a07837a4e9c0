//! Why no entrance leads to a form.

use thiserror::Error;

/// What keeps a form from those without an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Entrance {
    /// The form keeps something confidential: whoever opened the entrance would be a party to all that comes in by it.
    Confidential,
}

impl Entrance {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Confidential];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confidential => "entrance.confidential",
        }
    }
}
