//! Digests whose salt is gone: only what the office has removed for good may have lost it.

use super::{CoveredTable, RowFaultKind, RowsVerified, compare::name};
use crate::{Connection, error::Result, sql::sql};
use guiju_domain::{
    OfficeId,
    events::retention::{ERASED, RETENTION_APPLIED},
};
use guiju_store_macros::Row;

/// Rows that are read at most.
const MOST: u64 = 10_000;

/// A row by table and key.
#[derive(Row)]
struct Unsalted {
    tab: String,
    row_key: String,
}

/// Names each row a digest of which has lost its salt, unless a later event of an erasure, or of what is kept for a while, has the row
/// in its list: that list is covered by the chain.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn unsalted(connection: &mut Connection, office: OfficeId, verified: &mut RowsVerified) -> Result<()> {
    let rows = sql!(
        "SELECT DISTINCT d.tab AS tab, d.row_key AS row_key FROM row_digests d
         WHERE d.office_id = $1 AND d.salt IS NULL AND d.digest IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM row_digests l JOIN events e ON e.office_id = l.office_id AND e.seq = l.seq
          WHERE l.office_id = d.office_id AND l.tab = d.tab AND l.row_key = d.row_key AND l.seq > d.seq
          AND (e.kind = $2 OR e.kind = $3 AND l.digest IS NULL))
         ORDER BY d.tab, d.row_key LIMIT $4"
    )
    .bind(office)
    .bind(ERASED)
    .bind(RETENTION_APPLIED)
    .bind(MOST)
    .read::<Unsalted>(&mut *connection)
    .await?;
    // A list with what cannot be read is not the one that its event covers, which is told.
    for Unsalted { tab, row_key } in rows.into_iter().flatten() {
        // A list that names no table is no list that the chain covers.
        let Some(table) = CoveredTable::named(&tab) else { continue };
        let known = verified.faults.iter().any(|fault| fault.table == table.name && fault.is_of(&row_key));
        if !known {
            name(verified, table, &row_key, RowFaultKind::Unsalted);
        }
    }
    Ok(())
}
