//! Comparing the lists of digests with the events whose hashes cover them.

use super::{ListFault, ListFaultKind, ListHash, RowsVerified, tables::SEPARATOR};
use crate::{Connection, error::Result, sql::sql};
use futures_util::StreamExt;
use guiju_domain::{MatterId, OfficeId};
use guiju_store_macros::Row;
use std::collections::{BTreeMap, BTreeSet};

/// Events whose lists are compared at once.
const EVENTS: i64 = 1000;
/// Events with another list that are named; further ones are counted.
const NAMED: usize = 20;
/// Rows of such a list that are named; further ones are counted.
const ROWS_NAMED: u64 = 20;

/// A digest in the list of an event.
#[derive(Row)]
struct Listed {
    seq: i64,
    tab: String,
    row_key: String,
    digest: Option<String>,
}

/// A row that a list names.
#[derive(Row)]
struct Named {
    tab: String,
    row_key: String,
}

/// Names the events whose list of rows is not the one that their hash covers, and lists that no event has.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn compare(connection: &mut Connection, office: OfficeId, verified: &mut RowsVerified) -> Result<()> {
    // No event has a number below 1; a list there is one that no event has.
    let mut after = i64::MIN;
    loop {
        let events = sql!("SELECT seq, rows_hash FROM events WHERE office_id = $1 AND seq > $2 ORDER BY seq LIMIT $3")
            .bind(office)
            .bind(after)
            .bind(EVENTS)
            .read::<(i64, Option<String>)>(&mut *connection)
            .await?;
        let is_last = (events.len() as i64) < EVENTS;
        // At an event that cannot be read the chain is broken; its list is one that no event has.
        let events = events.into_iter().flatten().collect::<Vec<_>>();
        let until = events.last().map(|(seq, _)| *seq).filter(|_| !is_last);
        let expected = events.into_iter().filter_map(|(seq, hash)| Some((seq, hash?))).collect();
        let lists = Lists::read(connection, office, after, until).await?;
        for (seq, kind) in lists.faults(expected) {
            name(connection, office, (seq, kind), verified).await?;
        }
        let Some(until) = until else { return Ok(()) };
        after = until;
    }
}

/// The lists of some events.
#[derive(Default)]
struct Lists {
    hashes: BTreeMap<i64, ListHash>,
    /// The last events before digests that cannot be read.
    unread: BTreeSet<i64>,
}

impl Lists {
    /// The lists behind an event and up to another, or to the end.
    async fn read(connection: &mut Connection, office: OfficeId, after: i64, until: Option<i64>) -> Result<Self> {
        let statement = match until {
            Some(until) => sql!(
                "SELECT seq, tab, row_key, digest FROM row_digests WHERE office_id = $1 AND seq > $2 AND seq <= $3
                 ORDER BY seq, n"
            )
            .bind(office)
            .bind(after)
            .bind(until),
            // Without a bound: on SQLite what is no number is behind every number.
            None => sql!(
                "SELECT seq, tab, row_key, digest FROM row_digests WHERE office_id = $1 AND seq > $2 ORDER BY seq, n"
            )
            .bind(office)
            .bind(after),
        };
        let mut listed = std::pin::pin!(statement.stream::<Listed>(connection));
        let (mut lists, mut last) = (Self::default(), after.max(0));
        while let Some(digest) = listed.next().await {
            match digest {
                Ok(Listed { seq, tab, row_key, digest }) => {
                    last = seq;
                    lists.hashes.entry(seq).or_insert_with(ListHash::new).add(&tab, &row_key, digest.as_deref());
                }
                Err(why) if why.is_of_row() => drop(lists.unread.insert(last)),
                Err(why) => return Err(why),
            }
        }
        Ok(lists)
    }

    /// Events whose list is not the one that is expected, each with what is wrong.
    fn faults(self, mut expected: BTreeMap<i64, String>) -> Vec<(i64, ListFaultKind)> {
        let mut faults = self.unread.into_iter().map(|seq| (seq, ListFaultKind::Unreadable)).collect::<Vec<_>>();
        for (seq, hash) in self.hashes {
            if expected.remove(&seq).is_none_or(|expected| expected != hash.finish()) {
                faults.push((seq, ListFaultKind::Altered));
            }
        }
        faults.extend(expected.into_keys().map(|seq| (seq, ListFaultKind::Gone)));
        faults.sort_by_key(|(seq, _)| *seq);
        faults
    }
}

/// Whether the lists of the events of a matter are those that their hashes cover.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn of_matter(connection: &mut Connection, office: OfficeId, matter: MatterId) -> Result<bool> {
    let events: Vec<(i64, Option<String>)> =
        sql!("SELECT seq, rows_hash FROM events WHERE office_id = $1 AND matter_id = $2 ORDER BY seq")
            .bind(office)
            .bind(matter)
            .all(&mut *connection)
            .await?;
    for (seq, hash) in events {
        let lists = Lists::read(connection, office, seq - 1, Some(seq)).await?;
        if !lists.faults(hash.map(|hash| (seq, hash)).into_iter().collect()).is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Names an event with what its list has now, or counts it if there are many.
async fn name(
    connection: &mut Connection,
    office: OfficeId,
    (seq, kind): (i64, ListFaultKind),
    verified: &mut RowsVerified,
) -> Result<()> {
    if verified.lists.len() >= NAMED {
        verified.lists_unnamed += 1;
        return Ok(());
    }
    let mut fault = ListFault { seq, kind, rows: Vec::new(), more: 0 };
    if kind == ListFaultKind::Altered {
        let all: u64 = sql!("SELECT COUNT(*) AS n FROM row_digests WHERE office_id = $1 AND seq = $2")
            .bind(office)
            .bind(seq)
            .value(&mut *connection)
            .await?;
        let rows = sql!("SELECT tab, row_key FROM row_digests WHERE office_id = $1 AND seq = $2 ORDER BY n LIMIT $3")
            .bind(office)
            .bind(seq)
            .bind(ROWS_NAMED)
            .read::<Named>(&mut *connection)
            .await?;
        let key = |key: &str| key.split(SEPARATOR).map(str::to_owned).collect();
        fault.rows = rows.into_iter().flatten().map(|row| (row.tab, key(&row.row_key))).collect();
        fault.more = all.saturating_sub(fault.rows.len() as u64);
    }
    verified.lists.push(fault);
    Ok(())
}
