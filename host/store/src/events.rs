//! The chain of an office's events: each carries the hash of the one before it.

use crate::{
    Connection, Dialect,
    error::Result,
    placeholders::{batches, places},
    sql::{Built, Statement, built},
};
use guiju_domain::{MatterId, OfficeId, PersonId};
use sha2::{Digest, Sha256};

/// Events that one statement inserts at most.
const AT_ONCE: usize = 500;

/// An event before it enters the chain.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Matter it belongs to.
    pub matter: Option<MatterId>,
    /// What happened: `filed`, `decided` …
    pub kind: &'a str,
    /// Who did it; nobody when the server acts on its own.
    pub by: Option<PersonId>,
    /// The rest.
    pub body: serde_json::Value,
}

/// Kinds of events after which a server reads people, posts, calendar, packages and values anew.
const POLICY: [&str; 14] = [
    "person-entered",
    "person-changed",
    "person-left",
    "department-made",
    "order-set",
    "post-entered",
    "post-changed",
    "calendar",
    "bound",
    "parameter",
    "roster",
    "installed",
    "worded",
    "office-setting",
];

/// Whether an event of this kind changes what servers keep in memory of an office.
pub(crate) fn changes_policy(kind: &str) -> bool {
    POLICY.contains(&kind)
}

/// An event as its hash covers it.
pub(crate) struct Hashed<'a> {
    /// Its number in the office's chain, counted from 1.
    pub seq: i64,
    /// Number of the matter it belongs to.
    pub matter: Option<i64>,
    /// Its stable kind.
    pub kind: &'a str,
    /// Its moment as the office's local time, in seconds since 1970.
    pub at: i64,
    /// The same moment in UTC; none for an event that an earlier version of the server recorded.
    pub utc: Option<i64>,
    /// Number of the person who did it; none for the server itself.
    pub by: Option<i64>,
    /// Its body.
    pub body: Body<'a>,
    /// The hash of the digests of the rows that the change wrote, with the change's last event.
    pub rows: Option<&'a str>,
}

/// The body of an event as the event's hash covers it.
#[derive(Clone, Copy)]
pub(crate) enum Body<'a> {
    /// JSON text that the hash covers itself, as earlier versions of the server recorded it.
    Plain(&'a str),
    /// The hash of a salt and the JSON text: both can be erased, and the link stays.
    Sealed(&'a str),
}

/// The hash of an event's body with its salt, as 64 hexadecimal digits.
pub(crate) fn sealed(salt: &str, body: &str) -> String {
    hex::encode(Sha256::digest(serde_json::json!([salt, body]).to_string().as_bytes()))
}

impl Hashed<'_> {
    /// The hash that links the event to the one before it, as 64 hexadecimal digits; `before` is that event's hash.
    pub fn behind(&self, before: &str) -> String {
        let Self { seq, matter, kind, at, utc, by, body, rows } = *self;
        let text = match (body, utc) {
            (Body::Sealed(body), _) => {
                serde_json::json!({ "before": before, "seq": seq, "matter": matter, "kind": kind, "at": at, "utc": utc,
                    "by": by, "body": body, "rows": rows })
            }
            (Body::Plain(body), Some(utc)) => serde_json::json!([before, seq, matter, kind, at, by, body, utc]),
            (Body::Plain(body), None) => serde_json::json!([before, seq, matter, kind, at, by, body]),
        };
        hex::encode(Sha256::digest(text.to_string().as_bytes()))
    }

    /// The digest of what remains of an event of an earlier version without its body, which the event of the erasure holds, as 64
    /// hexadecimal digits.
    pub fn remains(&self) -> String {
        let Self { seq, matter, kind, at, utc, by, rows, .. } = *self;
        hex::encode(Sha256::digest(serde_json::json!([seq, matter, kind, at, utc, by, rows]).to_string().as_bytes()))
    }
}

/// An event that enters the chain.
pub(crate) struct Entered {
    pub seq: i64,
    pub matter: Option<i64>,
    pub kind: String,
    pub at: i64,
    pub utc: i64,
    pub by: Option<i64>,
    pub body: String,
    pub salt: String,
    pub rows: Option<String>,
    pub hash: String,
    /// What it is about, as JSON text; no part of what the hash covers.
    pub about: String,
}

/// Inserts so many events.
struct Insert {
    events: usize,
}

/// Values of each event in the statement that inserts it, beside the office.
const VALUES: usize = 11;

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        [1, 2, AT_ONCE].map(|events| Self { events }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let row = |index: usize| format!("($1, {})", places(2 + index * VALUES, VALUES));
        format!(
            "INSERT INTO events (office_id, seq, matter_id, kind, at, utc, by_id, body, salt, rows_hash, hash, about) VALUES {}",
            (0..self.events).map(row).collect::<Vec<_>>().join(", ")
        )
    }
}
built!(Insert);

/// Inserts events.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn insert(connection: &mut Connection, office: OfficeId, events: &[Entered]) -> Result<()> {
    let bound = |statement: Statement<'static>, event: &Entered| {
        let Entered { seq, matter, kind, at, utc, by, body, salt, rows, hash, about } = event;
        let statement = statement.bind(seq).bind(matter).bind(kind).bind(at).bind(utc).bind(by);
        statement.bind(body).bind(salt).bind(rows).bind(hash).bind(about)
    };
    for events in batches(events, AT_ONCE) {
        let statement = Statement::common(&Insert { events: events.len() }).bind(office);
        events.iter().fold(statement, bound).run(&mut *connection).await?;
    }
    Ok(())
}
