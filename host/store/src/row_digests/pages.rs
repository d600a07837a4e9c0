//! Rows of a covered table, a page at a time in the order of their keys.

use super::{
    CoveredTable,
    tables::{COVERED, KeyColumn},
};
use crate::{
    Connection, Dialect,
    error::Result,
    placeholders::places,
    sql::{Built, Statement, built, column},
};
use guiju_domain::OfficeId;
use sqlx::any::AnyRow;

/// Rows that are read at once.
const AT_ONCE: i64 = 500;

/// The rows of a table behind a key, or from the first one.
struct Rows {
    table: &'static CoveredTable,
    is_first: bool,
}

impl Built for Rows {
    fn combinations() -> Vec<Self> {
        COVERED.iter().flat_map(|table| [true, false].map(|is_first| Self { table, is_first })).collect()
    }

    fn text(&self, _: Dialect) -> String {
        let CoveredTable { name, office, key, .. } = self.table;
        let columns = self.table.key_columns();
        let behind =
            if self.is_first { String::new() } else { format!(" AND ({columns}) > ({})", places(3, key.len())) };
        format!("SELECT * FROM {name} WHERE {office} = $1{behind} ORDER BY {columns} LIMIT $2")
    }
}
built!(Rows);

/// A value of a key.
enum KeyValue {
    Number(i64),
    Text(String),
}

impl KeyValue {
    fn of(row: &AnyRow, part: KeyColumn) -> Result<Self> {
        Ok(match part {
            KeyColumn::Number(name) => Self::Number(column(row, name)?),
            KeyColumn::Text(name) => Self::Text(column(row, name)?),
        })
    }
}

/// A page of a table's rows, with where the next one begins.
pub(crate) struct Page {
    table: &'static CoveredTable,
    /// The values of the last row's key; none before the first page.
    last: Option<Vec<KeyValue>>,
    ended: bool,
}

impl Page {
    /// Before the first row of a table.
    pub fn first(table: &'static CoveredTable) -> Self {
        Self { table, last: None, ended: false }
    }

    /// The next rows; none behind the last one.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn next(&mut self, connection: &mut Connection, office: OfficeId) -> Result<Vec<AnyRow>> {
        if self.ended {
            return Ok(Vec::new());
        }
        let rows = Rows { table: self.table, is_first: self.last.is_none() };
        let mut statement = Statement::common(&rows).bind(office).bind(AT_ONCE);
        for value in self.last.iter().flatten() {
            statement = match value {
                KeyValue::Number(number) => statement.bind(*number),
                KeyValue::Text(text) => statement.bind(text),
            };
        }
        let rows = statement.rows(connection).await?;
        self.ended = (rows.len() as i64) < AT_ONCE;
        if let Some(last) = rows.last() {
            self.last = Some(self.table.key.iter().map(|part| KeyValue::of(last, *part)).collect::<Result<_>>()?);
        }
        Ok(rows)
    }
}
