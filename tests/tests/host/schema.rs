//! What stands in the schema and is none of ours, rows with the same key, and rows that no chain tells of.

use super::rows::{covered_anew, run, without_rules};
use anyhow::{Context, Result, ensure};
use guiju::{
    app::App,
    evidence::{Trusted, disagreements},
    store::{
        Dialect, acquire,
        row_digests::{self, RowFaultKind, SchemaFault},
    },
};
use guiju_tests::{OFFICE, Office, on_each_database};
use sqlx::AnyConnection;
use std::collections::BTreeMap;

async fn wrong(office: &Office) -> Result<Vec<String>> {
    Ok(disagreements((&office.app.pool, office.app.dialect), (&BTreeMap::new(), &Trusted::default()), None)
        .await?
        .wrong)
}

/// Drops the primary key of the departments.
async fn without_key(db: &mut AnyConnection, dialect: Dialect) -> Result<()> {
    if dialect == Dialect::Postgres {
        let key = "SELECT CAST(conname AS TEXT) FROM pg_constraint
                   WHERE conrelid = CAST('departments' AS regclass) AND contype = 'p'";
        let key: String = sqlx::query_scalar(key).fetch_one(&mut *db).await?;
        run(db, &format!("ALTER TABLE departments DROP CONSTRAINT {key}")).await?;
        return Ok(());
    }
    run(db, "CREATE TABLE other AS SELECT * FROM departments").await?;
    run(db, "DROP TABLE departments").await?;
    run(db, "ALTER TABLE other RENAME TO departments").await?;
    Ok(())
}

on_each_database! {
    /// A trigger, a view and a rule are named.
    nothing_of_others(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        assert_eq!(row_digests::schema_faults(&mut db).await?, [].into(), "the schema is ours");
        assert_eq!(wrong(&office).await?, Vec::<String>::new());
        run(&mut db, "CREATE VIEW shadow AS SELECT * FROM people").await?;
        match office.app.dialect {
            Dialect::Sqlite => {
                run(&mut db, "CREATE TRIGGER quiet AFTER INSERT ON events BEGIN SELECT 1; END").await?;
            }
            Dialect::Postgres => {
                run(&mut db, "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'").await?;
                run(&mut db, "CREATE TRIGGER quiet BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION quiet()").await?;
                run(&mut db, "CREATE RULE silent AS ON DELETE TO notices DO ALSO NOTHING").await?;
            }
        }
        let found = wrong(&office).await?;
        assert!(found.iter().any(|line| line.starts_with("view shadow ")), "{found:?}");
        assert!(found.iter().any(|line| line.starts_with("trigger quiet of table events ")), "{found:?}");
        if office.app.dialect == Dialect::Postgres {
            assert!(found.iter().any(|line| line.starts_with("rule silent of table notices ")), "{found:?}");
        }
        for at in ["2026-03-02T10:00", "2026-03-03T08:00"] {
            office.at(at).await?;
        }
        let told = office.person("wu").await?.audit().await?.alarms;
        assert!(told.iter().any(|alarm| alarm.contains("触发器 quiet")), "{told:?}");
        assert!(told.iter().any(|alarm| alarm.contains("视图 shadow")), "{told:?}");
        Ok(())
    }

    /// A second row with the same key is named, also where a page ends between the two.
    rows_with_the_same_key(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        office.alters("events");
        let there: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM departments WHERE office_id = 1").fetch_one(&mut *db).await?;
        // As many as a page has.
        for id in there..500 {
            run(&mut db, &format!("INSERT INTO departments (office_id, id, name) VALUES (1, {}, '科{id}')", 90_000 + id)).await?;
        }
        without_rules(&mut db, office.app.dialect).await?;
        covered_anew(&office, &mut db).await?;
        ensure!(row_digests::verify(&mut db, OFFICE).await?.agrees());
        without_key(&mut db, office.app.dialect).await?;
        assert_eq!(row_digests::schema_faults(&mut db).await?, [SchemaFault::Key("departments")].into());
        for id in [90_400, 90_499] {
            run(&mut db, &format!("INSERT INTO departments (office_id, id, name) VALUES (1, {id}, '影子{id}')")).await?;
            let verified = row_digests::verify(&mut db, OFFICE).await?;
            let kinds = verified.faults.iter().filter(|fault| fault.key == [id.to_string()]).map(|fault| fault.kind);
            let kinds = kinds.collect::<Vec<_>>();
            assert!(kinds.contains(&RowFaultKind::Duplicate) && kinds.contains(&RowFaultKind::Altered), "{id}: {verified:?}");
        }
        Ok(())
    }

    /// Rows of an office whose chain is gone, and of one that does not exist, are told.
    rows_without_a_chain(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        office.alters("events");
        without_rules(&mut db, office.app.dialect).await?;
        run(&mut db, "INSERT INTO offices (id, name, next_id, chain_seq, chain_hash) VALUES (2, '影子局', 0, 0, '')").await?;
        assert_eq!(wrong(&office).await?, Vec::<String>::new(), "an office begins without events");
        run(&mut db, "INSERT INTO departments (office_id, id, name) VALUES (2, 1, '科'), (7, 1, '科')").await?;
        let found = wrong(&office).await?;
        let says = |part: &str| found.iter().any(|line| line.contains(part));
        assert!(says("office 2: it has no event, yet it has rows in table departments"), "{found:?}");
        assert!(says("office 7: table departments has rows of it, but there is no such office"), "{found:?}");
        Ok(())
    }

    /// No alteration is vouched for by taking an office over again.
    not_taken_over_twice(office, "2026-03-02T09:00") {
        let mut db = acquire(&office.app.pool).await?;
        office.alters("events");
        run(&mut db, "UPDATE events SET salt = NULL WHERE seq = 1").await?;
        run(&mut db, "UPDATE departments SET name = '影子科' WHERE office_id = 1 AND id = (SELECT MIN(id) FROM departments)").await?;
        let opened = async || {
            App::open(office.app.config.clone(), office.app.clock.clone()).await.map_err(anyhow::Error::from).context("opened again")
        };
        let covered = "SELECT COUNT(*) FROM events WHERE kind = 'rows-covered'";
        drop(opened().await?);
        assert_eq!(sqlx::query_scalar::<_, i64>(covered).fetch_one(&mut *db).await?, 0);
        let found = wrong(&office).await?;
        assert!(found.iter().any(|line| line.contains("table departments was altered by hand")), "{found:?}");
        assert!(found.iter().any(|line| line.contains("chain is broken at event 1")), "{found:?}");
        // Whoever removes every trace of digests breaks the chain, and one that is broken vouches for nothing.
        run(&mut db, "DELETE FROM row_digests").await?;
        run(&mut db, "UPDATE events SET rows_hash = NULL").await?;
        drop(opened().await?);
        assert_eq!(sqlx::query_scalar::<_, i64>(covered).fetch_one(&mut *db).await?, 0);
        // And where all of the chain is removed, the next change vouches for nothing but what it writes.
        run(&mut db, "DELETE FROM events").await?;
        run(&mut db, "UPDATE offices SET chain_seq = 0, chain_hash = ''").await?;
        drop(opened().await?);
        let found = wrong(&office).await?;
        assert!(found.iter().any(|line| line.contains("it has no event, yet")), "{found:?}");
        office.at("2026-03-02T10:00").await?;
        office.at("2026-03-03T08:00").await?;
        let verified = row_digests::verify(&mut db, OFFICE).await?;
        assert!(verified.faults.iter().any(|fault| (fault.table, fault.kind) == ("departments", RowFaultKind::Foreign)), "{verified:?}");
        Ok(())
    }
}
