//! Which files are named anywhere in what an office keeps: a second guard before bytes are removed, which relies on no index.

use crate::{error::Result, store::Columns};
use guiju_domain::OfficeId;
use sqlx::{AnyConnection, AnyPool, any::AnyRow};
use std::collections::BTreeSet;

/// Rows read at a time.
const AT_ONCE: i64 = 500;
/// Digits of a digest.
const DIGEST: usize = 64;

/// Where files can be named, as queries of a key and a text; `$1` is the office, `$2` the key after which, `$3` how many.
const TEXTS: [&str; 3] = [
    "SELECT id AS key, content AS text FROM matters WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    "SELECT id AS key, content AS text FROM tasks WHERE office_id = $1 AND id > $2 AND content IS NOT NULL ORDER BY id LIMIT $3",
    "SELECT id AS key, content AS text FROM records WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3",
];
/// The same of events.
const EVENTS: &str =
    "SELECT seq AS key, body AS text FROM events WHERE office_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";

/// What came of looking through everything.
pub(super) struct Named {
    /// Those of the candidates that are named.
    pub digests: BTreeSet<String>,
    /// The last event that was looked at.
    pub last: i64,
}

/// Which of some digests stand in any matter, task, record or event. No lock is held: what is written meanwhile is looked at by
/// [`since`].
pub(super) async fn anywhere(pool: &AnyPool, office: OfficeId, candidates: &BTreeSet<String>) -> Result<Named> {
    let mut connection = pool.acquire().await?;
    let mut digests = BTreeSet::new();
    for query in TEXTS {
        look(&mut connection, query, (office, 0), candidates, &mut digests).await?;
    }
    let last = look(&mut connection, EVENTS, (office, 0), candidates, &mut digests).await?;
    Ok(Named { digests, last })
}

/// The same for events after one, within a change.
pub(super) async fn since(
    connection: &mut AnyConnection,
    office: OfficeId,
    candidates: &BTreeSet<String>,
    named: &mut Named,
) -> Result<()> {
    named.last = look(connection, EVENTS, (office, named.last), candidates, &mut named.digests).await?;
    Ok(())
}

async fn look(
    connection: &mut AnyConnection,
    query: &'static str,
    (office, mut after): (OfficeId, i64),
    candidates: &BTreeSet<String>,
    found: &mut BTreeSet<String>,
) -> Result<i64> {
    loop {
        let rows =
            sqlx::query(query).bind(office.number()).bind(after).bind(AT_ONCE).fetch_all(&mut *connection).await?;
        let Some(last) = rows.last() else { return Ok(after) };
        after = last.int("key")?;
        let texts = rows.iter().map(|row: &AnyRow| row.text("text")).collect::<Result<Vec<_>, _>>()?;
        for text in &texts {
            found.extend(digests(text).filter(|digest| candidates.contains(*digest)).map(str::to_owned));
        }
    }
}

/// Whatever can be a digest in a text.
fn digests(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f'));
    runs.flat_map(|run| (DIGEST..=run.len()).filter_map(move |end| run.get(end - DIGEST..end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_found_wherever_they_stand() {
        let (one, other) = ("0a".repeat(32), "b1".repeat(32));
        let text = format!("{{\"certificate\":{{\"digest\":\"{one}\"}},\"said\":\"见{other}。\",\"short\":\"0a0a\"}}");
        assert_eq!(digests(&text).collect::<Vec<_>>(), [one.as_str(), other.as_str()]);
        assert!(digests(&format!("{one}f")).any(|digest| digest == one), "among more digits as well");
    }
}
