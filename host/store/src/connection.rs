//! Opening the database and bringing it up to date.

use crate::{
    dialect::Dialect,
    error::{Error, Result},
    sql::{Statement, sql},
};
use futures_util::future::BoxFuture;
use sqlx::{
    Any, AnyConnection, AnyPool, Connection, Executor, SqlSafeStr, Transaction,
    any::AnyPoolOptions,
    error::BoxDynError,
    migrate::{Migrate, MigrateError, Migration, MigrationSource, MigrationType},
    pool::PoolConnection,
};
use std::{
    ops::{Deref, DerefMut},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Version, description and statements of every migration. The library's macro would do the same, but brings both database drivers
/// into the compiler for it, which costs each build a minute.
const MIGRATIONS: &[(i64, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// The migrations within the program.
#[derive(Debug)]
pub(crate) struct Embedded;

impl MigrationSource<'static> for Embedded {
    fn resolve(self) -> BoxFuture<'static, std::result::Result<Vec<Migration>, BoxDynError>> {
        let all = MIGRATIONS.iter().map(|(version, what, statements)| {
            Migration::new(*version, (*what).into(), MigrationType::Simple, statements.into_sql_str(), false)
        });
        Box::pin(std::future::ready(Ok(all.collect())))
    }
}

/// How SQLite brings the statistics for its query plans up to date: those of every table (`0x10000`) that has none, or whose size
/// has changed tenfold (`0x2`), from so many entries of each index: fewer would not tell an office's tasks from its open ones.
const OPTIMIZE: [&str; 2] = ["PRAGMA analysis_limit = 100000", "PRAGMA optimize = 0x10002"];
/// For how long a statement waits for another connection that writes, in milliseconds.
const BUSY_TIMEOUT: &str = "PRAGMA busy_timeout = 15000";
/// Lets SQLite refuse every change of this connection.
const ONLY_QUERIES: &str = "PRAGMA query_only = ON";
/// What a connection to SQLite that changes something begins with: what was acknowledged survives a power cut.
const FOR_CHANGES: [&str; 5] = [
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    // What is deleted is overwritten, so that what was erased stands nowhere in the file.
    "PRAGMA secure_delete = ON",
    BUSY_TIMEOUT,
];
/// How long a connection lives. Statistics are looked at whenever one is opened, so that is also how often at least.
const LIFETIME: Duration = Duration::from_secs(30 * 60);

/// How long the first connection to SQLite may take: somebody may be writing, or the machine be busy.
const FIRST: Duration = Duration::from_secs(60);

/// The table in which the library notes the migrations that a database has.
const APPLIED: &str = "_sqlx_migrations";

/// Writes what SQLite has changed from the log beside its file into the file, and empties the log, if nobody reads; the other database
/// looks after this itself.
///
/// # Errors
/// If the database cannot be used.
pub async fn checkpoint(pool: &AnyPool, dialect: Dialect) -> Result<()> {
    if dialect == Dialect::Sqlite {
        pool.acquire().await?.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    }
    Ok(())
}

/// Makes an SQLite database in the data folder with the migrations up to one of them.
#[cfg(test)]
pub(crate) async fn opened_until(data: &Path, last: i64) -> AnyPool {
    std::fs::File::create_new(file_in(data)).unwrap();
    let pool = connect(None, data, false).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    sqlx::migrate::Migrator::new(Embedded)
        .await
        .unwrap()
        .run_direct(Some(last), &mut *connection, false)
        .await
        .unwrap();
    drop(connection);
    pool
}

/// Opens a database that this program has brought up to date before, and leaves its tables as they are.
///
/// # Errors
/// If it cannot be opened, or is not of the version that this program knows.
pub async fn open_current(url: Option<&str>, data: &Path) -> Result<AnyPool> {
    current(connect(url, data, false).await?).await
}

/// Opens a database to look at it alone: what would change it is refused by the database.
///
/// # Errors
/// If it cannot be opened, or is not of the version that this program knows.
pub async fn look(url: Option<&str>, data: &Path) -> Result<AnyPool> {
    current(connect(url, data, true).await?).await
}

/// The newest migration that this program knows.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.iter().map(|(version, ..)| *version).max().unwrap_or_default()
}

/// The pool, if its database has exactly the migrations that this program knows.
async fn current(pool: AnyPool) -> Result<AnyPool> {
    match missing(&mut *pool.acquire().await?).await? {
        Some(found) => Err(Error::Older { found, known: newest() }),
        None => Ok(pool),
    }
}

/// The numbers of the migrations that a database has.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn applied(connection: &mut AnyConnection) -> Result<Vec<i64>> {
    match connection.list_applied_migrations(APPLIED).await {
        Ok(applied) => Ok(applied.into_iter().map(|migration| migration.version).collect()),
        Err(MigrateError::Execute(why)) if is_missing_table(&why) => Ok(Vec::new()),
        Err(why) => Err(why.into()),
    }
}

/// If a database lacks migrations that this program knows: the number of the newest that it has, 0 if it has none.
///
/// # Errors
/// If the database cannot be used, or a newer program has brought it further.
pub(crate) async fn missing(connection: &mut AnyConnection) -> Result<Option<i64>> {
    let applied = applied(connection).await?;
    let (found, known) = (applied.iter().max().copied().unwrap_or_default(), newest());
    if found > known {
        return Err(Error::Newer { found, known });
    }
    Ok((applied.len() < MIGRATIONS.len()).then_some(found))
}

/// Whether a statement failed since there is no such table. SQLite has no code of its own for it.
fn is_missing_table(why: &sqlx::Error) -> bool {
    let sqlx::Error::Database(why) = why else { return false };
    why.code().is_some_and(|code| code == "42P01") || why.message().contains("no such table")
}

pub(crate) fn file_in(data: &Path) -> PathBuf {
    data.join("guiju.sqlite")
}

/// The address of the SQLite database in a data folder. It is never made anew while the server runs: a file that is gone is an error,
/// not an empty office.
fn sqlite_in(data: &Path) -> String {
    format!("sqlite://{}?mode=rw", file_in(data).display())
}

/// What a connection that lets the database refuse every change begins with.
const fn for_looks(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => &[BUSY_TIMEOUT, ONLY_QUERIES],
        Dialect::Postgres => &["SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"],
    }
}

/// One connection to a database of any version, which refuses every change.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn only_looks(url: Option<&str>, data: &Path) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url.unwrap_or(&sqlite_in(data))).await?;
    for statement in for_looks(Dialect::of(url)) {
        connection.execute(*statement).await?;
    }
    Ok(connection)
}

/// A connection to an SQLite database in a file, to read it alone.
///
/// # Errors
/// If it cannot be opened.
pub(crate) async fn at_file(file: &Path) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    Ok(AnyConnection::connect(&format!("sqlite://{}?mode=ro", file.display())).await?)
}

/// Connections to a database that is there; `looks` lets the database refuse every change.
pub(crate) async fn connect(url: Option<&str>, data: &Path, looks: bool) -> Result<AnyPool> {
    sqlx::any::install_default_drivers();
    let sqlite = sqlite_in(data);
    let url = url.unwrap_or(&sqlite);
    let dialect = Dialect::of(Some(url));
    let pool = AnyPoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(5))
        .max_lifetime(LIFETIME)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                let statements: &[&'static str] = match (dialect, looks) {
                    (_, true) => for_looks(dialect),
                    (Dialect::Sqlite, false) => &FOR_CHANGES,
                    (Dialect::Postgres, false) => &[],
                };
                for statement in statements {
                    connection.execute(*statement).await?;
                }
                if dialect == Dialect::Sqlite && !looks {
                    statistics(connection).await?;
                }
                Ok(())
            })
        })
        .connect_lazy(url)?;
    // A server that was killed may leave work that SQLite does with the first connection.
    let begun = Instant::now();
    loop {
        match pool.acquire().await {
            Err(sqlx::Error::PoolTimedOut) if dialect == Dialect::Sqlite && begun.elapsed() < FIRST => {}
            acquired => return acquired.map(|_| pool).map_err(Error::from),
        }
    }
}

/// Brings the statistics for query plans up to date; to be called before a server ends. PostgreSQL does so by itself.
///
/// # Errors
/// If the database cannot be used.
pub async fn optimize(pool: &AnyPool, dialect: Dialect) -> Result<()> {
    if dialect == Dialect::Sqlite {
        statistics(&mut *pool.acquire().await?).await?;
    }
    Ok(())
}

/// Brings SQLite's statistics up to date unless somebody is writing: the next connection will.
async fn statistics(connection: &mut AnyConnection) -> sqlx::Result<()> {
    connection.execute("PRAGMA busy_timeout = 0").await?;
    for pragma in OPTIMIZE {
        if let Err(error) = connection.execute(pragma).await {
            tracing::debug!(%error, "statistics are left to the next connection");
        }
    }
    connection.execute(BUSY_TIMEOUT).await?;
    Ok(())
}

/// Asks the database for nothing, to see whether it can be used.
///
/// # Errors
/// If it cannot be used.
pub async fn ping(pool: &AnyPool) -> Result<()> {
    sql!("SELECT 1 AS one").run(pool).await?;
    Ok(())
}

/// A transaction that only reads, and sees the database as it stands at its first statement until it ends.
///
/// # Errors
/// If the database cannot be used.
pub async fn snapshot(pool: &AnyPool, dialect: Dialect) -> Result<Transaction<'static, Any>> {
    Ok(pool
        .begin_with(match dialect {
            // With a write-ahead log readers see what was there when they began.
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        })
        .await?)
}

/// Copies an SQLite database into a file that is not there yet, as it stands at one moment.
///
/// # Errors
/// If it cannot be copied, or the database is no SQLite.
pub async fn copy_sqlite(pool: &AnyPool, to: &Path) -> Result<()> {
    vacuum_into(pool.acquire().await?.detach(), to).await
}

/// The same over a connection, which is closed.
///
/// # Errors
/// If it cannot be copied, or the database is no SQLite.
pub(crate) async fn vacuum_into(mut connection: AnyConnection, to: &Path) -> Result<()> {
    // SQLite takes this for a change of the database that is copied. The connection does nothing else.
    connection.execute("PRAGMA query_only = OFF").await?;
    Statement::of_sqlite("VACUUM INTO $1").bind(to.display().to_string()).run(&mut connection).await?;
    Ok(connection.close().await?)
}

/// A connection of the pool, given back when it is dropped.
///
/// # Errors
/// If the database cannot be used, or all connections stay in use.
pub async fn acquire(pool: &AnyPool) -> Result<PoolConnection<Any>> {
    Ok(pool.acquire().await?)
}

/// A transaction outside of an office's changes: for what belongs to no chain, such as drafts. What is not committed is undone.
pub struct PlainTransaction(Transaction<'static, Any>);

/// Begins a transaction outside of an office's changes.
///
/// # Errors
/// If the database cannot be used.
pub async fn begin(pool: &AnyPool) -> Result<PlainTransaction> {
    Ok(PlainTransaction(pool.begin().await?))
}

impl PlainTransaction {
    /// Makes what was written last.
    ///
    /// # Errors
    /// If the database cannot be used; then nothing was written.
    pub async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }
}

impl Deref for PlainTransaction {
    type Target = AnyConnection;
    fn deref(&self) -> &AnyConnection {
        &self.0
    }
}

impl DerefMut for PlainTransaction {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.0
    }
}
