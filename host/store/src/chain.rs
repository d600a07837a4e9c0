//! Walking an office's chain of events, and comparing it with heads that were kept elsewhere.

use crate::{
    Connection, Pool,
    error::Result,
    events::{self, Body, Hashed},
    sql::{Db, FromRow, column, sql},
};
use guiju_domain::{MatterId, OfficeId};
use guiju_store_macros::Row;
use std::collections::{BTreeMap, BTreeSet};

/// Events that are read at once.
const AT_ONCE: u64 = 1000;
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
pub async fn verify(pool: &Pool, office: OfficeId) -> Result<(u64, Option<u64>)> {
    let walk = walk(&mut *pool.acquire().await?, office, &BTreeSet::new()).await?;
    Ok((walk.events as u64, walk.broken_at.map(|seq| seq as u64)))
}

/// Walks an office's chain and notes the hashes of some events.
///
/// # Errors
/// If the database cannot be used.
pub async fn walk(connection: &mut Connection, office: OfficeId, wanted: &BTreeSet<i64>) -> Result<Walk> {
    let mut walker = Walker::new(office, wanted.clone());
    while !walker.go_on(connection).await? {}
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
    pub async fn go_on(&mut self, connection: &mut Connection) -> Result<bool> {
        let rows: Vec<Link> = sql!(
            "SELECT seq, matter_id, kind, at, utc, by_id, body, salt, body_hash, hash, rows_hash FROM events
             WHERE office_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"
        )
        .bind(self.office)
        .bind(self.walk.events)
        .bind(AT_ONCE)
        .all(&mut *connection)
        .await?;
        let (last, hash, monotone_after): (i64, String, i64) =
            sql!("SELECT chain_seq, chain_hash, monotone_after FROM offices WHERE id = $1")
                .bind(self.office)
                .one(&mut *connection)
                .await?;
        for row in &rows {
            if !self.fits(row, monotone_after) {
                return Ok(true);
            }
        }
        let walked = self.walk.events;
        // The end is compared once nothing follows; events cut off there are noticed as well.
        let ended = rows.is_empty() || walked == last;
        if ended {
            let whole = walked == last && (last == 0 || hash == self.hash);
            self.walk.broken_at = (!whole).then_some(walked + 1);
        }
        Ok(ended)
    }

    /// Whether the next event fits the one before it.
    fn fits(&mut self, event: &Link, monotone_after: i64) -> bool {
        let seq = self.walk.events + 1;
        let (at, utc) = (event.at, event.utc);
        self.hash = event.hash_behind(&self.hash, seq);
        self.walk.events = seq;
        let orderly = match utc {
            Some(utc) => utc >= self.utc && (at - utc).abs() <= FARTHEST,
            // Events of the baseline could run back with the machine's clock; later ones cannot. None is without UTC behind one
            // that has it.
            None => event.is_plain() && self.utc == i64::MIN && (seq <= monotone_after || at >= self.at),
        };
        if event.seq != seq || event.hash != self.hash || !orderly || event.body_hash.is_some() {
            self.walk.broken_at = Some(seq);
            return false;
        }
        self.at = self.at.max(at);
        self.utc = self.utc.max(utc.unwrap_or(i64::MIN));
        if self.wanted.contains(&seq) {
            self.walk.hashes.insert(seq, self.hash.clone());
        }
        true
    }
}

/// An event of a chain as it stands. Its ids are plain numbers: one that was altered into what no id can be is a break of the
/// chain, not a row that cannot be read.
#[derive(Debug, Row)]
struct Link {
    seq: i64,
    #[column("matter_id")]
    matter: Option<i64>,
    kind: String,
    at: i64,
    utc: Option<i64>,
    #[column("by_id")]
    by: Option<i64>,
    body: String,
    salt: Option<String>,
    /// The hash of salt and body once they were erased.
    body_hash: Option<String>,
    hash: String,
    #[column("rows_hash")]
    rows: Option<String>,
}

impl Link {
    /// Whether an earlier version of the server recorded it.
    const fn is_plain(&self) -> bool {
        self.salt.is_none() && self.body_hash.is_none()
    }

    /// The hash that it has behind an event with a hash, as the event of a number.
    fn hash_behind(&self, before: &str, seq: i64) -> String {
        let Self { matter, at, utc, by, .. } = *self;
        let sealed =
            self.salt.as_deref().map(|salt| events::sealed(salt, &self.body)).or_else(|| self.body_hash.clone());
        let body = sealed.as_deref().map_or(Body::Plain(&self.body), Body::Sealed);
        let rows = self.rows.as_deref();
        Hashed { seq, matter, kind: &self.kind, at, utc, by, body, rows }.behind(before)
    }
}

/// An event of a matter, and the hash of the event before it in the chain.
#[derive(Debug)]
struct Linked {
    event: Link,
    before: Option<String>,
}

impl FromRow for Linked {
    fn from_row(row: &sqlx::any::AnyRow) -> Result<Self> {
        Ok(Self { event: Link::from_row(row)?, before: column(row, "before")? })
    }
}

/// The first event of a matter that does not fit the one before it; nothing if all of them are what was written.
///
/// # Errors
/// If the database cannot be used.
pub async fn altered(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<Option<i64>> {
    let events: Vec<Linked> = sql!(
        "SELECT e.seq AS seq, e.matter_id AS matter_id, e.kind AS kind, e.at AS at, e.utc AS utc, e.by_id AS by_id,
         e.body AS body, e.salt AS salt, e.body_hash AS body_hash, e.hash AS hash, e.rows_hash AS rows_hash,
         p.hash AS before
         FROM events e LEFT JOIN events p ON p.office_id = e.office_id AND p.seq = e.seq - 1
         WHERE e.office_id = $1 AND e.matter_id = $2 ORDER BY e.seq"
    )
    .bind(office)
    .bind(matter)
    .all(db)
    .await?;
    let fits = |Linked { event, before }: &Linked| {
        event.hash_behind(before.as_deref().unwrap_or_default(), event.seq) == event.hash
    };
    Ok(events.iter().find(|event| !fits(event)).map(|linked| linked.event.seq))
}

/// The hash of one event; none if there is no such event.
///
/// # Errors
/// If the database cannot be used.
pub async fn hash_at(db: impl Db<'_>, office: OfficeId, seq: i64) -> Result<Option<String>> {
    sql!("SELECT hash FROM events WHERE office_id = $1 AND seq = $2").bind(office).bind(seq).first_value(db).await
}
