//! Why a text is not taken: it holds what nobody sees or what looks like something else, or it is too long.

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
    /// A character in a clock number that is neither letter, digit nor one of the signs that one may have.
    Badge(char),
    /// More characters than a text of its kind may have.
    Long {
        /// What it is.
        kind: Kept,
        /// How many characters it has.
        has: u64,
    },
    /// A character in a login that is neither letter, digit nor one of the signs that a login may have.
    Login(char),
}

impl Text {
    /// One of each, for the API's documentation.
    pub const ALL: [Self; 6] = [
        Self::Control('\0'),
        Self::Direction('\0'),
        Self::Invisible('\0'),
        Self::Badge('\0'),
        Self::Long { kind: Kept::Name, has: 0 },
        Self::Login('\0'),
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Control(_) => "text.control-character",
            Self::Direction(_) => "text.direction",
            Self::Invisible(_) => "text.invisible",
            Self::Badge(_) => "text.badge",
            Self::Long { .. } => "text.long",
            Self::Login(_) => "text.login",
        }
    }
}

/// What is kept of people, departments, posts and the calendar, each of which has a bound of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A person's name.
    Name,
    /// A department's name.
    Department,
    /// A number at the clock machine.
    Badge,
    /// A telephone number.
    Phone,
    /// A post's title.
    Post,
    /// Why something is done.
    Reason,
}

impl Kept {
    /// How many characters there may be. What is looked up by an index is far below the largest entry of one.
    #[must_use]
    pub const fn most(self) -> u64 {
        match self {
            Self::Badge => 32,
            Self::Phone => 60,
            Self::Name | Self::Department | Self::Post => 100,
            Self::Reason => 500,
        }
    }
}
