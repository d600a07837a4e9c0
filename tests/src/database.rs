//! The databases on which a story runs.

use anyhow::{Context, Result};
use std::sync::atomic::{AtomicU32, Ordering};

/// Which database a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Database {
    /// A file in the data folder.
    Sqlite,
    /// A database of its own on the server that the test command started.
    Postgres,
}

impl Database {
    /// The address of a database of its own; none for the file in the data folder.
    ///
    /// # Errors
    /// If there is no server to make it on.
    pub async fn made(self) -> Result<Option<String>> {
        match self {
            Self::Sqlite => Ok(None),
            Self::Postgres => Ok(Some(fresh().await?)),
        }
    }
}

/// Whether there is a PostgreSQL server to test on; the test command says where.
#[must_use]
pub fn postgres() -> Option<String> {
    std::env::var("GUIJU_TEST_POSTGRES").ok()
}

/// A database of its own.
///
/// # Errors
/// If there is no server to make it on.
pub async fn fresh() -> Result<String> {
    made_of("template1").await
}

/// A copy of a database that nobody uses.
pub(crate) async fn made_of(template: &str) -> Result<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = postgres().context("GUIJU_TEST_POSTGRES")?;
    let name = format!("story_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    sqlx::any::install_default_drivers();
    let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(&format!("{server}/postgres")).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {template}"))).execute(&pool).await?;
    pool.close().await;
    Ok(format!("{server}/{name}"))
}
