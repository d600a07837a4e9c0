//! Comparing the rows of one table with their digests, a page at a time.

use super::{
    CoveredTable, Page, RowFault, RowFaultKind, RowsVerified,
    digest::{digest, key},
    pages::PageRow,
    tables::{COVERED, KeyColumn, SEPARATOR},
};
use crate::{
    Connection, Dialect,
    error::{Error, Result},
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

/// The digests of a table in the order of keys and events, as an index has them: nothing is sorted, whatever a planner guesses.
struct Written {
    is_first: bool,
}

impl Built for Written {
    fn combinations() -> Vec<Self> {
        [true, false].map(|is_first| Self { is_first }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let behind = if self.is_first { "" } else { "AND (row_key, seq) > ($4, $5)" };
        format!(
            "SELECT row_key, seq, CASE WHEN digest IS NULL THEN 0 ELSE 1 END AS is_there FROM row_digests
             WHERE office_id = $1 AND tab = $2 {behind} ORDER BY row_key, seq LIMIT $3"
        )
    }
}
built!(Written);

/// What a change left of a row.
#[derive(Row)]
struct Left {
    row_key: String,
    seq: i64,
    is_there: bool,
}

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
/// If the database cannot be used, or the table cannot be read as a whole.
pub(super) async fn compare(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    verified: &mut RowsVerified,
) -> Result<()> {
    let mut page = Page::first(table);
    let mut before: Option<String> = None;
    loop {
        let rows = page.next(connection, office).await?;
        if rows.is_empty() {
            break;
        }
        verified.rows += rows.len() as u64;
        let mut read = Vec::with_capacity(rows.len());
        for PageRow { key, row } in rows {
            let Some(row) = row else {
                name(verified, table, &key, RowFaultKind::Unreadable);
                continue;
            };
            if before.as_ref() == Some(&key) {
                name(verified, table, &key, RowFaultKind::Duplicate);
            }
            before = Some(key.clone());
            read.push((key, row));
        }
        let read = read.iter().map(|(key, row)| (key.as_str(), row)).collect::<Vec<_>>();
        for (key, kind) in faults_of(connection, office, table, &read).await? {
            name(verified, table, key, kind);
        }
    }
    missing(connection, office, table, verified).await
}

/// What is wrong with rows that are there, by key; the key of one whose key cannot be read is empty.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn faults(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    rows: &[AnyRow],
) -> Result<Vec<(String, RowFaultKind)>> {
    let keys = rows.iter().map(|row| key(table, row).ok()).collect::<Vec<_>>();
    let read = keys.iter().zip(rows).filter_map(|(key, row)| Some((key.as_deref()?, row))).collect::<Vec<_>>();
    let faults = faults_of(connection, office, table, &read).await?;
    let unread = keys.iter().filter(|key| key.is_none()).map(|_| (String::new(), RowFaultKind::Unreadable));
    Ok(unread.chain(faults.into_iter().map(|(key, kind)| (key.to_owned(), kind))).collect())
}

/// What is wrong with rows whose keys are known.
async fn faults_of<'k>(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    rows: &[(&'k str, &AnyRow)],
) -> Result<Vec<(&'k str, RowFaultKind)>> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let asked = serde_json::to_string(&rows.iter().map(|(key, _)| [key]).collect::<Vec<_>>())?;
    let statement = Statement::built(&Latest, dialect).bind(office).bind(table.name).bind(asked);
    // Each key that is asked for is answered once: one that is not there has a digest that cannot be read.
    let latest = statement.read::<StoredDigest>(&mut *connection).await?.into_iter().filter_map(Result::ok);
    let latest = latest.map(|stored| (stored.row_key, (stored.digest, stored.salt))).collect::<HashMap<_, _>>();
    let mut faults = Vec::new();
    for (key, row) in rows {
        let kind = match latest.get(*key) {
            None => RowFaultKind::Unreadable,
            Some((Some(written), Some(salt))) => match digest(table, row, salt) {
                Ok(found) if found == *written => continue,
                Ok(_) => RowFaultKind::Altered,
                Err(_) => RowFaultKind::Unreadable,
            },
            Some((Some(_), None)) => RowFaultKind::Altered,
            Some((None, _)) => RowFaultKind::Foreign,
        };
        faults.push((*key, kind));
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
    let mut last: Option<Left> = None;
    loop {
        let mut statement = Statement::common(&Written { is_first: last.is_none() });
        statement = statement.bind(office).bind(table.name).bind(AT_ONCE);
        if let Some(last) = &last {
            statement = statement.bind(&last.row_key).bind(last.seq);
        }
        let read = statement.read::<Left>(&mut *connection).await?;
        let is_last = (read.len() as i64) < AT_ONCE;
        // A list with a key that cannot be read is not the one that its event covers, which is told.
        let read = read.into_iter().filter_map(Result::ok).collect::<Vec<_>>();
        if read.is_empty() && !is_last {
            return Err(Error::column(&"bytes", "the key of a row"));
        }
        let mut written = Vec::new();
        for left in read {
            // The last that a change left of a row counts.
            let before = last.as_ref().filter(|before| before.is_there && before.row_key != left.row_key);
            written.extend(before.map(|before| before.row_key.clone()));
            last = Some(left);
        }
        if is_last {
            written.extend(last.take().filter(|left| left.is_there).map(|left| left.row_key));
        }
        for key in lacking(connection, office, table, &written).await? {
            name(verified, table, key, RowFaultKind::Missing);
        }
        if is_last {
            return Ok(());
        }
    }
}

/// Which of the keys of rows that should be there no row of a table has.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn lacking<'k>(
    connection: &mut Connection,
    office: OfficeId,
    table: &'static CoveredTable,
    written: &'k [String],
) -> Result<Vec<&'k str>> {
    let dialect = Dialect::of_backend(connection.backend_name());
    let (mut asked, mut lacking) = (Vec::new(), Vec::new());
    for (place, key) in written.iter().enumerate() {
        match table.key_values(key) {
            Some(values) => asked.push([vec![place.to_string()], values].concat()),
            // A text that can be no key stands in a list that was altered; no row has it.
            None => lacking.push(key.as_str()),
        }
    }
    let statement = Statement::built(&Lacking { table }, dialect).bind(office).bind(serde_json::to_string(&asked)?);
    for place in statement.values::<i64>(&mut *connection).await? {
        let key = usize::try_from(place).ok().and_then(|place| written.get(place));
        lacking.extend(key.map(String::as_str));
    }
    Ok(lacking)
}

/// Names a faulty row, or counts it if there are many in its table.
pub(super) fn name(verified: &mut RowsVerified, table: &'static CoveredTable, key: &str, kind: RowFaultKind) {
    if verified.faults.iter().rev().take_while(|fault| fault.table == table.name).count() < NAMED {
        let key = key.split(SEPARATOR).map(str::to_owned).collect();
        verified.faults.push(RowFault { table: table.name, key, kind });
    } else {
        *verified.unnamed.entry(table.name).or_default() += 1;
    }
}
