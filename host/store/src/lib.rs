//! The database: one set of queries for SQLite and PostgreSQL.
//!
//! A [`Change`] is a transaction of one office. It begins by locking the office's row, so changes of an office follow each
//! other: numbers have no gaps, the hash chain no forks, and two deciders never both win. Offices don't wait for each other.

use crate::error::{Error, Result};
use guiju_model::{Date, Moment};
use sha2::{Digest, Sha256};
use sqlx::{
    Any, AnyConnection, AnyPool, Executor, Row, Transaction,
    any::{AnyPoolOptions, AnyRow},
};
use std::{path::Path, time::Duration};
use tokio::sync::OwnedMutexGuard;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// Opens the database at `url`, or SQLite in the data folder, and brings it up to date.
///
/// # Errors
/// If it cannot be opened or migrated.
pub async fn open(url: Option<&str>, data: &Path) -> Result<AnyPool> {
    sqlx::any::install_default_drivers();
    let file = data.join("guiju.sqlite");
    if url.is_none() && !file.exists() {
        std::fs::File::create_new(&file)?;
    }
    // Never made anew while the server runs: a file that is gone is an error, not an empty office.
    let sqlite = format!("sqlite://{}?mode=rw", file.display());
    let url = url.unwrap_or(&sqlite);
    let is_sqlite = url.starts_with("sqlite:");
    let pool = AnyPoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(5))
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if is_sqlite {
                    // What was acknowledged survives a power cut.
                    for pragma in [
                        "PRAGMA journal_mode = WAL",
                        "PRAGMA synchronous = FULL",
                        "PRAGMA foreign_keys = ON",
                        "PRAGMA busy_timeout = 15000",
                    ] {
                        connection.execute(pragma).await?;
                    }
                }
                Ok(())
            })
        })
        .connect(url)
        .await?;
    MIGRATIONS.run(&pool).await.map_err(Error::internal)?;
    Ok(pool)
}

/// What the two databases write differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Dialect {
    /// The dialect of the database at `url`; SQLite if none is named.
    #[must_use]
    pub fn of(url: Option<&str>) -> Self {
        if url.is_some_and(|url| url.starts_with("postgres")) { Self::Postgres } else { Self::Sqlite }
    }

    /// A value of a column that holds JSON, to sort by: numbers as numbers.
    #[must_use]
    pub fn value(self, column: &str, name: &str) -> String {
        let name = identifier(name);
        match self {
            Self::Sqlite => format!("json_extract({column}, '$.{name}')"),
            Self::Postgres => format!("({column}::jsonb -> '{name}')"),
        }
    }

    /// A number of a column that holds JSON.
    #[must_use]
    pub fn number(self, column: &str, name: &str) -> String {
        match self {
            Self::Sqlite => self.value(column, name),
            Self::Postgres => format!("({column}::jsonb ->> '{}')::bigint", identifier(name)),
        }
    }
}

/// Names of fields come from regulations: nothing but letters, digits and underscores reaches a query.
fn identifier(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// Typed columns of a row.
pub trait Columns {
    /// A number.
    fn int(&self, name: &str) -> Result<i64>;
    /// A number or nothing.
    fn maybe_int(&self, name: &str) -> Result<Option<i64>>;
    /// A text.
    fn text(&self, name: &str) -> Result<String>;
    /// A text or nothing.
    fn maybe_text(&self, name: &str) -> Result<Option<String>>;
    /// A value kept as JSON text.
    fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T>;
}

impl Columns for AnyRow {
    fn int(&self, name: &str) -> Result<i64> {
        Ok(self.try_get(name)?)
    }
    fn maybe_int(&self, name: &str) -> Result<Option<i64>> {
        Ok(self.try_get(name)?)
    }
    fn text(&self, name: &str) -> Result<String> {
        Ok(self.try_get(name)?)
    }
    fn maybe_text(&self, name: &str) -> Result<Option<String>> {
        Ok(self.try_get(name)?)
    }
    fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T> {
        Ok(serde_json::from_str(&self.text(name)?)?)
    }
}

/// A change of one office: a transaction with its events.
pub struct Change {
    tx: Transaction<'static, Any>,
    /// The office.
    pub office: i64,
    /// The moment of the change.
    pub now: Moment,
    next_id: i64,
    seq: i64,
    hash: String,
    // Dropped last: the next change begins when this one's transaction has ended.
    _turn: OwnedMutexGuard<()>,
}

impl std::ops::Deref for Change {
    type Target = AnyConnection;
    fn deref(&self) -> &AnyConnection {
        &self.tx
    }
}

impl std::ops::DerefMut for Change {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.tx
    }
}

/// An event before it enters the chain.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Matter it belongs to.
    pub matter: Option<i64>,
    /// What happened: `filed`, `decided` …
    pub kind: &'a str,
    /// Who did it; nobody when the server acts on its own.
    pub by: Option<i64>,
    /// The rest.
    pub body: serde_json::Value,
}

impl Change {
    /// Begins a change; other changes of this office wait, here and on other servers of the same database.
    ///
    /// # Errors
    /// If the database cannot be used, or there is no such office.
    pub async fn begin(pool: &AnyPool, turn: OwnedMutexGuard<()>, office: i64, now: Moment) -> Result<Self> {
        let mut tx = pool.begin().await?;
        let row =
            sqlx::query("UPDATE offices SET next_id = next_id WHERE id = $1 RETURNING next_id, chain_seq, chain_hash")
                .bind(office)
                .fetch_optional(&mut *tx)
                .await?
                .ok_or(Error::NotFound("这个单位"))?;
        let (next_id, seq, hash) = (row.int("next_id")?, row.int("chain_seq")?, row.text("chain_hash")?);
        Ok(Self { tx, office, now, next_id, seq, hash, _turn: turn })
    }

    /// The next id of the office.
    pub const fn id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    /// Adds an event to the chain.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.seq += 1;
        let body = event.body.to_string();
        self.hash = link(&self.hash, self.seq, event.matter, event.kind, self.now.0, event.by, &body);
        sqlx::query(
            "INSERT INTO events (office_id, seq, matter_id, kind, at, by_id, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(self.office)
        .bind(self.seq)
        .bind(event.matter)
        .bind(event.kind)
        .bind(self.now.0)
        .bind(event.by)
        .bind(body)
        .bind(&self.hash)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// The next number of a series in a year.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn number(&mut self, series: &guiju_model::Series, date: Date) -> Result<String> {
        let year = i64::from(date.year());
        let row = sqlx::query(
            "INSERT INTO series (office_id, series, year, last) VALUES ($1, $2, $3, 1)
             ON CONFLICT (office_id, series, year) DO UPDATE SET last = series.last + 1 RETURNING last",
        )
        .bind(self.office)
        .bind(&series.id)
        .bind(year)
        .fetch_one(&mut *self.tx)
        .await?;
        Ok(numbered(series, date.year(), row.int("last")?))
    }

    /// Makes the change last.
    ///
    /// # Errors
    /// If the database cannot be used; then nothing happened.
    pub async fn commit(mut self) -> Result<()> {
        sqlx::query("UPDATE offices SET next_id = $2, chain_seq = $3, chain_hash = $4 WHERE id = $1")
            .bind(self.office)
            .bind(self.next_id)
            .bind(self.seq)
            .bind(&self.hash)
            .execute(&mut *self.tx)
            .await?;
        self.tx.commit().await?;
        Ok(())
    }
}

/// A number of a series as it stands on paper.
#[must_use]
pub fn numbered(series: &guiju_model::Series, year: i32, number: i64) -> String {
    series.pattern.replace("{year}", &year.to_string()).replace("{number}", &number.to_string())
}

/// The hash of an event behind the one before it.
fn link(before: &str, seq: i64, matter: Option<i64>, kind: &str, at: i64, by: Option<i64>, body: &str) -> String {
    let text = serde_json::json!([before, seq, matter, kind, at, by, body]).to_string();
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Walks an office's chain: how many events there are, and the first that does not fit.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify(pool: &AnyPool, office: i64) -> Result<(u64, Option<u64>)> {
    let mut connection = pool.acquire().await?;
    let mut hash = String::new();
    let mut seq = 0;
    loop {
        let rows = sqlx::query(
            "SELECT seq, matter_id, kind, at, by_id, body, hash FROM events WHERE office_id = $1 AND seq > $2 ORDER BY seq LIMIT 1000",
        )
        .bind(office)
        .bind(seq)
        .fetch_all(&mut *connection)
        .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            seq += 1;
            let (kind, body) = (row.text("kind")?, row.text("body")?);
            hash = link(&hash, seq, row.maybe_int("matter_id")?, &kind, row.int("at")?, row.maybe_int("by_id")?, &body);
            if row.int("seq")? != seq || row.text("hash")? != hash {
                return Ok((seq as u64, Some(seq as u64)));
            }
        }
    }
    let row = sqlx::query("SELECT chain_seq, chain_hash FROM offices WHERE id = $1")
        .bind(office)
        .fetch_one(&mut *connection)
        .await?;
    // Events cut off at the end are noticed as well.
    let whole = row.int("chain_seq")? == seq && (seq == 0 || row.text("chain_hash")? == hash);
    Ok((seq as u64, (!whole).then_some(seq as u64 + 1)))
}
