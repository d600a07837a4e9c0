//! Why a command is not carried out: typed, each with a code that stays the same for ever.
//!
//! Each noun has its own list in a file of its own; a code begins with the noun. The words that people read, in both
//! languages, and the HTTP status stand at the edge, in the server.

mod keeper;
mod unknown;

pub use keeper::Keeper;
pub use unknown::Unknown;

use thiserror::Error;

/// A rejection of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Rejection {
    /// Something that keepers do together, or may not do.
    Keeper(#[from] Keeper),
    /// There is no such thing, or not for this caller.
    Unknown(#[from] Unknown),
}

impl Rejection {
    /// The stable code, as answers carry it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Keeper(why) => why.code(),
            Self::Unknown(why) => why.code(),
        }
    }

    /// Every code there is, for the API's documentation.
    #[must_use]
    pub fn codes() -> Vec<&'static str> {
        let keeper = Keeper::ALL.iter().map(Keeper::code);
        keeper.chain(Unknown::ALL.iter().map(|why| why.code())).collect()
    }
}
