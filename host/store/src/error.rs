//! What can go wrong with the database.

use thiserror::Error;

/// Why the store could not do what it was asked.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no office of this number.
    #[error("there is no such office")]
    NoOffice,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The database could not be brought up to date.
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What is kept is not what was written.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A column holds what its type cannot be.
    #[error("a column holds {found}, which is not {wanted}")]
    Column {
        /// What it holds.
        found: String,
        /// What it should hold.
        wanted: &'static str,
    },
    /// The disk failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Whether a row was refused because another has the same key.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(cause)) if cause.is_unique_violation())
    }

    /// A column holds what its type cannot be.
    pub(crate) fn column(found: &impl ToString, wanted: &'static str) -> Self {
        Self::Column { found: found.to_string(), wanted }
    }
}
