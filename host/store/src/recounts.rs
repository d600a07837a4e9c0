//! Matters that were counted on days whose holidays were not published (column `provisional` of `matters`), and their records.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{MatterId, OfficeId};
use guiju_model::Moment;

/// Matters that were counted provisionally, and those with a record that happens between two moments; void, refused and withdrawn ones
/// left out.
///
/// # Errors
/// If the database cannot be used.
pub async fn affected(db: impl Db<'_>, office: OfficeId, (from, before): (Moment, Moment)) -> Result<Vec<MatterId>> {
    sql!(
        "SELECT m.id AS id FROM matters m WHERE m.office_id = $1 AND m.status IN ('open', 'returned', 'completed')
         AND m.provisional = 1
         UNION SELECT m.id AS id FROM records r JOIN matters m ON m.office_id = r.office_id AND m.id = r.matter_id
         WHERE r.office_id = $1 AND r.matter_id IS NOT NULL AND r.starts < $3 AND r.ends >= $2 AND m.status IN ('open', 'returned', 'completed')
         ORDER BY id"
    )
    .bind(office)
    .bind(from)
    .bind(before)
    .values(db)
    .await
}

/// The record of a matter that was counted on published days says what came of it.
///
/// # Errors
/// If the database cannot be used.
pub async fn settle(change: &mut UnitOfWork, matter: MatterId, content: &str, summary: &str) -> Result<()> {
    written!("UPDATE records SET content = $3, summary = $4 WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .bind(content)
        .bind(summary)
        .write(change)
        .await?;
    Ok(())
}
