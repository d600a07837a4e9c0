//! What stands in the schema and no server has put there: triggers, views and rules, and covered tables without their primary key.

use super::tables::COVERED;
use crate::{Connection, Dialect, error::Result, sql::Statement};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with the schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemaFault {
    /// A trigger, by its table and its name.
    Trigger(String, String),
    /// A view.
    View(String),
    /// A rule, by its table and its name.
    Rule(String, String),
    /// A covered table has no primary key, or another one than its own.
    Key(&'static str),
}

/// What it is, table and name of whatever the migrations make none of.
const FOREIGN_SQLITE: &str = "SELECT type AS what, tbl_name AS tbl, name AS name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY 1, 2, 3";

/// The same; what belongs to an extension is not ours to judge.
const FOREIGN_POSTGRES: &str = "SELECT 'trigger' AS what, CAST(c.relname AS TEXT) AS tbl, CAST(t.tgname AS TEXT) AS name
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND c.relnamespace = CAST(current_schema() AS regnamespace)
     UNION ALL
     SELECT 'view', CAST(c.relname AS TEXT), CAST(c.relname AS TEXT) FROM pg_class c
     WHERE c.relkind IN ('v', 'm') AND c.relnamespace = CAST(current_schema() AS regnamespace)
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = CAST('pg_class' AS regclass) AND d.objid = c.oid AND d.deptype = 'e')
     UNION ALL
     SELECT 'rule', CAST(tablename AS TEXT), CAST(rulename AS TEXT) FROM pg_rules WHERE schemaname = current_schema()
     ORDER BY 1, 2, 3";

/// The columns of each table's primary key.
const KEYS_SQLITE: &str = "SELECT m.name AS tbl, p.name AS name FROM sqlite_master m, pragma_table_info(m.name) p
     WHERE m.type = 'table' AND p.pk > 0";
/// The same.
const KEYS_POSTGRES: &str = "SELECT CAST(c.relname AS TEXT) AS tbl, CAST(a.attname AS TEXT) AS name
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
     WHERE i.indisprimary AND c.relnamespace = CAST(current_schema() AS regnamespace)";

/// What stands in the schema and no server has put there.
///
/// # Errors
/// If the database cannot be used.
pub async fn schema_faults(connection: &mut Connection) -> Result<BTreeSet<SchemaFault>> {
    let (foreign, keys) = match Dialect::of_backend(connection.backend_name()) {
        Dialect::Sqlite => (Statement::of_sqlite(FOREIGN_SQLITE), Statement::of_sqlite(KEYS_SQLITE)),
        Dialect::Postgres => (Statement::of_postgres(FOREIGN_POSTGRES), Statement::of_postgres(KEYS_POSTGRES)),
    };
    let mut faults = BTreeSet::new();
    for (what, table, name) in foreign.all::<(String, String, String)>(&mut *connection).await? {
        faults.insert(match what.as_str() {
            "trigger" => SchemaFault::Trigger(table, name),
            "rule" => SchemaFault::Rule(table, name),
            _ => SchemaFault::View(name),
        });
    }
    let mut found = BTreeMap::<String, BTreeSet<String>>::new();
    for (table, column) in keys.all::<(String, String)>(&mut *connection).await? {
        found.entry(table).or_default().insert(column);
    }
    for table in COVERED {
        // Of some tables a key is only once in all offices.
        let is_known = |column: &String| column == table.office || table.key.iter().any(|part| part.name() == column);
        let is_key = |columns: &BTreeSet<String>| {
            columns.iter().all(is_known) && table.key.iter().all(|part| columns.contains(part.name()))
        };
        if !found.get(table.name).is_some_and(is_key) {
            faults.insert(SchemaFault::Key(table.name));
        }
    }
    Ok(faults)
}
