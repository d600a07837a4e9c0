//! Comparing the rows of one table with their digests, a page at a time.

use super::{
    CoveredTable, Page, RowFault, RowFaultKind, RowsVerified,
    digest::{digest, key},
    tables::{COVERED, KeyColumn, SEPARATOR},
};
use crate::{
    Connection, Dialect,
    error::Result,
    sql::{Built, Statement, built},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;
use sqlx::any::AnyRow;
use std::collections::HashMap;

/// Digests that are read at once.
const AT_ONCE: i64 = 500;
/// Faulty rows of a table that are named; further ones are counted.
const NAMED: usize = 100;

/// The latest digests of some rows of a table. Each is looked for by itself: joined to the list, all of the table would be read
/// where the database guesses so.
struct Latest;

impl Built for Latest {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        let key = dialect.json_part(0);
        let latest = |column: &str| {
            format!(
                "(SELECT d.{column} FROM row_digests d WHERE d.office_id = $1 AND d.tab = $2 AND d.row_key = {key}
                 ORDER BY d.seq DESC LIMIT 1)"
            )
        };
        let (digest, salt) = (latest("digest"), latest("salt"));
        format!("SELECT {key} AS row_key, {digest} AS digest, {salt} AS salt FROM {}", dialect.json_list(3))
    }
}
built!(Latest);

/// Keys of rows of a table that should be there.
struct Written {
    is_first: bool,
}

impl Built for Written {
    fn combinations() -> Vec<Self> {
        [true, false].map(|is_first| Self { is_first }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let behind = if self.is_first { "" } else { "AND d.row_key > $4" };
        format!(
            "SELECT d.row_key AS row_key FROM row_digests d
             WHERE d.office_id = $1 AND d.tab = $2 {behind} AND d.digest IS NOT NULL
             AND d.seq = (SELECT MAX(l.seq) FROM row_digests l
              WHERE l.office_id = d.office_id AND l.tab = d.tab AND l.row_key = d.row_key)
             ORDER BY d.row_key LIMIT $3"
        )
    }
}
built!(Written);

/// Which of some keys no row of a table has, by their places in the list.
struct Lacking {
    table: &'static CoveredTable,
}

impl Built for Lacking {
    fn combinations() -> Vec<Self> {
        COVERED.iter().map(|table| Self { table }).collect()
    }

    fn text(&self, dialect: Dialect) -> String {
        let CoveredTable { name, office, key, .. } = self.table;
        let same = key.iter().enumerate().map(|(index, column)| {
            let (column, part) = (*column, dialect.json_part(index + 1));
            match column {
                KeyColumn::Number(column) => format!("t.{column} = CAST({part} AS BIGINT)"),
                KeyColumn::Text(column) => format!("t.{column} = {part}"),
            }
        });
        let same = same.collect::<Vec<_>>().join(" AND ");
        format!(
            "SELECT CAST({} AS BIGINT) AS place FROM {}
             WHERE (SELECT 1 FROM {name} t WHERE t.{office} = $1 AND {same} LIMIT 1) IS NULL",
            dialect.json_part(0),
            dialect.json_list(2)
        )
    }
}
built!(Lacking);

/// A digest as it is stored.
#[derive(Row)]
struct StoredDigest {
    row_key: String,
    digest: Option<String>,
    salt: Option<String>,
}

/// Compares the rows of a table.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn compare(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    verified: &mut RowsVerified,
) -> Result<()> {
    let mut page = Page::first(table);
    loop {
        let rows = page.next(connection, office).await?;
        if rows.is_empty() {
            break;
        }
        verified.rows += rows.len() as u64;
        for (key, kind) in faults(connection, office, table, &rows).await? {
            name(verified, table, &key, kind);
        }
    }
    missing(connection, office, table, verified).await
}

/// What is wrong with rows that are there, by key.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn faults(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    rows: &[AnyRow],
) -> Result<Vec<(String, RowFaultKind)>> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let keys = rows.iter().map(|row| key(table, row)).collect::<Result<Vec<_>>>()?;
    let asked = serde_json::to_string(&keys.iter().map(|key| [key]).collect::<Vec<_>>())?;
    let statement = Statement::built(&Latest, dialect).bind(office).bind(table.name).bind(asked);
    let latest = statement.all::<StoredDigest>(&mut *connection).await?;
    let latest = latest.into_iter().map(|stored| (stored.row_key, (stored.digest, stored.salt)));
    let latest = latest.collect::<HashMap<_, _>>();
    let mut faults = Vec::new();
    for (row, key) in rows.iter().zip(keys) {
        let kind = match latest.get(&key) {
            Some((Some(written), Some(salt))) if digest(table, row, salt).is_ok_and(|found| found == *written) => {
                continue;
            }
            Some((Some(_), _)) => RowFaultKind::Altered,
            _ => RowFaultKind::Foreign,
        };
        faults.push((key, kind));
    }
    Ok(faults)
}

/// Looks for rows that should be there and are not.
async fn missing(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    verified: &mut RowsVerified,
) -> Result<()> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let mut last: Option<String> = None;
    loop {
        let mut statement = Statement::common(&Written { is_first: last.is_none() });
        statement = statement.bind(office).bind(table.name).bind(AT_ONCE);
        if let Some(last) = &last {
            statement = statement.bind(last);
        }
        let written = statement.values::<String>(&mut *connection).await?;
        // A text that can be no key stands in a list that was altered; no row has it.
        let mut asked = Vec::new();
        for (place, key) in written.iter().enumerate() {
            match table.key_values(key) {
                Some(values) => asked.push([vec![place.to_string()], values].concat()),
                None => name(verified, table, key, RowFaultKind::Missing),
            }
        }
        let statement = Statement::built(&Lacking { table }, dialect).bind(office).bind(serde_json::to_string(&asked)?);
        for place in statement.values::<i64>(&mut *connection).await? {
            let key = usize::try_from(place).ok().and_then(|place| written.get(place));
            key.into_iter().for_each(|key| name(verified, table, key, RowFaultKind::Missing));
        }
        if (written.len() as i64) < AT_ONCE {
            return Ok(());
        }
        last = written.into_iter().next_back();
    }
}

/// Names a faulty row, or counts it if there are many in its table.
fn name(verified: &mut RowsVerified, table: &'static CoveredTable, key: &str, kind: RowFaultKind) {
    if verified.faults.iter().rev().take_while(|fault| fault.table == table.name).count() < NAMED {
        let key = key.split(SEPARATOR).map(str::to_owned).collect();
        verified.faults.push(RowFault { table: table.name, key, kind });
    } else {
        *verified.unnamed.entry(table.name).or_default() += 1;
    }
}
