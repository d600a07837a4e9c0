//! Lists of matters by the time at which they were filed. Table `matters`, read only.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{MatterId, OfficeId};
use guiju_model::Moment;

/// The matters of a regulation that were filed in a time, by id, so many at most; the second moment is behind it.
///
/// # Errors
/// If the database cannot be used.
pub async fn filed_between(
    db: impl Db<'_>,
    office: OfficeId,
    regulation: &str,
    (from, before): (Moment, Moment),
    most: u64,
) -> Result<Vec<MatterId>> {
    sql!(
        "SELECT id FROM matters WHERE office_id = $1 AND regulation = $2 AND filed_at >= $3 AND filed_at < $4
         ORDER BY id LIMIT $5"
    )
    .bind(office)
    .bind(regulation)
    .bind(from)
    .bind(before)
    .bind(most)
    .values(db)
    .await
}
