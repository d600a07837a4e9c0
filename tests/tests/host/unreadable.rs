//! What cannot be read of rows or events is named by table and key, or by the event's number, and everything else is still compared.

use super::rows::{Kind, Table, Value, covered_anew, run, without_rules};
use anyhow::{Result, ensure};
use guiju::{
    evidence::{Trusted, disagreements},
    store::{
        Dialect, acquire, matter_folds,
        row_digests::{self, RowFaultKind, RowsVerified},
        walk,
    },
};
use guiju_tests::{OFFICE, Office, acts::filling, on_each_database};
use serde_json::json;
use sqlx::AnyConnection;
use std::collections::{BTreeMap, BTreeSet};

/// Tables whose columns are spoiled one after the other.
const TABLES: [&str; 9] = [
    "accounts",
    "bindings",
    "calendar_years",
    "departments",
    "matters",
    "parameter_values",
    "people",
    "recordings",
    "tasks",
];

/// What SQLite takes in any column: bytes that are no text, as text and as they are, and a text.
const SPOILT: [(&str, bool); 3] = [("CAST(X'ff' AS TEXT)", true), ("X'ff'", false), ("'abc'", false)];

/// An office with a matter that two have acted on, which its chain covers.
async fn prepared(office: &Office, db: &mut AnyConnection) -> Result<u64> {
    office.bind("workbench").await?;
    let (li, wang, zhao) = (office.person("li").await?, office.person("wang").await?, office.person("zhao").await?);
    let content = json!({ "way": "one", "people": [wang.id], "last": zhao.id, "note": "试" });
    let matter = li.file("workbench/trial", content).await?;
    wang.does(matter, "approve", filling(json!({ "result": "好" }))).await?;
    office.alters("events");
    without_rules(db, office.app.dialect).await?;
    Ok(matter)
}

async fn tables(office: &Office, db: &mut AnyConnection) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for table in row_digests::covered().filter(|(name, ..)| TABLES.contains(name)) {
        tables.push(Table::of(db, office.app.dialect, table).await?);
    }
    ensure!(tables.len() == TABLES.len());
    covered_anew(office, db).await?;
    Ok(tables)
}

/// Whether nothing but rows of a table is wrong.
fn only_of(verified: &RowsVerified, table: &str) -> bool {
    verified.tables.is_empty() && verified.lists.is_empty() && verified.faults.iter().all(|fault| fault.table == table)
}

/// Spoils every column of a row in turn on SQLite.
async fn every_cell(db: &mut AnyConnection, table: &Table) -> Result<usize> {
    let mut cells = 0;
    for (column, kind, value) in table.row.iter().filter(|(column, ..)| column.as_str() != table.office) {
        let is_key = table.key.contains(&column.as_str());
        for (spoilt, is_broken_text) in SPOILT {
            let (name, place) = (table.name, table.place("", &Value::Nothing));
            run(db, &format!("UPDATE {name} SET {column} = {spoilt} WHERE {place}")).await?;
            let verified = row_digests::verify(db, OFFICE).await?;
            let what = format!("{name}.{column} = {spoilt}: {verified:?}");
            ensure!(only_of(&verified, name), "{what}");
            let kinds = |key: &[String]| {
                let of_key = verified.faults.iter().filter(|fault| fault.key == key);
                of_key.map(|fault| fault.kind).collect::<Vec<_>>()
            };
            let expected = match () {
                () if is_key => RowFaultKind::Missing,
                () if is_broken_text => RowFaultKind::Unreadable,
                () => RowFaultKind::Altered,
            };
            let is_covered = !table.uncovered.contains(&column.as_str()) || is_broken_text;
            let expected = is_covered.then_some(expected).into_iter().collect::<Vec<_>>();
            ensure!(kinds(&table.named()) == expected, "{what}");
            if is_key {
                let is_text = *kind == Kind::Text && spoilt == "'abc'";
                let kind = if is_text { RowFaultKind::Foreign } else { RowFaultKind::Unreadable };
                ensure!(verified.faults.iter().filter(|fault| fault.kind == kind).count() == 1, "{what}");
            }
            matter_folds::verify(db, OFFICE).await?;
            let value = value.sql(Dialect::Sqlite);
            let place = table
                .place(column, &Value::Nothing)
                .replace(&format!("{column} = NULL"), &format!("{column} = {spoilt}"));
            run(db, &format!("UPDATE {name} SET {column} = {value} WHERE {place}")).await?;
            cells += 1;
        }
    }
    ensure!(row_digests::verify(db, OFFICE).await?.agrees(), "{} is as it was", table.name);
    Ok(cells)
}

/// Gives every column of numbers another type in turn on PostgreSQL.
async fn every_type(db: &mut AnyConnection, table: &Table) -> Result<usize> {
    let mut columns = 0;
    let numbers = table.row.iter().filter(|(_, kind, _)| *kind == Kind::Number);
    for (column, ..) in numbers.filter(|(column, ..)| column.as_str() != table.office) {
        let alter = |to: &str| format!("ALTER TABLE {} ALTER COLUMN {column} TYPE {to}", table.name);
        run(db, &alter("numeric")).await?;
        let verified = row_digests::verify(db, OFFICE).await?;
        let named = verified.tables.keys().copied().collect::<Vec<_>>();
        ensure!(named == [table.name] && verified.faults.is_empty(), "{}.{column}: {verified:?}", table.name);
        run(db, &alter("bigint")).await?;
        columns += 1;
    }
    ensure!(row_digests::verify(db, OFFICE).await?.agrees(), "{} is as it was", table.name);
    Ok(columns)
}

on_each_database! {
    /// A value that cannot be read is a fault of its row, a column that cannot be read one of its table.
    every_column_is_spoilt(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        prepared(&office, &mut db).await?;
        let mut spoilt = 0;
        for table in tables(&office, &mut db).await? {
            spoilt += match office.app.dialect {
                Dialect::Sqlite => every_cell(&mut db, &table).await?,
                Dialect::Postgres => every_type(&mut db, &table).await?,
            };
        }
        assert!(spoilt >= 40, "{spoilt}");
        Ok(())
    }

    /// The other faults are named beside what cannot be read, and the nightly comparison goes on.
    beside_others(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        let matter = prepared(&office, &mut db).await?;
        run(&mut db, "UPDATE departments SET name = name || '？' WHERE office_id = 1 AND id = (SELECT MIN(id) FROM departments)").await?;
        let of_table = match office.app.dialect {
            Dialect::Sqlite => {
                run(&mut db, "UPDATE recordings SET regulation = CAST(X'ff' AS TEXT) WHERE id = (SELECT MIN(id) FROM recordings)").await?;
                run(&mut db, &format!("UPDATE matters SET status = CAST(X'ff' AS TEXT) WHERE id = {matter}")).await?;
                run(&mut db, "UPDATE attachments SET digest = X'ff'").await?;
                "row"
            }
            Dialect::Postgres => {
                run(&mut db, "ALTER TABLE recordings ALTER COLUMN id TYPE numeric").await?;
                run(&mut db, "ALTER TABLE matters ALTER COLUMN version TYPE numeric").await?;
                "table"
            }
        };
        let compared = disagreements((&office.app.pool, office.app.dialect), (&BTreeMap::new(), &Trusted::default()), None).await?;
        let says = |parts: &[&str]| compared.wrong.iter().any(|line| parts.iter().all(|part| line.contains(part)));
        assert!(says(&["table departments", "altered by hand"]), "{compared:?}");
        for table in ["recordings", "matters"] {
            assert!(says(&[of_table, &format!("table {table}"), "cannot be read"]), "{table}: {compared:?}");
        }
        assert!(says(&["matter", "cannot be"]), "its events are not compared: {compared:?}");
        Ok(())
    }

    /// The chain is broken at an event that cannot be read, and a digest that cannot be is told with its event.
    events_and_digests(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        prepared(&office, &mut db).await?;
        let dialect = office.app.dialect;
        let broken = async |db: &mut AnyConnection| anyhow::Ok(walk(db, OFFICE, &BTreeSet::new()).await?.broken_at);
        ensure!(broken(&mut db).await?.is_none());
        match dialect {
            Dialect::Sqlite => {
                for (column, spoilt) in [("at", "'abc'"), ("body", "CAST(X'ff' AS TEXT)"), ("matter_id", "'abc'"), ("rows_hash", "X'ff'")] {
                    run(&mut db, "CREATE TABLE kept AS SELECT * FROM events WHERE office_id = 1 AND seq = 3").await?;
                    run(&mut db, &format!("UPDATE events SET {column} = {spoilt} WHERE office_id = 1 AND seq = 3")).await?;
                    assert_eq!(broken(&mut db).await?, Some(3), "{column}");
                    row_digests::verify(&mut db, OFFICE).await?;
                    matter_folds::verify(&mut db, OFFICE).await?;
                    run(&mut db, &format!("UPDATE events SET {column} = (SELECT {column} FROM kept) WHERE office_id = 1 AND seq = 3")).await?;
                    run(&mut db, "DROP TABLE kept").await?;
                }
                run(&mut db, "UPDATE row_digests SET digest = CAST(X'ff' AS TEXT) WHERE n = 1 AND seq = (SELECT MAX(seq) FROM row_digests)").await?;
                let verified = row_digests::verify(&mut db, OFFICE).await?;
                assert!(!verified.lists.is_empty() && verified.tables.is_empty(), "{verified:?}");
                let unread = verified.faults.iter().filter(|fault| fault.kind == RowFaultKind::Unreadable).count();
                assert_eq!((unread, verified.faults.len()), (1, 1), "{verified:?}");
            }
            Dialect::Postgres => {
                run(&mut db, "ALTER TABLE events ALTER COLUMN at TYPE numeric").await?;
                assert_eq!(broken(&mut db).await?, Some(1));
                run(&mut db, "ALTER TABLE row_digests ALTER COLUMN n TYPE numeric").await?;
                ensure!(row_digests::verify(&mut db, OFFICE).await?.agrees(), "the number in a list is read by nobody");
                run(&mut db, "ALTER TABLE row_digests ALTER COLUMN seq TYPE numeric").await?;
                let verified = row_digests::verify(&mut db, OFFICE).await?;
                assert!(!verified.agrees(), "{verified:?}");
            }
        }
        Ok(())
    }

    /// No event and no digest is before the first one, behind the last one, or between two.
    outside_of_the_chain(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        prepared(&office, &mut db).await?;
        // A row is inserted with a digest of its own.
        let mut numbers = vec!["0", "-7"];
        if office.app.dialect == Dialect::Sqlite {
            numbers.extend(["'abc'", "2.5"]);
        }
        for seq in numbers {
            let insert = format!("INSERT INTO row_digests (office_id, seq, n, tab, row_key, digest, salt) VALUES (1, {seq}, 1, 'departments', '7001', 'd', 's')");
            run(&mut db, &insert).await?;
            let verified = row_digests::verify(&mut db, OFFICE).await?;
            assert!(!verified.lists.is_empty(), "{seq}: {verified:?}");
            run(&mut db, &format!("DELETE FROM row_digests WHERE seq = {seq}")).await?;
        }
        ensure!(row_digests::verify(&mut db, OFFICE).await?.agrees());
        let columns = "office_id, seq, kind, at, body, hash";
        run(&mut db, &format!("INSERT INTO events ({columns}) SELECT office_id, -1, kind, at, body, hash FROM events WHERE office_id = 1 AND seq = 1")).await?;
        assert_eq!(walk(&mut db, OFFICE, &BTreeSet::new()).await?.broken_at, Some(1));
        Ok(())
    }

    /// Every event whose list is another one is named with the rows of its list.
    every_list_is_named(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        prepared(&office, &mut db).await?;
        let (first, last): (i64, i64) =
            sqlx::query_as("SELECT MIN(seq), MAX(seq) FROM row_digests WHERE office_id = 1").fetch_one(&mut *db).await?;
        run(&mut db, &format!("UPDATE row_digests SET digest = 'x' WHERE n = 1 AND seq IN ({first}, {last})")).await?;
        let verified = row_digests::verify(&mut db, OFFICE).await?;
        assert_eq!(verified.lists.iter().map(|list| list.seq).collect::<Vec<_>>(), [first, last]);
        assert!(verified.lists.iter().all(|list| !list.rows.is_empty() && list.rows.len() <= 20), "{:?}", verified.lists);
        let compared = disagreements((&office.app.pool, office.app.dialect), (&BTreeMap::new(), &Trusted::default()), None).await?;
        let (table, key) = &verified.lists[1].rows[0];
        let named = format!("event {last} covers was altered; it has now: {table} {}", key.join(", "));
        assert!(compared.wrong.iter().any(|line| line.contains(&named)), "{named}: {compared:?}");
        let alarms = async || anyhow::Ok(office.person("wu").await?.audit().await?.alarms);
        for at in ["2026-03-02T10:00", "2026-03-03T08:00"] {
            office.at(at).await?;
        }
        let told = alarms().await?;
        assert!(told.iter().any(|alarm| alarm.contains(&format!("第 {last} 个事件的数据清单"))), "{told:?}");
        Ok(())
    }
}
