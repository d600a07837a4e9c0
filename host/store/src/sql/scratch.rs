//! Databases of tests on a PostgreSQL server.

use sqlx::{AnyPool, AssertSqlSafe};

/// Makes an empty database on a server, such as `postgres://guiju@127.0.0.1:5432`; its address.
pub(crate) async fn created(server: &str, name: &str) -> String {
    let admin = AnyPool::connect(&format!("{server}/postgres")).await.unwrap();
    let create = format!("CREATE DATABASE {name} TEMPLATE template1");
    sqlx::query(AssertSqlSafe(create)).execute(&admin).await.unwrap();
    admin.close().await;
    format!("{server}/{name}")
}
