//! Comparing the rows of one matter with their digests, and with what its events give.

use super::{
    CoveredTable,
    compare::{faults, lacking},
    lists,
    verify::is_covered,
};
use crate::{Connection, error::Result, matter_folds, sql::sql};
use guiju_domain::{MatterId, OfficeId};

/// Whether a row of a matter, of its tasks or of its records is not as the office's changes left it: altered, removed or inserted, or
/// listed otherwise than the chain has it. Nothing is where the chain does not cover rows yet.
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
        // What the matter's own changes wrote and nothing removed is there.
        let written = written(connection, office, matter, name).await?;
        if !lacking(connection, office, table, &written).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(!lists::of_matter(connection, office, matter).await?
        || !matter_folds::verify_one(connection, office, matter).await?.faults.is_empty())
}

/// The keys of rows of a table that changes of a matter wrote, and that no change removed.
async fn written(connection: &mut Connection, office: OfficeId, matter: MatterId, table: &str) -> Result<Vec<String>> {
    sql!(
        "SELECT DISTINCT d.row_key AS row_key FROM events e JOIN row_digests d ON d.office_id = e.office_id AND d.seq = e.seq
         WHERE e.office_id = $1 AND e.matter_id = $2 AND d.tab = $3 AND (SELECT l.digest FROM row_digests l
          WHERE l.office_id = d.office_id AND l.tab = d.tab AND l.row_key = d.row_key ORDER BY l.seq DESC LIMIT 1) IS NOT NULL
         ORDER BY d.row_key"
    )
    .bind(office)
    .bind(matter)
    .bind(table)
    .values(connection)
    .await
}
