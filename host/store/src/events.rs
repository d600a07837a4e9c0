//! The chain of an office's events: each carries the hash of the one before it.

use guiju_domain::{MatterId, PersonId};
use sha2::{Digest, Sha256};

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
    /// Its body as JSON text.
    pub body: &'a str,
}

impl Hashed<'_> {
    /// The hash that links the event to the one before it, as 64 hexadecimal digits; `before` is that event's hash.
    pub fn behind(&self, before: &str) -> String {
        let Self { seq, matter, kind, at, utc, by, body } = *self;
        let text = match utc {
            Some(utc) => serde_json::json!([before, seq, matter, kind, at, by, body, utc]),
            None => serde_json::json!([before, seq, matter, kind, at, by, body]),
        };
        hex::encode(Sha256::digest(text.to_string().as_bytes()))
    }
}
