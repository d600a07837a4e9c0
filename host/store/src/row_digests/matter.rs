//! Comparing the rows of one matter with their digests.

use super::{CoveredTable, compare::faults, verify::is_covered};
use crate::{Connection, error::Result, sql::sql};
use guiju_domain::{MatterId, OfficeId};

/// Whether a row of a matter, of its tasks or of its records is not as the office's changes left it. Nothing is where the chain
/// does not cover rows yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_altered(connection: &mut Connection, office: OfficeId, matter: MatterId) -> Result<bool> {
    if !is_covered(connection, office).await? {
        return Ok(false);
    }
    let rows = [
        ("matters", sql!("SELECT * FROM matters WHERE office_id = $1 AND id = $2")),
        ("tasks", sql!("SELECT * FROM tasks WHERE office_id = $1 AND matter_id = $2")),
        ("records", sql!("SELECT * FROM records WHERE office_id = $1 AND matter_id = $2")),
    ];
    for (name, statement) in rows {
        let Some(table) = CoveredTable::named(name) else { continue };
        let rows = statement.bind(office).bind(matter).rows(&mut *connection).await?;
        if !faults(connection, office, table, &rows).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}
