//! Which files are named anywhere in what an office keeps: a second guard before bytes are removed, which relies on no index.

use crate::{
    error::Result,
    store::{
        self, Connection, Pool, UnitOfWork,
        file_mentions::{self, Place},
    },
};
use guiju_domain::OfficeId;
use std::collections::BTreeSet;

/// Rows read at a time.
const AT_ONCE: u64 = 500;
/// Digits of a digest.
const DIGEST: usize = 64;

/// Which of the candidate digests are named, and the last event that was read.
pub(crate) struct Named {
    /// Those of the candidates that are named.
    pub digests: BTreeSet<String>,
    /// The last event that was looked at.
    pub last: i64,
}

/// Which of some digests stand in any matter, task, record or event. No lock is held: what is written meanwhile is looked at by
/// [`since`].
pub(crate) async fn anywhere(pool: &Pool, office: OfficeId, candidates: &BTreeSet<String>) -> Result<Named> {
    let mut connection = store::acquire(pool).await?;
    let mut digests = BTreeSet::new();
    for place in [Place::Matters, Place::Tasks, Place::Records] {
        look(&mut connection, place, (office, 0), candidates, &mut digests).await?;
    }
    let last = look(&mut connection, Place::Events, (office, 0), candidates, &mut digests).await?;
    Ok(Named { digests, last })
}

/// The same for events after one, within a change.
pub(crate) async fn since(change: &mut UnitOfWork, candidates: &BTreeSet<String>, named: &mut Named) -> Result<()> {
    let after = (change.office, named.last);
    named.last = look(change, Place::Events, after, candidates, &mut named.digests).await?;
    Ok(())
}

async fn look(
    connection: &mut Connection,
    place: Place,
    (office, mut after): (OfficeId, i64),
    candidates: &BTreeSet<String>,
    found: &mut BTreeSet<String>,
) -> Result<i64> {
    loop {
        let texts = file_mentions::texts(&mut *connection, office, place, after, AT_ONCE).await?;
        let Some(last) = texts.last() else { return Ok(after) };
        after = last.key;
        for row in &texts {
            found.extend(digests(&row.text).filter(|digest| candidates.contains(*digest)).map(str::to_owned));
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
