//! How many statements a request costs: who calls and whether another server changed the office is one and the same.

use anyhow::{Result, ensure};
use guiju_tests::{Database, Office, Person};
use std::sync::atomic::{AtomicUsize, Ordering};
use tracing::Subscriber;
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt, registry::LookupSpan};

/// Statements that any database was asked in this process.
static STATEMENTS: AtomicUsize = AtomicUsize::new(0);

/// Counts what the database's client reports: one event for each statement.
struct Count;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Count {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            STATEMENTS.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// How many statements it takes to read something.
async fn cost(who: &Person, path: &str) -> Result<usize> {
    let before = STATEMENTS.load(Ordering::Relaxed);
    who.text(path).await?;
    Ok(STATEMENTS.load(Ordering::Relaxed) - before)
}

/// The list of rosters comes from the regulations in force, which a server has in memory: the caller is all that is asked for.
async fn one_statement(database: Database) -> Result<()> {
    let office = Office::open(database, "2026-03-02T09:00").await?;
    let li = office.person("li").await?;
    li.text("/api/rosters").await?;
    let usual = cost(&li, "/api/rosters").await?;
    ensure!(usual == 1, "{database:?}: {usual} statements for who calls");
    // As another server leaves it that changed posts or rules.
    let changed = "UPDATE offices SET policy_version = policy_version + 1 WHERE id = 1";
    sqlx::query(changed).execute(&office.app.pool).await?;
    let follows = cost(&li, "/api/rosters").await?;
    ensure!(follows > 1, "{database:?}: what another server changed was not read");
    let after = cost(&li, "/api/rosters").await?;
    ensure!(after == 1, "{database:?}: {after} statements once it has followed");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_calls_is_one_statement() -> Result<()> {
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Count))?;
    one_statement(Database::Sqlite).await?;
    if guiju_tests::postgres().is_none() {
        return guiju_tests::skipped("no PostgreSQL server");
    }
    one_statement(Database::Postgres).await
}
