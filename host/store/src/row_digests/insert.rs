//! Inserting the digests of a change's rows.

use super::{ListHash, Page, RowDigest, Salts, pages::all_read, tables::COVERED};
use crate::{
    Connection, Dialect,
    error::Result,
    placeholders::{batches, places},
    sql::{Built, Statement, built},
};
use guiju_domain::OfficeId;
use std::collections::BTreeMap;

/// Digests that one statement inserts at most.
const AT_ONCE: usize = 500;
/// Values of each digest in the statement that inserts it, beside the office and the event.
const VALUES: usize = 5;

/// Inserts so many digests. Where events were cut off by hand, their digests may stand there still: the office goes on, and what is left
/// of them is named as a list that no event has.
struct Insert {
    digests: usize,
}

impl Built for Insert {
    fn combinations() -> Vec<Self> {
        [1, 2, AT_ONCE].map(|digests| Self { digests }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let row = |index: usize| format!("($1, $2, {})", places(3 + index * VALUES, VALUES));
        format!(
            "INSERT INTO row_digests (office_id, seq, n, tab, row_key, digest, salt) VALUES {}
             ON CONFLICT (office_id, seq, n) DO UPDATE SET tab = excluded.tab, row_key = excluded.row_key,
             digest = excluded.digest, salt = excluded.salt",
            (0..self.digests).map(row).collect::<Vec<_>>().join(", ")
        )
    }
}
built!(Insert);

/// The last digest of each row of a change: a row that was written twice has one.
pub(crate) fn latest(rows: &[RowDigest]) -> Vec<&RowDigest> {
    let latest = rows.iter().map(|row| ((row.table, row.key.as_str()), row)).collect::<BTreeMap<_, _>>();
    latest.into_values().collect()
}

/// The list of the digests of a change's rows, as it is inserted with the change's last event.
pub(crate) struct RowList {
    office: OfficeId,
    seq: i64,
    /// How many digests it has.
    n: i64,
    hash: ListHash,
}

impl RowList {
    /// The empty list of an event.
    pub fn of(office: OfficeId, seq: i64) -> Self {
        Self { office, seq, n: 0, hash: ListHash::new() }
    }

    /// Inserts digests behind those that it has.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn insert(&mut self, connection: &mut Connection, rows: &[&RowDigest]) -> Result<()> {
        for rows in batches(rows, AT_ONCE) {
            let mut statement = Statement::common(&Insert { digests: rows.len() }).bind(self.office).bind(self.seq);
            for row in rows {
                self.n += 1;
                let (digest, salt) = row.digest.as_ref().map(|(digest, salt)| (digest, salt)).unzip();
                self.hash.add(row.table, &row.key, digest.map(String::as_str));
                statement = statement.bind(self.n).bind(row.table).bind(&row.key).bind(digest).bind(salt);
            }
            statement.run(&mut *connection).await?;
        }
        Ok(())
    }

    /// Inserts the digest of every row of the office as it stands.
    ///
    /// # Errors
    /// If the database cannot be used, or a row cannot be read.
    pub async fn cover(&mut self, connection: &mut Connection, salts: &mut Salts) -> Result<()> {
        for table in COVERED {
            let mut page = Page::first(table);
            loop {
                let rows = page.next(connection, self.office).await?;
                if rows.is_empty() {
                    break;
                }
                let rows = all_read(table, rows)?;
                let digests = rows.iter().map(|row| RowDigest::of(table, row, &salts.next()));
                let digests = digests.collect::<Result<Vec<_>>>()?;
                self.insert(connection, &digests.iter().collect::<Vec<_>>()).await?;
            }
        }
        Ok(())
    }

    /// The hash of the list; none if it is empty.
    pub fn finish(self) -> Option<String> {
        (self.n > 0).then(|| self.hash.finish())
    }
}
