//! Comparing the rows of an office with their digests, and the digests with the chain.

use super::{
    CoveredTable, ListHash, Page,
    digest::{SEPARATOR, digest, key},
    tables::COVERED,
};
use crate::{
    Connection, Dialect,
    error::Result,
    sql::{Built, Statement, built, sql},
};
use futures_util::TryStreamExt;
use guiju_domain::OfficeId;
use guiju_store_macros::Row;
use std::collections::{BTreeMap, HashMap};

/// Events whose lists are compared at once.
const EVENTS: i64 = 1000;
/// Rows that are missing are named up to so many in a table.
const NAMED: u64 = 100;

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowFaultKind {
    /// It holds something else than the office's last change wrote there.
    Altered,
    /// No change removed it, but it is not there.
    Missing,
    /// No change wrote it, or a change removed it.
    Foreign,
}

/// A row that is not as the office's changes left it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowFault {
    /// Its table.
    pub table: &'static str,
    /// Its key: the values of the key's columns.
    pub key: Vec<String>,
    /// What is wrong.
    pub kind: RowFaultKind,
}

/// What came of comparing an office's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsVerified {
    /// Rows that were compared.
    pub rows: u64,
    /// Rows that are not as the office's changes left them.
    pub faults: Vec<RowFault>,
    /// The first event whose list of rows is not the one that its hash covers.
    pub list_broken_at: Option<i64>,
    /// Whether rows are covered; they are not before the first change by a server that covers them.
    pub is_covered: bool,
}

/// The latest digests of some rows of a table.
struct Latest;

impl Built for Latest {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let keys = dialect.among_texts("d.row_key", 3);
        format!(
            "SELECT d.row_key AS row_key, d.digest AS digest, d.salt AS salt FROM row_digests d
             WHERE d.office_id = $1 AND d.tab = $2 AND {keys}
             AND NOT EXISTS (SELECT 1 FROM row_digests l WHERE l.office_id = d.office_id AND l.tab = d.tab
              AND l.row_key = d.row_key AND l.seq > d.seq)"
        )
    }
}
built!(Latest);

/// Keys of rows of a table that should be there and are not.
struct Missing {
    table: &'static CoveredTable,
}

impl Built for Missing {
    fn combinations() -> Vec<Self> {
        COVERED.iter().map(|table| Self { table }).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let CoveredTable { name, office, key, .. } = self.table;
        let parts = key.iter().map(|column| format!("CAST({column} AS TEXT)")).collect::<Vec<_>>();
        let key = parts.join(&format!(" || '{SEPARATOR}' || "));
        format!(
            "SELECT d.row_key AS row_key FROM row_digests d WHERE d.office_id = $1 AND d.tab = $2 AND d.digest IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM row_digests l WHERE l.office_id = d.office_id AND l.tab = d.tab
              AND l.row_key = d.row_key AND l.seq > d.seq)
             AND d.row_key NOT IN (SELECT {key} FROM {name} WHERE {office} = $1) ORDER BY d.row_key LIMIT $3"
        )
    }
}
built!(Missing);

/// A digest as it is stored.
#[derive(Row)]
struct StoredDigest {
    row_key: String,
    digest: Option<String>,
    salt: Option<String>,
}

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
    let is_covered = sql!("SELECT 1 AS one FROM events WHERE office_id = $1 AND rows_hash IS NOT NULL LIMIT 1")
        .bind(office)
        .exists(&mut *connection)
        .await?;
    let mut verified = RowsVerified { is_covered, ..RowsVerified::default() };
    verified.list_broken_at = broken_list(connection, office).await?;
    if is_covered {
        for table in COVERED {
            compare(connection, office, table, &mut verified).await?;
        }
    }
    Ok(verified)
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

/// Compares the rows of a table.
async fn compare(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    verified: &mut RowsVerified,
) -> Result<()> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let mut page = Page::first(table);
    loop {
        let rows = page.next(connection, office).await?;
        if rows.is_empty() {
            break;
        }
        let keys = rows.iter().map(|row| key(table, row)).collect::<Result<Vec<_>>>()?;
        let asked = serde_json::to_string(&keys)?;
        let statement = Statement::built(&Latest, dialect).bind(office).bind(table.name).bind(asked);
        let latest = statement.all::<StoredDigest>(&mut *connection).await?;
        let latest =
            latest.into_iter().map(|stored| (stored.row_key, (stored.digest, stored.salt))).collect::<HashMap<_, _>>();
        for (row, key) in rows.iter().zip(&keys) {
            verified.rows += 1;
            let kind = match latest.get(key) {
                Some((Some(written), Some(salt))) if digest(table, row, salt).is_ok_and(|found| found == *written) => {
                    continue;
                }
                Some((Some(_), _)) => RowFaultKind::Altered,
                _ => RowFaultKind::Foreign,
            };
            verified.faults.push(RowFault { table: table.name, key: parts(key), kind });
        }
    }
    let statement = Statement::common(&Missing { table }).bind(office).bind(table.name).bind(NAMED);
    for key in statement.values::<String>(&mut *connection).await? {
        verified.faults.push(RowFault { table: table.name, key: parts(&key), kind: RowFaultKind::Missing });
    }
    Ok(())
}

fn parts(key: &str) -> Vec<String> {
    key.split(SEPARATOR).map(str::to_owned).collect()
}
