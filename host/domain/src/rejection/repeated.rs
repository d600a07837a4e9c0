//! Why a repeated request is not answered like the first.

use thiserror::Error;

/// A key that does not fit the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Repeated {
    /// Something else was filed under this key.
    OtherContent,
    /// The key is too long, or not made of visible ASCII characters.
    Unusable,
}

impl Repeated {
    /// All of them, for the API's documentation.
    pub const ALL: [Self; 2] = [Self::OtherContent, Self::Unusable];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OtherContent => "repeated.other-content",
            Self::Unusable => "repeated.unusable-key",
        }
    }
}
