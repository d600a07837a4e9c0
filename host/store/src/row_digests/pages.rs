//! Rows of a covered table, a page at a time in the order of their keys.

use super::{
    CoveredTable,
    tables::{COVERED, KeyColumn, SEPARATOR},
};
use crate::{
    Connection, Dialect,
    error::{Error, Result},
    placeholders::places,
    sql::{Built, Statement, built, column},
};
use guiju_domain::OfficeId;
use sqlx::any::AnyRow;

/// Rows that are read at once.
const AT_ONCE: i64 = 500;

/// The rows of a table from a key on, or from the first one: as they are, or their keys as any database can show them.
struct Rows {
    table: &'static CoveredTable,
    is_first: bool,
    keys_alone: bool,
}

impl Built for Rows {
    fn combinations() -> Vec<Self> {
        let of = |table| {
            let parts = [(true, true), (true, false), (false, true), (false, false)];
            parts.map(|(is_first, keys_alone)| Self { table, is_first, keys_alone })
        };
        COVERED.iter().flat_map(of).collect()
    }

    fn text(&self, dialect: Dialect) -> String {
        let CoveredTable { name, office, key, .. } = self.table;
        let columns = self.table.key_columns();
        let shown = |column: &KeyColumn| {
            let column = column.name();
            match dialect {
                Dialect::Sqlite => format!("hex({column})"),
                Dialect::Postgres => format!("encode(convert_to(CAST({column} AS TEXT), 'UTF8'), 'hex')"),
            }
        };
        let what = match self.keys_alone {
            true => format!("{} AS shown", key.iter().map(shown).collect::<Vec<_>>().join(" || ',' || ")),
            false => "*".to_owned(),
        };
        let from =
            if self.is_first { String::new() } else { format!(" AND ({columns}) >= ({})", places(4, key.len())) };
        format!("SELECT {what} FROM {name} WHERE {office} = $1{from} ORDER BY {columns} LIMIT $2 OFFSET $3")
    }
}
built!(Rows);

/// A value of a key.
#[derive(Clone, PartialEq)]
enum KeyValue {
    Number(i64),
    Text(String),
}

impl KeyValue {
    /// The values of a row's key; an error if one is not of its column's type.
    fn all(table: &CoveredTable, row: &AnyRow) -> Result<Vec<Self>> {
        let one = |part: &KeyColumn| {
            Ok(match *part {
                KeyColumn::Number(name) => Self::Number(column(row, name)?),
                KeyColumn::Text(name) => Self::Text(column(row, name)?),
            })
        };
        table.key.iter().map(one).collect()
    }

    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// The text of a key.
fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(&SEPARATOR.to_string())
}

/// A row of a page.
pub(crate) struct PageRow {
    /// Its key as text, as far as it is one.
    pub key: String,
    /// The row; none if it, or its key, cannot be read.
    pub row: Option<AnyRow>,
}

/// A page of a table's rows, with where the next one begins.
pub(crate) struct Page {
    table: &'static CoveredTable,
    /// The last key that could be read; none before the first one.
    last: Option<Vec<KeyValue>>,
    /// Rows from that key on that have been read. Where keys are unique and can be read, this is the one row with the key.
    skip: i64,
    ended: bool,
}

impl Page {
    /// Before the first row of a table.
    pub fn first(table: &'static CoveredTable) -> Self {
        Self { table, last: None, skip: 0, ended: false }
    }

    /// The next rows; none behind the last one. Also rows with the same key are given, and those that cannot be read.
    ///
    /// # Errors
    /// If the database cannot be used, or no row of the table can be read.
    pub async fn next(&mut self, connection: &mut Connection, office: OfficeId) -> Result<Vec<PageRow>> {
        if self.ended {
            return Ok(Vec::new());
        }
        let dialect = Dialect::of_backend(connection.backend_name());
        let read = self.statement(dialect, office, false).read_rows(&mut *connection).await?;
        let (mut rows, mut keys) = (Vec::with_capacity(read.len()), Vec::with_capacity(read.len()));
        for row in read {
            match row {
                Ok(row) => {
                    keys.push(KeyValue::all(self.table, &row).ok());
                    rows.push(Some(row));
                }
                // A value has the type of its column there: what cannot be read of one row cannot of any.
                Err(why) if dialect == Dialect::Postgres => return Err(why),
                Err(_) => {
                    keys.push(None);
                    rows.push(None);
                }
            }
        }
        let shown = match keys.iter().all(Option::is_some) {
            true => Vec::new(),
            false => self.statement(dialect, office, true).values::<String>(&mut *connection).await?,
        };
        self.ended = (rows.len() as i64) < AT_ONCE;
        self.go_behind(&keys);
        let page = rows.into_iter().zip(keys).enumerate().map(|(place, (row, key))| match key {
            Some(values) => PageRow { key: joined(values.iter().map(KeyValue::text)), row },
            None => PageRow { key: shown.get(place).map(|shown| key_of(shown)).unwrap_or_default(), row: None },
        });
        Ok(page.collect())
    }

    fn statement(&self, dialect: Dialect, office: OfficeId, keys_alone: bool) -> Statement<'static> {
        let rows = Rows { table: self.table, is_first: self.last.is_none(), keys_alone };
        let statement = Statement::built(&rows, dialect).bind(office).bind(AT_ONCE).bind(self.skip);
        self.last.iter().flatten().fold(statement, |statement, value| match value {
            KeyValue::Number(number) => statement.bind(*number),
            KeyValue::Text(text) => statement.bind(text),
        })
    }

    /// The next page begins behind rows with these keys.
    fn go_behind(&mut self, keys: &[Option<Vec<KeyValue>>]) {
        let rows = |keys: usize| i64::try_from(keys).unwrap_or(i64::MAX);
        match keys.iter().rev().find_map(Option::as_ref) {
            Some(last) if self.last.as_ref() != Some(last) => {
                let before = keys.iter().take_while(|key| key.as_ref() != Some(last)).count();
                self.skip = rows(keys.len() - before);
                self.last = Some(last.clone());
            }
            _ => self.skip += rows(keys.len()),
        }
    }
}

/// The text of a key whose values are shown by their bytes in hexadecimal; what is no text stands there as the sign for that.
fn key_of(shown: &str) -> String {
    let text = |part: &str| String::from_utf8_lossy(&hex::decode(part).unwrap_or_default()).into_owned();
    joined(shown.split(',').map(text))
}

/// The rows of a page, each of which can be read.
///
/// # Errors
/// If one cannot be.
pub(crate) fn all_read(table: &CoveredTable, rows: Vec<PageRow>) -> Result<Vec<AnyRow>> {
    let read = |PageRow { key, row }| row.ok_or_else(|| Error::Unreadable { table: table.name, key });
    rows.into_iter().map(read).collect()
}
