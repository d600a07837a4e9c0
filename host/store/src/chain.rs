//! Walking an office's chain of events, and comparing it with heads that were kept elsewhere.

use crate::{
    Connection, Pool,
    error::Result,
    events::{self, Body, Hashed},
    readable::Part,
    sql::{Db, FromRow, column, sql},
};
use guiju_domain::{MatterId, OfficeId, events::retention::ERASED};
use guiju_store_macros::Row;
use serde::Deserialize;
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
    /// Events whose salt and body were erased, each named by a later event.
    pub erased: i64,
    /// Those among them of earlier versions: their hash cannot be computed again, the event behind them holds it.
    pub erased_plain: i64,
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
    /// Events whose body is gone that no later event has named yet; those of earlier versions with the digest of what remains.
    holes: BTreeMap<i64, Option<String>>,
    /// Whether an event has come whose hash covers the hash of its body: all behind it have such a one.
    is_sealed: bool,
}

impl Walker {
    /// A walk from the first event.
    #[must_use]
    pub fn new(office: OfficeId, wanted: BTreeSet<i64>) -> Self {
        Self {
            office,
            wanted,
            walk: Walk::default(),
            hash: String::new(),
            at: i64::MIN,
            utc: i64::MIN,
            holes: BTreeMap::new(),
            is_sealed: false,
        }
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
        // It is read before the events: what is appended meanwhile is behind it.
        let end = self.end(connection).await?;
        let monotone_after = end.as_ref().map_or(i64::MAX, |end| end.monotone_after);
        let rows = self.links(connection).await?;
        for row in &rows {
            // What cannot be read is not what a server wrote.
            let Some(row) = row else {
                self.walk.broken_at = Some(self.walk.events + 1);
                return Ok(true);
            };
            if !self.fits(row, monotone_after) {
                return Ok(true);
            }
        }
        let walked = self.walk.events;
        // The end is compared once nothing follows; events cut off there, or appended, are noticed as well.
        let is_last = (rows.len() as u64) < AT_ONCE && end.as_ref().is_some_and(|end| end.chain_seq == walked);
        let ended = rows.is_empty() || is_last;
        if ended {
            let is_end = |end: End| end.chain_seq == walked && (walked == 0 || end.chain_hash == self.hash);
            let whole = end.is_some_and(is_end);
            // What no event has named was not erased by the office.
            self.walk.broken_at =
                if whole { self.holes.first_key_value().map(|(seq, _)| *seq) } else { Some(walked + 1) };
        }
        Ok(ended)
    }

    /// Where the chain should end; none if that cannot be read.
    async fn end(&self, connection: &mut Connection) -> Result<Option<End>> {
        let mut part = Part::begin(connection).await?;
        let end = sql!("SELECT chain_seq, chain_hash, monotone_after FROM offices WHERE id = $1")
            .bind(self.office)
            .first(&mut *part)
            .await;
        Ok(part.end(end).await?.ok().flatten())
    }

    /// The next events in their order; nothing in the place of one that cannot be read. No event is before the first.
    async fn links(&self, connection: &mut Connection) -> Result<Vec<Option<Link>>> {
        let after = if self.walk.events == 0 { i64::MIN } else { self.walk.events };
        let mut part = Part::begin(connection).await?;
        let links = sql!(
            "SELECT seq, matter_id, kind, at, utc, by_id, body, salt, body_hash, hash, rows_hash FROM events
             WHERE office_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"
        )
        .bind(self.office)
        .bind(after)
        .bind(AT_ONCE)
        .read::<Link>(&mut *part)
        .await;
        // Where the table cannot be read at all, no event behind those that were walked can be.
        Ok(match part.end(links).await? {
            Ok(links) => links.into_iter().map(Result::ok).collect(),
            Err(_) => vec![None],
        })
    }

    /// Whether the next event fits the one before it.
    fn fits(&mut self, event: &Link, monotone_after: i64) -> bool {
        let seq = self.walk.events + 1;
        let (at, utc) = (event.at, event.utc);
        // No event of an earlier version stands behind one of this version.
        let is_late = self.is_sealed && event.is_plain();
        self.is_sealed |= !event.is_plain();
        let is_plain_hole = event.is_plain() && event.body.is_empty() && !self.is_sealed;
        self.hash = if is_plain_hole { event.hash.clone() } else { event.hash_behind(&self.hash, seq) };
        self.walk.events = seq;
        let orderly = match utc {
            Some(utc) => utc >= self.utc && (at - utc).abs() <= FARTHEST,
            // Events of the baseline could run back with the machine's clock; later ones cannot. None is without UTC behind one
            // that has it.
            None => event.is_plain() && self.utc == i64::MIN && (seq <= monotone_after || at >= self.at),
        };
        if event.seq != seq || event.hash != self.hash || !orderly || is_late || !event.is_one_body() {
            self.walk.broken_at = Some(seq);
            return false;
        }
        if event.body.is_empty() {
            self.holes.insert(seq, is_plain_hole.then(|| event.remains()));
            self.walk.erased += 1;
            self.walk.erased_plain += i64::from(is_plain_hole);
        }
        let named = event.names_holes();
        for seq in named.events {
            let remains = named.remains.iter().find(|(hole, _)| *hole == seq).map(|(_, digest)| digest);
            // What remains of an event of an earlier version must be what it was: its own hash does not say.
            if self.holes.get(&seq).is_some_and(|digest| digest.as_ref().is_none_or(|digest| Some(digest) == remains)) {
                self.holes.remove(&seq);
            }
        }
        self.at = self.at.max(at);
        self.utc = self.utc.max(utc.unwrap_or(i64::MIN));
        if self.wanted.contains(&seq) {
            self.walk.hashes.insert(seq, self.hash.clone());
        }
        true
    }
}

/// Where a chain should end, as the office's row says.
#[derive(Row)]
struct End {
    chain_seq: i64,
    chain_hash: String,
    monotone_after: i64,
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

    /// Whether it has a body, or the hash of one in its place, never both.
    const fn is_one_body(&self) -> bool {
        self.body_hash.is_none() || self.body.is_empty() && self.salt.is_none()
    }

    /// The events that it says were erased.
    fn names_holes(&self) -> NamedHoles {
        if self.kind != ERASED {
            return NamedHoles::default();
        }
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The digest of what remains of it without its body.
    fn remains(&self) -> String {
        self.hashed(self.seq, Body::Plain(&self.body)).remains()
    }

    /// The event as its hash covers it, with a number and a body.
    fn hashed<'l>(&'l self, seq: i64, body: Body<'l>) -> Hashed<'l> {
        let Self { matter, at, utc, by, .. } = *self;
        Hashed { seq, matter, kind: &self.kind, at, utc, by, body, rows: self.rows.as_deref() }
    }

    /// The hash that it has behind an event with a hash, as the event of a number.
    fn hash_behind(&self, before: &str, seq: i64) -> String {
        let sealed =
            self.salt.as_deref().map(|salt| events::sealed(salt, &self.body)).or_else(|| self.body_hash.clone());
        let body = sealed.as_deref().map_or(Body::Plain(&self.body), Body::Sealed);
        self.hashed(seq, body).behind(before)
    }
}

/// What an event of an erasure says of the chain.
#[derive(Default, Deserialize)]
struct NamedHoles {
    /// The events whose bodies were erased.
    events: Vec<i64>,
    /// Digests of what remains of those of earlier versions.
    #[serde(default)]
    remains: Vec<(i64, String)>,
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
