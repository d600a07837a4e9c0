//! SIGKILL while something long is under way: nothing is lost, what was begun goes on, and `guiju verify` is whole all the way.

mod blocked;
mod copies;
mod erasure;
mod filing;
mod upgrade;
mod verify;

use guiju_tests::{Database, skipped};

/// The databases that there are here.
fn databases() -> anyhow::Result<Vec<Database>> {
    if guiju_tests::postgres().is_some() {
        return Ok(vec![Database::Sqlite, Database::Postgres]);
    }
    skipped("no PostgreSQL server")?;
    Ok(vec![Database::Sqlite])
}
