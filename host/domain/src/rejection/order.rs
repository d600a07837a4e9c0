//! Why an order of departments and people is not set.

use thiserror::Error;

/// What is wrong with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Order {
    /// A department or a person stands in it twice.
    Twice,
    /// A person stands in it under another department than his own.
    Elsewhere,
}

impl Order {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Twice, Self::Elsewhere];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Twice => "order.twice",
            Self::Elsewhere => "order.elsewhere",
        }
    }
}
