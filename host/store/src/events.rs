//! The chain of an office's events: each carries the hash of the one before it.

use sha2::{Digest, Sha256};

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

/// The hash of an event behind the one before it. Its moment is the office's local time and, unless an earlier version of the
/// server made it, UTC.
pub(crate) fn link(
    before: &str,
    seq: i64,
    matter: Option<i64>,
    kind: &str,
    (at, utc): (i64, Option<i64>),
    by: Option<i64>,
    body: &str,
) -> String {
    let text = match utc {
        Some(utc) => serde_json::json!([before, seq, matter, kind, at, by, body, utc]),
        None => serde_json::json!([before, seq, matter, kind, at, by, body]),
    };
    Sha256::digest(text.to_string().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
