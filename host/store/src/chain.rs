//! Walking an office's chain of events, and comparing it with heads that were kept elsewhere.

use crate::{columns::Columns, error::Result, events::link};
use guiju_domain::{OfficeId, anchor::Head};
use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use std::collections::{BTreeMap, BTreeSet};

/// Events that are read at once.
const AT_ONCE: i64 = 1000;
/// The farthest that any local time is from UTC, in seconds.
const FARTHEST: i64 = 15 * 3600;

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
pub async fn verify(pool: &AnyPool, office: OfficeId) -> Result<(u64, Option<u64>)> {
    let walk = walk(pool, office, &BTreeSet::new()).await?;
    Ok((walk.events as u64, walk.broken_at.map(|seq| seq as u64)))
}

/// Walks an office's chain and notes the hashes of some events.
///
/// # Errors
/// If the database cannot be used.
pub async fn walk(pool: &AnyPool, office: OfficeId, wanted: &BTreeSet<i64>) -> Result<Walk> {
    let mut walker = Walker::new(office, wanted.clone());
    while !walker.go_on(pool).await? {}
    Ok(walker.walk)
}

/// A walk under way, a part at a time.
#[derive(Clone, Debug)]
pub struct Walker {
    office: OfficeId,
    wanted: BTreeSet<i64>,
    walk: Walk,
    hash: String,
    /// The latest moment so far: the office's local time of events of earlier versions, and UTC.
    at: i64,
    utc: i64,
}

impl Walker {
    /// A walk from the first event.
    #[must_use]
    pub fn new(office: OfficeId, wanted: BTreeSet<i64>) -> Self {
        Self { office, wanted, walk: Walk::default(), hash: String::new(), at: i64::MIN, utc: i64::MIN }
    }

    /// What came of it so far.
    #[must_use]
    pub const fn walked(&self) -> &Walk {
        &self.walk
    }

    /// Reads on; whether the walk has ended.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn go_on(&mut self, pool: &AnyPool) -> Result<bool> {
        let mut connection = pool.acquire().await?;
        let rows = sqlx::query(
            "SELECT seq, matter_id, kind, at, utc, by_id, body, hash FROM events WHERE office_id = $1 AND seq > $2
             ORDER BY seq LIMIT $3",
        )
        .bind(self.office.number())
        .bind(self.walk.events)
        .bind(AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
        let ends = sqlx::query("SELECT chain_seq, chain_hash, monotone_after FROM offices WHERE id = $1")
            .bind(self.office.number())
            .fetch_one(&mut *connection)
            .await?;
        for row in &rows {
            if !self.fits(row, ends.int("monotone_after")?)? {
                return Ok(true);
            }
        }
        let (walked, last) = (self.walk.events, ends.int("chain_seq")?);
        // The end is compared once nothing follows; events cut off there are noticed as well.
        let ended = rows.is_empty() || walked == last;
        if ended {
            let whole = walked == last && (last == 0 || ends.text("chain_hash")? == self.hash);
            self.walk.broken_at = (!whole).then_some(walked + 1);
        }
        Ok(ended)
    }

    /// Whether the next event fits the one before it.
    fn fits(&mut self, row: &AnyRow, monotone_after: i64) -> Result<bool> {
        let seq = self.walk.events + 1;
        let (kind, body) = (row.text("kind")?, row.text("body")?);
        let (at, utc) = (row.int("at")?, row.maybe_int("utc")?);
        let (matter, by) = (row.maybe_int("matter_id")?, row.maybe_int("by_id")?);
        self.hash = link(&self.hash, seq, matter, &kind, (at, utc), by, &body);
        self.walk.events = seq;
        let orderly = match utc {
            Some(utc) => utc >= self.utc && (at - utc).abs() <= FARTHEST,
            // Events of the baseline could run back with the machine's clock; later ones cannot. None is without UTC behind one
            // that has it.
            None => self.utc == i64::MIN && (seq <= monotone_after || at >= self.at),
        };
        if row.int("seq")? != seq || row.text("hash")? != self.hash || !orderly {
            self.walk.broken_at = Some(seq);
            return Ok(false);
        }
        self.at = self.at.max(at);
        self.utc = self.utc.max(utc.unwrap_or(i64::MIN));
        if self.wanted.contains(&seq) {
            self.walk.hashes.insert(seq, self.hash.clone());
        }
        Ok(true)
    }
}

/// The first event of a matter that does not fit the one before it; nothing if all of them are what was written.
///
/// # Errors
/// If the database cannot be used.
pub async fn altered(connection: &mut AnyConnection, office: OfficeId, matter: i64) -> Result<Option<i64>> {
    let rows = sqlx::query(
        "SELECT e.seq AS seq, e.kind AS kind, e.at AS at, e.utc AS utc, e.by_id AS by_id, e.body AS body, e.hash AS hash,
         p.hash AS before
         FROM events e LEFT JOIN events p ON p.office_id = e.office_id AND p.seq = e.seq - 1
         WHERE e.office_id = $1 AND e.matter_id = $2 ORDER BY e.seq",
    )
    .bind(office.number())
    .bind(matter)
    .fetch_all(connection)
    .await?;
    for row in &rows {
        let (seq, kind, body) = (row.int("seq")?, row.text("kind")?, row.text("body")?);
        let before = row.maybe_text("before")?.unwrap_or_default();
        let moment = (row.int("at")?, row.maybe_int("utc")?);
        let hash = link(&before, seq, Some(matter), &kind, moment, row.maybe_int("by_id")?, &body);
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
            office: OfficeId::new(row.int("id")?),
            seq: row.int("chain_seq")?,
            hash: row.text("chain_hash")?,
            at: row.int("chain_at")?,
        })
    };
    rows.iter().map(head).collect()
}

/// The hash of one event; none if there is no such event.
///
/// # Errors
/// If the database cannot be used.
pub async fn hash_at(pool: &AnyPool, office: OfficeId, seq: i64) -> Result<Option<String>> {
    let row = sqlx::query("SELECT hash FROM events WHERE office_id = $1 AND seq = $2");
    let row = row.bind(office.number()).bind(seq).fetch_optional(pool).await?;
    row.map(|row| row.text("hash")).transpose()
}
