//! Holding a server at a point of its work from outside: by a lock in the database that its next statement needs.

use anyhow::{Result, ensure};
use guiju_tests::{
    trial::{Ground, Running},
    wait,
};
use sqlx::{AnyPool, AssertSqlSafe, Executor, any::AnyPoolOptions};

/// A transaction of somebody else, with the locks that it took.
pub struct Blocked {
    pool: AnyPool,
    held: sqlx::Transaction<'static, sqlx::Any>,
}

impl Blocked {
    /// Takes a lock by a statement in a transaction that stays open.
    pub async fn by(ground: &Ground, begin: &'static str, statement: Option<&str>) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new().max_connections(2).connect(&ground.url()).await?;
        let mut held = pool.begin_with(begin).await?;
        if let Some(statement) = statement {
            held.execute(AssertSqlSafe(statement.to_owned())).await?;
        }
        Ok(Self { pool, held })
    }

    /// Waits until a statement of PostgreSQL waits for a lock on a table.
    pub async fn until_waiting(&self, table: &str, process: &mut Running) -> Result<()> {
        let waiting = format!(
            "SELECT COUNT(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
             WHERE c.relname = '{table}' AND NOT l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        );
        wait::until("the server waits for the lock", async || {
            process.goes_on()?;
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(waiting.clone())).fetch_one(&self.pool).await?;
            Ok(count > 0)
        })
        .await
    }

    /// Lets go, and waits until no other session of the database is left, such as that of a process that was killed.
    pub async fn released(self) -> Result<()> {
        self.held.rollback().await?;
        self.pool.close().await;
        Ok(())
    }
}

/// Waits until PostgreSQL has noticed that a killed process is gone: until then its transaction may hold locks.
pub async fn forgotten(ground: &Ground) -> Result<()> {
    if ground.database.is_none() {
        return Ok(());
    }
    let others = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    wait::until("the killed server's sessions end", async || Ok(ground.number(others).await? == 0)).await
}

/// Runs `guiju verify`, which must find everything whole.
pub fn whole(ground: &Ground, when: &str) -> Result<()> {
    let ran = ground.run(&["verify"])?;
    ensure!(ran.well, "{when}: {}", ran.said);
    Ok(())
}
