//! Every statement is prepared on both databases: a name that is wrong fails here, not in an office.

use crate::{Dialect, open, statements};
use sqlx::{Executor, SqlSafeStr};
use std::env;

/// Prepares every statement on one database and answers what it refused, by place.
async fn refused(url: Option<&str>, dialect: Dialect) -> Vec<String> {
    let folder = env::temp_dir().join(format!("guiju-statements-{}-{dialect:?}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let pool = open(url, &folder).await.unwrap();
    let mut refused = Vec::new();
    for (place, text) in statements(dialect) {
        let text = sqlx::AssertSqlSafe(text).into_sql_str();
        if let Err(why) = pool.acquire().await.unwrap().prepare(text).await {
            refused.push(format!("{place}: {why}"));
        }
    }
    pool.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    refused
}

#[tokio::test]
async fn every_statement_is_prepared_on_sqlite() {
    assert!(statements(Dialect::Sqlite).len() > 1, "the list is empty");
    assert_eq!(refused(None, Dialect::Sqlite).await, Vec::<String>::new());
}
