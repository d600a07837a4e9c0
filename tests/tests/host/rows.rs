//! What is altered, removed or inserted by hand is named, in every table and every column that the chain covers.

use anyhow::{Context, Result, ensure};
use guiju::store::{
    Connection, Dialect, acquire,
    matter_folds::{self, FoldFault, FoldFaultKind},
    row_digests::{self, RowFaultKind},
};
use guiju_tests::{OFFICE, Office, acts::filling, on_each_database};
use serde_json::json;
use sqlx::{AnyConnection, AssertSqlSafe, Column as _, Row, ValueRef, any::AnyRow};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
    Bytes,
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Nothing,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    fn of(row: &AnyRow, column: usize) -> Result<Self> {
        if row.try_get_raw(column)?.is_null() {
            return Ok(Self::Nothing);
        }
        if let Ok(number) = row.try_get::<i64, _>(column) {
            return Ok(Self::Number(number));
        }
        match row.try_get::<String, _>(column) {
            Ok(text) => Ok(Self::Text(text)),
            Err(_) => Ok(Self::Bytes(row.try_get(column)?)),
        }
    }

    /// Another value of the same kind, which nothing else has.
    fn other(&self, kind: Kind) -> Self {
        match (self, kind) {
            (Self::Nothing, Kind::Number) => Self::Number(70_001),
            (Self::Nothing, Kind::Text) => Self::Text("another".to_owned()),
            (Self::Nothing, Kind::Bytes) => Self::Bytes(vec![1]),
            (Self::Number(number), _) => Self::Number(number + 70_000),
            (Self::Text(text), _) => Self::Text(format!("{text} another")),
            (Self::Bytes(bytes), _) => Self::Bytes([&bytes[..], &[1]].concat()),
        }
    }

    /// The text of it, as a fault has it.
    fn said(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.clone()),
            Self::Bytes(bytes) => Some(format!("{bytes:?}")),
        }
    }

    /// Whether this is what a fault says that should stand there: the same text, or the same JSON.
    fn says(&self, should: Option<&str>) -> bool {
        let said = self.said();
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        said.as_deref() == should
            || said.as_deref().and_then(json).is_some_and(|value| should.and_then(json) == Some(value))
    }

    pub(super) fn sql(&self, dialect: Dialect) -> String {
        let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        match self {
            Self::Nothing => "NULL".to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Self::Bytes(bytes) if dialect == Dialect::Sqlite => format!("X'{}'", digits(bytes)),
            Self::Bytes(bytes) => format!("decode('{}', 'hex')", digits(bytes)),
        }
    }
}

/// Tables whose rows follow from the events of matters.
const FOLDED: [&str; 2] = ["matters", "tasks"];

/// A table of the schema with a row of the office.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) office: &'static str,
    pub(super) key: Vec<&'static str>,
    pub(super) uncovered: Vec<&'static str>,
    dialect: Dialect,
    /// Columns, each with its kind and what the row has there.
    pub(super) row: Vec<(String, Kind, Value)>,
}

pub(super) async fn run(db: &mut AnyConnection, statement: &str) -> Result<u64> {
    let done = sqlx::query(AssertSqlSafe(statement.to_owned())).execute(db).await;
    Ok(done.with_context(|| statement.to_owned())?.rows_affected())
}

async fn texts(db: &mut AnyConnection, statement: &str) -> Result<Vec<Vec<String>>> {
    let rows = sqlx::query(AssertSqlSafe(statement.to_owned())).fetch_all(db).await?;
    rows.iter().map(|row| (0..row.len()).map(|at| Ok(row.try_get::<String, _>(at)?)).collect()).collect()
}

/// Lets the database take rows that break its rules: whoever alters it by hand can do that as well.
pub(super) async fn without_rules(db: &mut AnyConnection, dialect: Dialect) -> Result<()> {
    if dialect == Dialect::Sqlite {
        run(db, "PRAGMA foreign_keys = OFF").await?;
        run(db, "PRAGMA ignore_check_constraints = ON").await?;
        return Ok(());
    }
    let rules = "SELECT CAST(conrelid::regclass AS TEXT), CAST(conname AS TEXT) FROM pg_constraint
                 WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace";
    for rule in texts(db, rules).await? {
        run(db, &format!("ALTER TABLE {} DROP CONSTRAINT {}", rule[0], rule[1])).await?;
    }
    Ok(())
}

/// The columns of a table, each with its kind.
async fn columns(db: &mut AnyConnection, dialect: Dialect, table: &str) -> Result<Vec<(String, Kind)>> {
    let statement = match dialect {
        Dialect::Sqlite => format!("SELECT name, type FROM pragma_table_info('{table}')"),
        Dialect::Postgres => format!(
            "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    let columns = texts(db, &statement).await?;
    let kind = |name: &str| match name.to_ascii_lowercase().as_str() {
        "text" => Kind::Text,
        "blob" | "bytea" => Kind::Bytes,
        _ => Kind::Number,
    };
    Ok(columns.into_iter().map(|column| (column[0].clone(), kind(&column[1]))).collect())
}

impl Table {
    /// The first row of the office; one is made if there is none.
    pub(super) async fn of(
        db: &mut AnyConnection,
        dialect: Dialect,
        (name, office, key, uncovered): (&'static str, &'static str, Vec<&'static str>, Vec<&'static str>),
    ) -> Result<Self> {
        let columns = columns(db, dialect, name).await?;
        let select = format!("SELECT * FROM {name} WHERE {office} = 1 LIMIT 1");
        if sqlx::query(AssertSqlSafe(select.clone())).fetch_optional(&mut *db).await?.is_none() {
            let value = |(column, kind): &(String, Kind)| match kind {
                _ if column.as_str() == office => "1".to_owned(),
                Kind::Text => format!("'{column}'"),
                Kind::Number => "7".to_owned(),
                Kind::Bytes => Value::Bytes(vec![7]).sql(dialect),
            };
            let values = columns.iter().map(value).collect::<Vec<_>>().join(", ");
            let names = columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
            run(db, &format!("INSERT INTO {name} ({names}) VALUES ({values})")).await?;
        }
        let row = sqlx::query(AssertSqlSafe(select)).fetch_one(&mut *db).await?;
        let mut values = Vec::new();
        for (at, column) in row.columns().iter().enumerate() {
            let kind = columns.iter().find(|(name, _)| name == column.name()).map(|(_, kind)| *kind);
            values.push((column.name().to_owned(), kind.context("a column")?, Value::of(&row, at)?));
        }
        Ok(Self { name, office, key, uncovered, dialect, row: values })
    }

    fn value(&self, column: &str) -> Value {
        self.row.iter().find(|(name, ..)| name == column).map_or(Value::Nothing, |(.., value)| value.clone())
    }

    /// The condition that finds the row with another value in a column.
    pub(super) fn place(&self, changed: &str, value: &Value) -> String {
        let columns = self.key.iter().copied().chain((!self.key.contains(&self.office)).then_some(self.office));
        let part = |column: &str| {
            let value = if column == changed { value.clone() } else { self.value(column) };
            format!("{column} = {}", value.sql(self.dialect))
        };
        columns.map(part).collect::<Vec<_>>().join(" AND ")
    }

    /// The text of its key, as a fault names it.
    pub(super) fn named(&self) -> Vec<String> {
        self.key.iter().map(|column| self.value(column).said().unwrap_or_default()).collect()
    }

    async fn set(&self, db: &mut AnyConnection, column: &str, (from, to): (&Value, &Value)) -> Result<()> {
        let place = self.place(column, from);
        let done =
            run(db, &format!("UPDATE {} SET {column} = {} WHERE {place}", self.name, to.sql(self.dialect))).await?;
        ensure!(done == 1, "{}.{column}: {done} rows at {place}", self.name);
        Ok(())
    }

    /// Alters every column in turn.
    async fn every_column(&self, db: &mut AnyConnection) -> Result<usize> {
        for (column, kind, value) in &self.row {
            let other = value.other(*kind);
            self.set(db, column, (value, &other)).await?;
            let found = faults(db, self.name).await?;
            let key = self.named();
            let moved = self.key.contains(&column.as_str()) || column == self.office;
            let expected: Vec<(Vec<String>, RowFaultKind)> = match () {
                () if self.uncovered.contains(&column.as_str()) => Vec::new(),
                // The row has left its place; in another office it is none of this one.
                () if moved => vec![(key, RowFaultKind::Missing)],
                () => vec![(key, RowFaultKind::Altered)],
            };
            let found = found.into_iter().filter(|(_, kind)| !(moved && *kind == RowFaultKind::Foreign));
            ensure!(found.clone().eq(expected.clone()), "{}.{column}: {:?}", self.name, found.collect::<Vec<_>>());
            self.folds(db, column, (value, &other), moved).await?;
            self.set(db, column, (&other, value)).await?;
        }
        Ok(self.row.len())
    }

    /// Of a row of a matter, what its events come to is named beside what stands there.
    async fn folds(
        &self,
        db: &mut AnyConnection,
        column: &str,
        (value, other): (&Value, &Value),
        moved: bool,
    ) -> Result<()> {
        if !FOLDED.contains(&self.name) || self.uncovered.contains(&column) {
            return Ok(());
        }
        let faults = matter_folds::verify(db, OFFICE).await?.faults;
        let is_named = |fault: &FoldFault| match &fault.kind {
            FoldFaultKind::Missing => moved || column == "matter_id",
            FoldFaultKind::Differs { column: named, stands, should } => {
                !moved && named == column && *stands == other.said() && value.says(should.as_deref())
            }
            _ => false,
        };
        ensure!(faults.iter().any(is_named), "{}.{column}: {faults:?}", self.name);
        // Whoever moves a row to another place has inserted one there.
        let others = faults.iter().filter(|fault| !is_named(fault) && fault.kind != FoldFaultKind::Foreign);
        ensure!(others.clone().count() == 0, "{}.{column}: {:?}", self.name, others.collect::<Vec<_>>());
        Ok(())
    }

    /// Removes the row and puts it back; inserts another one and removes it.
    async fn removed_and_inserted(&self, db: &mut AnyConnection) -> Result<()> {
        let names = self.row.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>().join(", ");
        let values = self.row.iter().map(|(.., value)| value.sql(self.dialect)).collect::<Vec<_>>().join(", ");
        let place = self.place("", &Value::Nothing);
        run(db, &format!("DELETE FROM {} WHERE {place}", self.name)).await?;
        let found = faults(db, self.name).await?;
        ensure!(found == [(self.named(), RowFaultKind::Missing)], "{} removed: {found:?}", self.name);
        run(db, &format!("INSERT INTO {} ({names}) VALUES ({values})", self.name)).await?;
        ensure!(faults(db, self.name).await?.is_empty(), "{} is as it was", self.name);
        // An office is only found by its number, and another one is none of this chain.
        let Some(column) = self.key.iter().find(|column| **column != self.office) else { return Ok(()) };
        let other = self.row.iter().map(|(name, kind, value)| match name == column {
            true => value.other(*kind).sql(self.dialect),
            // What has to be unique is found by nothing else; such as a number or a token.
            false => value.sql(self.dialect),
        });
        let other = other.collect::<Vec<_>>().join(", ");
        let inserted = run(db, &format!("INSERT INTO {} ({names}) VALUES ({other})", self.name)).await;
        if let Err(why) = inserted {
            ensure!(format!("{why:?}").to_lowercase().contains("unique"), "{}: {why:?}", self.name);
            return Ok(());
        }
        let found = faults(db, self.name).await?;
        ensure!(matches!(found[..], [(_, RowFaultKind::Foreign)]), "{} inserted: {found:?}", self.name);
        let value = self.value(column);
        let place = self.place(column, &value.other(Kind::Text));
        run(db, &format!("DELETE FROM {} WHERE {place}", self.name)).await?;
        Ok(())
    }
}

/// What is wrong with the rows of a table; nothing is with those of any other.
async fn faults(db: &mut Connection, table: &str) -> Result<Vec<(Vec<String>, RowFaultKind)>> {
    let verified = row_digests::verify(db, OFFICE).await?;
    ensure!(verified.faults.iter().all(|fault| fault.table == table), "{table}: {:?}", verified.faults);
    Ok(verified.faults.into_iter().map(|fault| (fault.key, fault.kind)).collect())
}

/// Covers the office anew with all that stands there, as an office of an earlier version is.
pub(super) async fn covered_anew(office: &Office, db: &mut AnyConnection) -> Result<()> {
    run(db, "DELETE FROM row_digests").await?;
    run(db, "UPDATE events SET rows_hash = NULL, salt = NULL").await?;
    ensure!(office.app.change(OFFICE).await?.take_over().await?, "it was not covered");
    Ok(())
}

on_each_database! {
    /// Every column of every table that is covered is altered once, and a row of each is removed, put back and inserted.
    every_table_and_column(office, "2026-03-02T09:00") {
        office.bind("workbench").await?;
        // A matter with its tasks, whose rows follow from its events.
        let (li, wang, zhao) = (office.person("li").await?, office.person("wang").await?, office.person("zhao").await?);
        let content = json!({ "way": "one", "people": [wang.id], "last": zhao.id, "note": "试" });
        let matter = li.file("workbench/trial", content).await?;
        wang.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
        let dialect = office.app.dialect;
        let mut db = acquire(&office.app.pool).await?;
        without_rules(&mut db, dialect).await?;
        let mut tables = Vec::new();
        for table in row_digests::covered() {
            tables.push(Table::of(&mut db, dialect, table).await?);
        }
        covered_anew(&office, &mut db).await?;
        assert!(row_digests::verify(&mut db, OFFICE).await?.faults.is_empty());
        let mut columns = 0;
        for table in &tables {
            columns += table.every_column(&mut db).await?;
            table.removed_and_inserted(&mut db).await?;
        }
        assert!(FOLDED.iter().all(|name| tables.iter().any(|table| table.name == *name)));
        assert!(tables.len() >= 40 && columns >= 300, "{} tables, {columns} columns", tables.len());
        // Where the events of a matter are erased, its rows are none that an event made.
        office.alter(&format!("UPDATE events SET body = '' WHERE matter_id = {matter}")).await?;
        let folds = matter_folds::verify(&mut db, OFFICE).await?;
        let foreign = folds.faults.iter().filter(|fault| fault.kind == FoldFaultKind::Foreign).count();
        assert_eq!((folds.erased, foreign, folds.faults.len()), (1, 3, 3), "the matter and its two tasks: {folds:?}");
        Ok(())
    }
}
