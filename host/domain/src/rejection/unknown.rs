//! What there is not, or not for this caller: the two are never told apart.

use thiserror::Error;

/// A thing that was named and does not exist for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Unknown {
    /// A person of the office.
    Person,
    /// A post of the office.
    Post,
    /// A department of the office.
    Department,
    /// A change that a keeper asked for.
    Request,
}

impl Unknown {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Person, Self::Post, Self::Department, Self::Request];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "unknown.person",
            Self::Post => "unknown.post",
            Self::Department => "unknown.department",
            Self::Request => "unknown.request",
        }
    }
}
