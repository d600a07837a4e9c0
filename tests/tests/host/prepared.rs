//! Every statement that the store makes is one that PostgreSQL takes; SQLite prepares them in the store's own test.

use anyhow::{Result, ensure};
use guiju::store::{Dialect, statements};
use guiju_tests::{Database, Office};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_statement_is_prepared_on_postgres() -> Result<()> {
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    let office = Office::open(Database::Postgres, "2026-03-02T09:00").await?;
    let all = statements(Dialect::Postgres);
    ensure!(all.len() > 500, "only {} statements are listed", all.len());
    let mut refused = Vec::new();
    for (place, text) in all {
        let mut connection = office.app.pool.acquire().await?;
        if let Err(why) = connection.prepare(AssertSqlSafe(text).into_sql_str()).await {
            refused.push(format!("{place}: {why}"));
        }
    }
    ensure!(refused.is_empty(), "{} refused:\n{}", refused.len(), refused.join("\n"));
    Ok(())
}
