//! The salts that go with rows: without them no digest tells what stood there.

use super::rows::OF_PEOPLE;
use crate::{
    Dialect, UnitOfWork,
    error::Result,
    row_digests::{CoveredTable, KeyColumn, SEPARATOR},
    sql::{Built, Statement, built},
};
use guiju_domain::PersonId;
use guiju_store_macros::Row;

/// Removes the salts of some rows' digests, by their keys in a JSON list.
struct ForgetSalts;

impl Built for ForgetSalts {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "UPDATE row_digests SET salt = NULL WHERE office_id = $1 AND tab = $2 AND {}",
            dialect.among_texts("row_key", 3)
        )
    }
}
built!(ForgetSalts);

/// Rows of tables of matters that some events told of and that are no more.
struct GoneBefore;

impl Built for GoneBefore {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!(
            "SELECT DISTINCT d.tab AS tab, d.row_key AS row_key FROM row_digests d
             WHERE d.office_id = $1 AND {} AND {} AND d.salt IS NOT NULL
             AND (SELECT l.digest FROM row_digests l WHERE l.office_id = d.office_id AND l.tab = d.tab AND l.row_key = d.row_key
              ORDER BY l.seq DESC LIMIT 1) IS NULL
             ORDER BY d.tab, d.row_key",
            dialect.among("d.seq", 2),
            dialect.among_texts("d.tab", 3)
        )
    }
}
built!(GoneBefore);

/// A row by table and key.
#[derive(Row)]
struct Gone {
    tab: String,
    row_key: String,
}

/// Notes that rows of matters' tables are gone which the changes of some events wrote and later ones removed: bookings that were
/// given up, notices that were read long ago. Their salts are forgotten with those of the rows that this change deletes.
///
/// # Errors
/// If the database cannot be used.
pub async fn note_gone(change: &mut UnitOfWork, events: &[i64]) -> Result<()> {
    let tables = super::rows::DELETED.iter().map(|(table, _)| *table).collect::<Vec<_>>();
    let gone: Vec<Gone> = Statement::built(&GoneBefore, change.dialect())
        .bind(change.office)
        .bind(serde_json::Value::from(events).to_string())
        .bind(serde_json::to_string(&tables)?)
        .all(&mut **change)
        .await?;
    for Gone { tab, row_key } in gone {
        if let Some(table) = CoveredTable::named(&tab) {
            change.note_moved(table.name, &row_key);
        }
    }
    Ok(())
}

/// Removes the salts with which people were digested before this change, whose digests of them are made at its end.
///
/// # Errors
/// If the database cannot be used.
pub async fn forget_people(change: &mut UnitOfWork, people: &[PersonId]) -> Result<()> {
    let keys = people.iter().map(|person| person.number().to_string()).collect::<Vec<_>>();
    forget(change, "people", &keys).await
}

/// Removes the salts with which some rows of a table were digested before this change.
pub(super) async fn forget(change: &mut UnitOfWork, table: &str, keys: &[String]) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    Statement::built(&ForgetSalts, change.dialect())
        .bind(change.office)
        .bind(table)
        .bind(serde_json::to_string(keys)?)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Removes the salts with which rows that this change deletes were ever digested, so that no digest tells what stood in them. The rows:
/// table and key, but for logins and clock numbers.
///
/// # Errors
/// If the database cannot be used.
pub async fn forget_salts(change: &mut UnitOfWork) -> Result<Vec<(&'static str, Vec<String>)>> {
    let rows = change.deleted_rows();
    for of_table in rows.chunk_by(|one, other| one.0 == other.0) {
        let Some((table, _)) = of_table.first() else { continue };
        let keys = of_table.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>();
        forget(change, table, &keys).await?;
    }
    Ok(rows.into_iter().map(|(table, key)| (table, told(table, &key))).collect())
}

/// The parts of a row's key that may be told: of what goes with a person only numbers, since a text says who it was.
fn told(table: &str, key: &str) -> Vec<String> {
    let of_people = OF_PEOPLE.iter().any(|(of_people, _)| *of_people == table);
    let columns = CoveredTable::named(table).map_or(&[][..], |table| table.key);
    let is_told = |at: usize| !(of_people && matches!(columns.get(at), Some(KeyColumn::Text(_))));
    key.split(SEPARATOR).enumerate().filter(|(at, _)| is_told(*at)).map(|(_, part)| part.to_owned()).collect()
}
