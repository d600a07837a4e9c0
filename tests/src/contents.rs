//! Everything that stands in a database, to compare two states of it.

use crate::{columns::Columns, trial::Ground};
use anyhow::Result;
use sqlx::{AnyPool, AssertSqlSafe};
use std::collections::BTreeMap;

/// The rows of each table as texts, sorted.
pub type Contents = BTreeMap<String, Vec<String>>;

/// Columns that differ from run to run: moments, salts and what is computed from them.
const VARYING: [(&str, &[&str]); 4] = [
    ("events", &["at", "utc", "hash", "salt", "body_hash", "rows_hash"]),
    ("row_digests", &["digest", "salt"]),
    ("offices", &["chain_hash", "chain_at", "chain_utc"]),
    ("_sqlx_migrations", &["installed_on", "execution_time"]),
];

/// Everything in the database of a ground but statistics; without what differs from run to run, unless all is asked for.
///
/// # Errors
/// If the database cannot be read.
pub async fn contents(ground: &Ground, varying: bool) -> Result<Contents> {
    let pool = ground.pool().await?;
    let mut all = Contents::new();
    for (table, columns) in tables(&pool, ground.database.is_some()).await? {
        let left_out = VARYING.iter().find(|(name, _)| *name == table).map(|(_, columns)| *columns).unwrap_or_default();
        let kept = columns.iter().filter(|column| varying || !left_out.contains(&column.as_str()));
        let cell = |column: &String| match ground.database {
            Some(_) => format!("COALESCE(\"{column}\"::text, '∅')"),
            None => format!("quote(\"{column}\")"),
        };
        let cells = kept.map(|column| format!("'{column}=' || {}", cell(column))).collect::<Vec<_>>();
        let rows = format!("SELECT {} AS t FROM \"{table}\"", cells.join(" || ' ' || "));
        let mut texts = sqlx::query_scalar::<_, String>(AssertSqlSafe(rows)).fetch_all(&pool).await?;
        texts.sort_unstable();
        all.insert(table, texts);
    }
    pool.close().await;
    Ok(all)
}

/// The tables of a database with their columns.
async fn tables(pool: &AnyPool, is_postgres: bool) -> Result<BTreeMap<String, Vec<String>>> {
    let statement = if is_postgres {
        "SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
    } else {
        "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    };
    let mut tables = BTreeMap::<String, Vec<String>>::new();
    for row in sqlx::query(statement).fetch_all(pool).await? {
        tables.entry(row.text("t")?).or_default().push(row.text("c")?);
    }
    Ok(tables)
}

/// What differs between two states, a line for each row.
#[must_use]
pub fn differences(one: &Contents, other: &Contents) -> Vec<String> {
    let mut differences = Vec::new();
    for table in one.keys().chain(other.keys().filter(|table| !one.contains_key(*table))) {
        let (rows, others) = (one.get(table), other.get(table));
        let lacks = |from: Option<&Vec<String>>, of: Option<&Vec<String>>, sign: char| {
            let rows = of.into_iter().flatten().filter(|row| from.is_none_or(|from| from.binary_search(row).is_err()));
            rows.map(|row| format!("{sign} {table}: {row}")).collect::<Vec<_>>()
        };
        differences.extend(lacks(others, rows, '-'));
        differences.extend(lacks(rows, others, '+'));
        if let (Some(rows), Some(others)) = (rows, others)
            && rows.len() != others.len()
        {
            differences.push(format!("{table}: {} rows, then {}", rows.len(), others.len()));
        }
    }
    differences
}
