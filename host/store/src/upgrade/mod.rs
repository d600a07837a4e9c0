//! Bringing a database up to date; one of an older version is copied into the data folder before, so that there is a way back.
//!
//! Whoever upgrades holds a lock until the last migration is done: other servers of the database wait for it, and find it up to date.

mod copies;
mod postgres;
mod sqlite;
mod state;
#[cfg(test)]
mod tests;

use crate::{
    Connection, Dialect,
    connection::{Embedded, connect, file_in, missing, newest, only_looks, optimize},
    error::{Error, Result},
};
use copies::Name;
use guiju_model::Date;
use sqlx::{
    AnyPool,
    migrate::{Migrate, MigrateError, Migrator},
};
use state::Standing;
use std::{
    fs::File,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

pub use copies::{UpgradeCopy, list};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What precedes an upgrade.
#[derive(Clone, Copy, Debug)]
pub struct BeforeUpgrade {
    /// Whether the database is copied; not where whoever upgrades has made a backup.
    pub copies: bool,
    /// The moment, UTC in seconds since 1970: its day stands in the name of the copy.
    pub utc: i64,
}

impl Default for BeforeUpgrade {
    /// A copy, at the moment that the machine's clock says.
    fn default() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { copies: true, utc: i64::try_from(since.as_secs()).unwrap_or_default() }
    }
}

/// The right to bring a database up to date, until it is dropped. A process that is killed loses it.
struct Turn {
    /// A session of PostgreSQL that holds the lock of the migrations.
    _session: Connection,
    /// The data folder of SQLite, locked.
    _folder: Option<File>,
}

/// Opens the database at `url`, or SQLite in the data folder, and brings it up to date; what is older is copied before.
///
/// # Errors
/// If it cannot be opened, copied or migrated, or a newer program has brought it further.
pub async fn open(url: Option<&str>, data: &Path) -> Result<AnyPool> {
    upgrade(url, data, BeforeUpgrade::default()).await
}

/// The same for whoever says what precedes an upgrade.
///
/// # Errors
/// If it cannot be opened, copied or migrated, or a newer program has brought it further.
pub async fn upgrade(url: Option<&str>, data: &Path, before: BeforeUpgrade) -> Result<AnyPool> {
    let file = file_in(data);
    if url.is_none() && !file.exists() {
        File::create_new(&file)?;
    }
    let turn = turn(url, data, before).await?;
    let pool = connect(url, data, false).await?;
    let mut migrator = Migrator::new(Embedded).await.map_err(Error::Migration)?;
    // Whoever has the turn holds the library's lock.
    let migrated = migrator.set_locking(turn.is_none()).run(&pool).await;
    migrated.map_err(|why| match why {
        MigrateError::VersionMissing(found) => Error::Newer { found, known: newest() },
        why => Error::Migration(why),
    })?;
    drop(turn);
    // New indexes have no statistics yet.
    optimize(&pool, Dialect::of(url)).await?;
    Ok(pool)
}

/// Waits for the right to bring a database up to date, and copies it if there is an office in it; nothing if it is up to date.
///
/// # Errors
/// If the database cannot be used, a newer program has brought it further, or no copy can be made; then nothing was changed.
async fn turn(url: Option<&str>, data: &Path, before: BeforeUpgrade) -> Result<Option<Turn>> {
    let mut session = only_looks(url, data).await?;
    if missing(&mut session).await?.is_none() {
        session_ends(session).await;
        return Ok(None);
    }
    let mut folder = None;
    match Dialect::of(url) {
        Dialect::Sqlite => folder = Some(locked(data).await?),
        Dialect::Postgres => session.lock().await?,
    }
    // Another may have done it meanwhile.
    let Some(found) = missing(&mut session).await? else { return Ok(None) };
    let offices = if before.copies && found > 0 { state::offices(&mut session).await? } else { Vec::new() };
    if !offices.is_empty() {
        let day = Date(i32::try_from(before.utc.div_euclid(DAY)).unwrap_or_default());
        let name = Name { found, day, state: state::digest(&offices), dialect: Dialect::of(url) };
        let copied = copy(&name, &offices, (url, data)).await;
        copied.map_err(|why| Error::NoCopy { found, known: newest(), folder: data.to_owned(), why })?;
    }
    Ok(Some(Turn { _session: session, _folder: folder }))
}

/// Ends a session in order; one that cannot be ended so ends with its connection.
async fn session_ends(session: Connection) {
    use sqlx::Connection as _;
    let _ = session.close().await;
}

/// The data folder, locked for this process.
async fn locked(data: &Path) -> Result<File> {
    let folder = File::open(data)?;
    let locked = tokio::task::spawn_blocking(move || folder.lock().map(|()| folder)).await;
    Ok(locked.map_err(std::io::Error::other)??)
}

/// Copies the database, unless a copy of the same state stands there from an upgrade that was begun before.
async fn copy(name: &Name, offices: &[Standing], (url, data): (Option<&str>, &Path)) -> Result<(), String> {
    let said = |why: std::io::Error| why.to_string();
    if let Some(copy) = copies::of_state(data, name).map_err(said)? {
        tracing::info!(file = %copy.path.display(), "the database is as it was when this copy was made; no other is made");
        return Ok(());
    }
    tracing::info!(
        found = name.found,
        known = newest(),
        "the database is of an older version: it is copied before it is upgraded"
    );
    let unfinished = copies::begin(data).map_err(said)?;
    let made = match url.filter(|_| name.dialect == Dialect::Postgres) {
        Some(url) => postgres::dump(url.to_owned(), unfinished.clone()).await,
        None => sqlite::copy(data, &unfinished, (name.found, offices)).await.map_err(|why| why.to_string()),
    };
    match made.and_then(|()| copies::finish(data, &unfinished, name).map_err(said)) {
        Ok(path) => {
            tracing::info!(file = %path.display(), "the copy is whole; remove it once the new version has proven itself");
            Ok(())
        }
        Err(why) => {
            copies::discard(&unfinished);
            Err(why)
        }
    }
}
