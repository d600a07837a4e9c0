//! Tests of the digests of rows: what is covered, what is noted, and what is found.

use super::{
    RowFault, RowFaultKind,
    tables::{COVERED, CoveredTable, KeyColumn, UNCOVERED},
    verify,
};
use crate::{
    Pool, UnitOfWork, departments, offices, open,
    sql::{STATEMENTS, Statement},
    statements,
};
use guiju_domain::{DepartmentId, OfficeId, events::rows::Untold};
use guiju_model::Moment;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const OFFICE: OfficeId = OfficeId::new(1);
const NOW: Moment = Moment(1_700_000_000);

async fn office() -> (tempfile::TempDir, Pool) {
    let folder = tempfile::tempdir().unwrap();
    let pool = open(None, folder.path()).await.unwrap();
    offices::create(&pool, "某局", &[(2026, "text")]).await.unwrap();
    (folder, pool)
}

async fn change(pool: &Pool) -> UnitOfWork {
    let turn = Arc::new(tokio::sync::Mutex::new(())).lock_owned().await;
    let mut change = UnitOfWork::begin(pool, turn, OFFICE, (NOW.0, NOW)).await.unwrap();
    // What is looked at is the rows, not what tells of them.
    change.untold(Untold::Reminder);
    change
}

async fn by_hand(pool: &Pool, statement: &'static str) {
    Statement::of_sqlite(statement).run(pool).await.unwrap();
}

async fn faults(pool: &Pool) -> Vec<(&'static str, String, RowFaultKind)> {
    let verified = verify(&mut pool.acquire().await.unwrap(), OFFICE).await.unwrap();
    assert_eq!(verified.lists, []);
    verified.faults.into_iter().map(|RowFault { table, key, kind }| (table, key.join("/"), kind)).collect()
}

/// Every table of the schema is covered or listed with a reason, with its key and columns as they are.
#[tokio::test]
async fn every_table_is_covered_or_listed() {
    let (_folder, pool) = office().await;
    let tables: Vec<String> = Statement::of_sqlite("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .values(&pool)
        .await
        .unwrap();
    for table in &tables {
        let uncovered = UNCOVERED.iter().any(|(name, _)| name == table);
        let Some(covered) = CoveredTable::named(table) else {
            assert!(uncovered || table.starts_with("sqlite_"), "{table} is neither covered nor listed");
            continue;
        };
        assert!(!uncovered, "{table} is covered and listed");
        let columns: Vec<(String, i64, String)> =
            Statement::of_sqlite("SELECT name, pk, type FROM pragma_table_info($1) ORDER BY pk")
                .bind(table)
                .all(&pool)
                .await
                .unwrap();
        let key = columns.iter().filter(|(name, place, _)| *place > 0 && name != "office_id");
        let key = key.map(|(name, _, kind)| match kind.as_str() {
            "BIGINT" => KeyColumn::Number(name.clone().leak()),
            _ => KeyColumn::Text(name.clone().leak()),
        });
        assert_eq!(key.collect::<Vec<_>>(), covered.key, "{table}");
        for (column, _) in covered.uncovered {
            assert!(columns.iter().any(|(name, ..)| name == column), "{table}.{column}");
        }
    }
    for name in COVERED.iter().map(|table| table.name).chain(UNCOVERED.iter().map(|(name, _)| *name)) {
        assert!(tables.iter().any(|table| table == name) || name.starts_with('_') || name == "sqlite_stat1", "{name}");
    }
}

/// The migration from which on rows are covered.
const SINCE: i64 = 33;

/// The columns of a table, each with what a row has there that was inserted before: nothing if it may hold nothing.
async fn columns(pool: &Pool, table: &str) -> BTreeMap<String, Option<String>> {
    let columns: Vec<(String, i64, Option<String>)> =
        Statement::of_sqlite("SELECT name, \"notnull\", dflt_value FROM pragma_table_info($1)")
            .bind(table)
            .all(pool)
            .await
            .unwrap();
    columns.into_iter().map(|(name, filled, default)| (name, default.filter(|_| filled > 0))).collect()
}

/// A column that was added since rows are covered leaves their digests as they are: it holds nothing, or its default is listed.
#[tokio::test]
async fn what_a_migration_adds_is_listed() {
    let (_folder, pool) = office().await;
    let folder = tempfile::tempdir().unwrap();
    let before = crate::connection::opened_until(folder.path(), SINCE).await;
    for table in COVERED {
        let (then, now) = (columns(&before, table.name).await, columns(&pool, table.name).await);
        let added = now.into_iter().filter(|(name, _)| !then.contains_key(name) && table.covers(name));
        let filled = added.filter_map(|(name, default)| Some((name, default?)));
        let listed = table.added.iter().map(|(name, number)| ((*name).to_owned(), number.to_string()));
        if !then.is_empty() {
            assert_eq!(filled.collect::<BTreeMap<_, _>>(), listed.collect(), "{}", table.name);
        }
    }
}

/// Statements that create an office, whose first change covers what it was created with.
const CREATES: [&str; 2] = [
    "INSERT INTO offices (id, name, next_id, chain_seq, chain_hash) VALUES ($1, $2, 0, 0, '')",
    "INSERT INTO calendar_years (office_id, year, text) VALUES ($1, $2, $3)",
];

/// Statements that give a row another key; each notes the key that it had.
const MOVES: [&str; 1] = ["UPDATE accounts SET login = $2"];

/// The columns that an UPDATE sets.
fn set(statement: &str) -> BTreeSet<&str> {
    let (_, set) = statement.split_once(" SET ").unwrap_or_default();
    let set = set.split(" WHERE ").next().unwrap_or_default();
    set.split(',').filter_map(|part| part.split_once(" = ").map(|(name, _)| name.trim())).collect()
}

/// Whatever writes what is covered gives the rows back, so that their digests are noted.
#[test]
fn every_write_is_noted() {
    assert!(STATEMENTS.len() > 100, "they are listed");
    for dialect in [crate::Dialect::Sqlite, crate::Dialect::Postgres] {
        for (place, text) in statements(dialect) {
            let Some(table) = CoveredTable::written_by(&text) else { continue };
            let noted = text.ends_with("RETURNING *");
            let only_uncovered = text.starts_with("UPDATE") && set(&text).iter().all(|column| !table.covers(column));
            let creates = CREATES.iter().any(|known| text == *known);
            assert!(noted != (only_uncovered || creates), "{place}: {text}");
            let moves = set(&text).iter().any(|column| table.key.iter().any(|part| part.name() == *column));
            assert!(!moves || MOVES.iter().any(|known| text.starts_with(known)), "{place} moves a row to another key");
        }
    }
}

/// A row that is altered, removed, inserted or put back by hand is named; what the office's changes do is not.
#[tokio::test]
async fn what_is_done_by_hand_is_named() {
    let (_folder, pool) = office().await;
    for (id, name) in [(1, "办公室"), (2, "经济科")] {
        let mut change = change(&pool).await;
        departments::insert(&mut change, DepartmentId::new(id), name).await.unwrap();
        change.commit().await.unwrap();
    }
    assert_eq!(faults(&pool).await, []);
    by_hand(&pool, "UPDATE departments SET name = '办公厅' WHERE id = 1").await;
    assert_eq!(faults(&pool).await, [("departments", "1".to_owned(), RowFaultKind::Altered)]);
    by_hand(&pool, "UPDATE departments SET name = '办公室' WHERE id = 1").await;
    by_hand(&pool, "UPDATE calendar_years SET text = 'another'").await;
    assert_eq!(faults(&pool).await, [("calendar_years", "2026".to_owned(), RowFaultKind::Altered)]);
    by_hand(&pool, "UPDATE calendar_years SET text = 'text'").await;
    by_hand(&pool, "DELETE FROM departments WHERE id = 2").await;
    by_hand(&pool, "INSERT INTO departments (office_id, id, name) VALUES (1, 3, '财务科')").await;
    let found = faults(&pool).await;
    assert_eq!(
        found,
        [
            ("departments", "3".to_owned(), RowFaultKind::Foreign),
            ("departments", "2".to_owned(), RowFaultKind::Missing)
        ]
    );
    by_hand(&pool, "DELETE FROM departments WHERE id = 3").await;
    by_hand(&pool, "INSERT INTO departments (office_id, id, name) VALUES (1, 2, '经济科')").await;
    assert_eq!(faults(&pool).await, [], "as it was");
    let mut later = change(&pool).await;
    departments::set_place(&mut later, DepartmentId::new(2), 7).await.unwrap();
    later.commit().await.unwrap();
    assert_eq!(faults(&pool).await, []);
    by_hand(&pool, "UPDATE departments SET place = 0 WHERE id = 2").await;
    assert_eq!(
        faults(&pool).await,
        [("departments", "2".to_owned(), RowFaultKind::Altered)],
        "an older state is put back"
    );
}

/// The list of digests cannot be altered to fit: the hash of its event covers it.
#[tokio::test]
async fn a_list_that_is_altered_is_named() {
    let (_folder, pool) = office().await;
    let mut first = change(&pool).await;
    departments::insert(&mut first, DepartmentId::new(1), "办公室").await.unwrap();
    first.commit().await.unwrap();
    for statement in [
        "UPDATE row_digests SET digest = 'x' WHERE n = 1",
        "DELETE FROM row_digests WHERE n = 2",
        "INSERT INTO row_digests (office_id, seq, n, tab, row_key, digest, salt) VALUES (1, 9, 1, 'people', '1', 'd', 's')",
    ] {
        let (_folder, pool) = office().await;
        let mut first = change(&pool).await;
        departments::insert(&mut first, DepartmentId::new(1), "办公室").await.unwrap();
        first.commit().await.unwrap();
        by_hand(&pool, statement).await;
        let verified = verify(&mut pool.acquire().await.unwrap(), OFFICE).await.unwrap();
        assert!(!verified.lists.is_empty(), "{statement}");
    }
}

/// What is undone within a change has no digest, and an office that was there before is covered as a whole.
#[tokio::test]
async fn undone_and_covered() {
    let (_folder, pool) = office().await;
    let mut first = change(&pool).await;
    departments::insert(&mut first, DepartmentId::new(1), "办公室").await.unwrap();
    let mark = first.mark().await.unwrap();
    departments::insert(&mut first, DepartmentId::new(2), "经济科").await.unwrap();
    first.go_back(mark).await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(faults(&pool).await, []);
    by_hand(&pool, "DELETE FROM row_digests").await;
    by_hand(&pool, "UPDATE departments SET name = '办公厅' WHERE id = 1").await;
    by_hand(&pool, "UPDATE events SET rows_hash = NULL, salt = NULL").await;
    assert!(!verify(&mut pool.acquire().await.unwrap(), OFFICE).await.unwrap().is_covered);
    assert!(change(&pool).await.take_over().await.unwrap());
    assert!(!change(&pool).await.take_over().await.unwrap(), "once");
    let verified = verify(&mut pool.acquire().await.unwrap(), OFFICE).await.unwrap();
    assert_eq!((verified.faults, verified.rows), (Vec::new(), 3));
    assert_eq!(verified.lists, []);
}
