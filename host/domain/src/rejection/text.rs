//! Why a text is not taken: it holds what nobody sees or what looks like something else, or it is too long.

use super::declare::rejections;
use crate::message::Argument;

rejections! {
    /// A character that does not belong into a text.
    pub enum Text: "text" {
        /// A control character, or a code point that is no character.
        Control {
            /// The character.
            character: char,
        } = "control-character", Invalid;
        /// The direction of writing is turned and not turned back.
        Direction {
            /// The character.
            character: char,
        } = "direction", Invalid;
        /// A character in a name that nobody sees.
        Invisible {
            /// The character.
            character: char,
        } = "invisible", Invalid;
        /// A character in a clock number that is neither letter, digit nor one of the signs that one may have.
        Badge {
            /// The character.
            character: char,
        } = "badge", Invalid;
        /// More characters than a text of its kind may have.
        Long {
            /// What it is.
            kind: TextKind,
            /// How many characters it has.
            has: u64,
            /// How many it may have.
            most: u64,
        } = "long", Invalid;
        /// A character in a login that is neither letter, digit nor one of the signs that a login may have.
        Login {
            /// The character.
            character: char,
        } = "login", Invalid;
    }
}

/// A text of people, departments, posts or the calendar; each kind has a bound of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
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

impl TextKind {
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

impl From<TextKind> for Argument {
    fn from(kind: TextKind) -> Self {
        Self::from(match kind {
            TextKind::Name => "name",
            TextKind::Department => "department",
            TextKind::Badge => "badge",
            TextKind::Phone => "phone",
            TextKind::Post => "post",
            TextKind::Reason => "reason",
        })
    }
}
