//! Why a decision is not taken from somebody.

use thiserror::Error;

/// Why somebody cannot decide.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Decision {
    /// It is no longer this person's to decide: names of those who are asked now, none while the place is vacant.
    NoLongerYours(Vec<String>),
    /// The person has left the office.
    HasLeft,
    /// The named person decides in another place of the same station, and each place needs a person of its own.
    HoldsAnotherPlace(String),
}

impl Decision {
    /// One of each, for the API's documentation.
    pub const ALL: &[Self] = &[Self::NoLongerYours(Vec::new()), Self::HasLeft, Self::HoldsAnotherPlace(String::new())];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoLongerYours(_) => "decision.no-longer-yours",
            Self::HasLeft => "decision.has-left",
            Self::HoldsAnotherPlace(_) => "decision.holds-another-place",
        }
    }
}
