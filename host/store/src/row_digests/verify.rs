//! Comparing the rows of an office with their digests, and the lists of digests with the chain.

use super::{ListHash, RowsVerified, compare::compare, tables::COVERED};
use crate::{Connection, error::Result, sql::sql};
use futures_util::TryStreamExt;
use guiju_domain::OfficeId;
use guiju_store_macros::Row;
use std::collections::BTreeMap;

/// Events whose lists are compared at once.
const EVENTS: i64 = 1000;

/// A digest in the list of an event.
#[derive(Row)]
struct Listed {
    seq: i64,
    tab: String,
    row_key: String,
    digest: Option<String>,
}

/// Compares the rows of an office with the digests that its chain covers. The chain itself is walked apart.
///
/// # Errors
/// If the database cannot be used.
pub async fn verify(connection: &mut Connection, office: OfficeId) -> Result<RowsVerified> {
    let is_covered = is_covered(connection, office).await?;
    let mut verified = RowsVerified { is_covered, ..RowsVerified::default() };
    verified.list_broken_at = broken_list(connection, office).await?;
    if is_covered {
        for table in COVERED {
            compare(connection, office, table, &mut verified).await?;
        }
    }
    Ok(verified)
}

/// Whether the chain covers the rows of an office: it does since it was taken over, or from its first event on if a server that covers
/// rows made it; only such a server gives an event a salt.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_covered(connection: &mut Connection, office: OfficeId) -> Result<bool> {
    sql!(
        "SELECT 1 AS one FROM events WHERE office_id = $1 AND kind = 'rows-covered'
         UNION SELECT 1 AS one FROM events WHERE office_id = $1 AND seq = 1 AND (salt IS NOT NULL OR body_hash IS NOT NULL) LIMIT 1"
    )
    .bind(office)
    .exists(connection)
    .await
}

/// The first event whose list of rows is not the one that its hash covers, or a list that no event has.
async fn broken_list(connection: &mut Connection, office: OfficeId) -> Result<Option<i64>> {
    let mut after = 0;
    loop {
        let events: Vec<(i64, Option<String>)> =
            sql!("SELECT seq, rows_hash FROM events WHERE office_id = $1 AND seq > $2 ORDER BY seq LIMIT $3")
                .bind(office)
                .bind(after)
                .bind(EVENTS)
                .all(&mut *connection)
                .await?;
        let until =
            if (events.len() as i64) < EVENTS { i64::MAX } else { events.last().map_or(i64::MAX, |last| last.0) };
        let mut expected = events.into_iter().filter_map(|(seq, hash)| Some((seq, hash?))).collect::<BTreeMap<_, _>>();
        let lists = lists(connection, office, (after, until)).await?;
        for (seq, hash) in lists {
            if expected.remove(&seq).is_none_or(|expected| expected != hash) {
                return Ok(Some(seq));
            }
        }
        if let Some((seq, _)) = expected.pop_first() {
            return Ok(Some(seq));
        }
        if until == i64::MAX {
            return Ok(None);
        }
        after = until;
    }
}

/// The hash of the list of each event behind one and up to another.
async fn lists(
    connection: &mut Connection,
    office: OfficeId,
    (after, until): (i64, i64),
) -> Result<BTreeMap<i64, String>> {
    let statement = sql!(
        "SELECT seq, tab, row_key, digest FROM row_digests WHERE office_id = $1 AND seq > $2 AND seq <= $3
         ORDER BY seq, n"
    );
    let mut listed = std::pin::pin!(statement.bind(office).bind(after).bind(until).stream::<Listed>(connection));
    let mut lists = BTreeMap::<i64, ListHash>::new();
    while let Some(Listed { seq, tab, row_key, digest }) = listed.try_next().await? {
        lists.entry(seq).or_insert_with(ListHash::new).add(&tab, &row_key, digest.as_deref());
    }
    Ok(lists.into_iter().map(|(seq, list)| (seq, list.finish())).collect())
}
