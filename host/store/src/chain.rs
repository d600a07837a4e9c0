//! Walking an office's chain of events, and comparing it with heads that were kept elsewhere.

use crate::{columns::Columns, error::Result, events::link};
use guiju_domain::anchor::Head;
use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use std::collections::{BTreeMap, BTreeSet};

/// Events that are read at once.
const AT_ONCE: i64 = 1000;

/// What came of walking a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Events that were read.
    pub events: i64,
    /// The first event that does not fit the one before it, or that is missing at the end.
    pub broken_at: Option<i64>,
    /// Hashes as they stand now at the events that were asked for.
    pub hashes: BTreeMap<i64, String>,
}

/// Walks an office's chain: how many events there are, and the first that does not fit.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify(pool: &AnyPool, office: i64) -> Result<(u64, Option<u64>)> {
    let walk = walk(pool, office, &BTreeSet::new()).await?;
    Ok((walk.events as u64, walk.broken_at.map(|seq| seq as u64)))
}

/// Walks an office's chain and notes the hashes of some events.
///
/// # Errors
/// If the database cannot be used.
pub async fn walk(pool: &AnyPool, office: i64, wanted: &BTreeSet<i64>) -> Result<Walk> {
    let mut connection = pool.acquire().await?;
    let mut walking = Walking::default();
    loop {
        let rows = sqlx::query(
            "SELECT seq, matter_id, kind, at, by_id, body, hash FROM events WHERE office_id = $1 AND seq > $2
             ORDER BY seq LIMIT $3",
        )
        .bind(office)
        .bind(walking.walk.events)
        .bind(AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
        let ends = sqlx::query("SELECT chain_seq, chain_hash, monotone_after FROM offices WHERE id = $1")
            .bind(office)
            .fetch_one(&mut *connection)
            .await?;
        for row in &rows {
            if !walking.fits(row, ends.int("monotone_after")?, wanted)? {
                return Ok(walking.walk);
            }
        }
        let (walked, last) = (walking.walk.events, ends.int("chain_seq")?);
        // The end is compared once nothing follows; events cut off there are noticed as well.
        if rows.is_empty() || walked == last {
            let whole = walked == last && (last == 0 || ends.text("chain_hash")? == walking.hash);
            walking.walk.broken_at = (!whole).then_some(walked + 1);
            return Ok(walking.walk);
        }
    }
}

/// A walk under way.
struct Walking {
    walk: Walk,
    hash: String,
    at: i64,
}

impl Default for Walking {
    fn default() -> Self {
        Self { walk: Walk::default(), hash: String::new(), at: i64::MIN }
    }
}

impl Walking {
    /// Whether the next event fits the one before it.
    fn fits(&mut self, row: &AnyRow, monotone_after: i64, wanted: &BTreeSet<i64>) -> Result<bool> {
        let seq = self.walk.events + 1;
        let (kind, body, at) = (row.text("kind")?, row.text("body")?, row.int("at")?);
        self.hash = link(&self.hash, seq, row.maybe_int("matter_id")?, &kind, at, row.maybe_int("by_id")?, &body);
        self.walk.events = seq;
        // Events of the baseline could run back with the machine's clock; later ones cannot.
        let runs_back = seq > monotone_after && at < self.at;
        if row.int("seq")? != seq || row.text("hash")? != self.hash || runs_back {
            self.walk.broken_at = Some(seq);
            return Ok(false);
        }
        self.at = self.at.max(at);
        if wanted.contains(&seq) {
            self.walk.hashes.insert(seq, self.hash.clone());
        }
        Ok(true)
    }
}

/// The first event of a matter that does not fit the one before it; nothing if all of them are what was written.
///
/// # Errors
/// If the database cannot be used.
pub async fn altered(connection: &mut AnyConnection, office: i64, matter: i64) -> Result<Option<i64>> {
    let rows = sqlx::query(
        "SELECT e.seq AS seq, e.kind AS kind, e.at AS at, e.by_id AS by_id, e.body AS body, e.hash AS hash, p.hash AS before
         FROM events e LEFT JOIN events p ON p.office_id = e.office_id AND p.seq = e.seq - 1
         WHERE e.office_id = $1 AND e.matter_id = $2 ORDER BY e.seq",
    )
    .bind(office)
    .bind(matter)
    .fetch_all(connection)
    .await?;
    for row in &rows {
        let (seq, kind, body) = (row.int("seq")?, row.text("kind")?, row.text("body")?);
        let before = row.maybe_text("before")?.unwrap_or_default();
        let hash = link(&before, seq, Some(matter), &kind, row.int("at")?, row.maybe_int("by_id")?, &body);
        if hash != row.text("hash")? {
            return Ok(Some(seq));
        }
    }
    Ok(None)
}

/// The last event of each office's chain, of those that have one.
///
/// # Errors
/// If the database cannot be used.
pub async fn heads(pool: &AnyPool) -> Result<Vec<Head>> {
    let rows = sqlx::query("SELECT id, chain_seq, chain_hash, chain_at FROM offices WHERE chain_seq > 0 ORDER BY id");
    let rows = rows.fetch_all(pool).await?;
    let head = |row: &AnyRow| {
        Ok(Head {
            office: guiju_domain::OfficeId::new(row.int("id")?),
            seq: row.int("chain_seq")?,
            hash: row.text("chain_hash")?,
            at: row.int("chain_at")?,
        })
    };
    rows.iter().map(head).collect()
}
