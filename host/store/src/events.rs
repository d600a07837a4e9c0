//! The chain of an office's events: each carries the hash of the one before it.

use crate::{columns::Columns, error::Result};
use sha2::{Digest, Sha256};
use sqlx::AnyPool;

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
const POLICY: [&str; 13] = [
    "person-entered",
    "person-changed",
    "person-left",
    "department-made",
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

/// The hash of an event behind the one before it.
pub(crate) fn link(
    before: &str,
    seq: i64,
    matter: Option<i64>,
    kind: &str,
    at: i64,
    by: Option<i64>,
    body: &str,
) -> String {
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
