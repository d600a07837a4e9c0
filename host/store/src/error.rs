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
    /// The disk failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;
