//! What can go wrong with the database.

use std::path::PathBuf;
use thiserror::Error;

/// Why the store could not do what it was asked.
#[derive(Debug, Error)]
pub enum Error {
    /// There is no office of this number.
    #[error("there is no such office")]
    NoOffice,
    /// A change wrote rows of these tables, and no event tells of it.
    #[error("rows of {} were written, and no event tells of it", .0.join(", "))]
    Untold(Vec<&'static str>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The database could not be brought up to date.
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The database has fewer migrations than this program knows.
    #[error(
        "the database is of an older version (migration {found}; this program knows {known}): `guiju serve` brings it up to date, \
         after a backup by the program that served it last"
    )]
    Older {
        /// Number of the newest migration that it has; 0 if it has none.
        found: i64,
        /// Number of the newest migration that this program knows.
        known: i64,
    },
    /// The database could not be copied before it is brought up to date; nothing was changed.
    #[error(
        "the database is of an older version (migration {found}; this program knows {known}), and it could not be copied to {folder} \
         before it is upgraded: {why}. Nothing was changed. Either mend this and start again, or make a backup yourself and start once \
         with --backup-made",
        folder = folder.display()
    )]
    NoCopy {
        /// Number of the newest migration that it has.
        found: i64,
        /// Number of the newest migration that this program knows.
        known: i64,
        /// The data folder.
        folder: PathBuf,
        /// Why not, in words.
        why: String,
    },
    /// The database has migrations that this program does not know.
    #[error(
        "the database is of a newer version (migration {found}; this program knows {known}): use the program that served it \
         last, or a newer one"
    )]
    Newer {
        /// Number of the newest migration that it has.
        found: i64,
        /// Number of the newest migration that this program knows.
        known: i64,
    },
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
    /// A row that the chain should cover cannot be read.
    #[error("row {key} of table {table} cannot be read")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The row's key as text.
        key: String,
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

    /// What is to be told of a failure: whether it passes, and whether the caller's content caused it.
    #[must_use]
    pub fn cause(&self) -> Cause {
        match self {
            Self::NoOffice => Cause::NoOffice,
            Self::Io(_) => Cause::Unavailable,
            Self::Database(error) => cause(error),
            Self::Migration(_)
            | Self::Older { .. }
            | Self::NoCopy { .. }
            | Self::Newer { .. }
            | Self::Json(_)
            | Self::Untold(_)
            | Self::Unreadable { .. }
            | Self::Column { .. } => Cause::Fault,
        }
    }

    /// Whether one row, or a value of it, cannot be read; the rows behind it can.
    #[must_use]
    pub const fn is_of_row(&self) -> bool {
        use sqlx::Error as Cause;
        matches!(
            self,
            Self::Column { .. }
                | Self::Json(_)
                | Self::Database(
                    Cause::AnyDriverError(_)
                        | Cause::ColumnDecode { .. }
                        | Cause::ColumnIndexOutOfBounds { .. }
                        | Cause::ColumnNotFound(_)
                        | Cause::Decode(_)
                        | Cause::TypeNotFound { .. }
                )
        )
    }

    /// Whether what is stored is at fault, or the schema, not the way to it: asking again does not help.
    #[must_use]
    pub fn is_of_content(&self) -> bool {
        let refused = matches!(self, Self::Database(sqlx::Error::Database(_) | sqlx::Error::RowNotFound));
        self.is_of_row() || refused && !matches!(self.cause(), Cause::Unavailable)
    }

    /// A column holds what its type cannot be.
    pub(crate) fn column(found: &impl ToString, wanted: &'static str) -> Self {
        Self::Column { found: found.to_string(), wanted }
    }
}

/// Why the store failed, as far as a caller can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// There is no such office.
    NoOffice,
    /// The database or the disk cannot be used now.
    Unavailable,
    /// A text holds a NUL character, which PostgreSQL does not take.
    NulCharacter,
    /// A fault of the server.
    Fault,
}

fn cause(error: &sqlx::Error) -> Cause {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Tls(_) => Cause::Unavailable,
        // What comes by JSON or in an address was looked at; this is the last net.
        sqlx::Error::Database(cause) if matches!(cause.code().as_deref(), Some("22021" | "22P05")) => {
            Cause::NulCharacter
        }
        sqlx::Error::Database(cause) if passes(&cause.code().unwrap_or_default()) => Cause::Unavailable,
        _ => Cause::Fault,
    }
}

/// Whether an error with this code of the database passes by itself or once whoever runs it has helped.
fn passes(code: &str) -> bool {
    // SQLite: busy, I/O error, full, cannot open, read-only. PostgreSQL: connection, resources, operator.
    let sqlite = code.parse::<i32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14));
    sqlite && code.len() < 5 || ["08", "53", "57", "58"].iter().any(|class| code.len() == 5 && code.starts_with(class))
}
