//! Why a text is not taken: it holds what nobody sees, or what looks like something else.

use thiserror::Error;

/// A character that does not belong into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Text {
    /// A control character, or a code point that is no character.
    Control(char),
    /// The direction of writing is turned and not turned back.
    Direction(char),
    /// A character in a name that nobody sees.
    Invisible(char),
    /// A character in a login that is neither letter, digit nor one of the signs that a login may have.
    Login(char),
}

impl Text {
    /// One of each, for the API's documentation.
    pub const ALL: [Self; 4] = [Self::Control('\0'), Self::Direction('\0'), Self::Invisible('\0'), Self::Login('\0')];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Control(_) => "text.control-character",
            Self::Direction(_) => "text.direction",
            Self::Invisible(_) => "text.invisible",
            Self::Login(_) => "text.login",
        }
    }
}
