//! What happens once, whichever server comes first (table `once`).

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::OfficeId;

/// Whether something has been claimed.
///
/// # Errors
/// If the database cannot be used.
pub async fn exists(db: impl Db<'_>, office: OfficeId, key: &str) -> Result<bool> {
    sql!("SELECT 1 AS one FROM once WHERE office_id = $1 AND key = $2").bind(office).bind(key).exists(db).await
}

/// Claims something that happens once: true for whoever comes first.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, key: &str) -> Result<bool> {
    let now = change.now;
    let done =
        sql!("INSERT INTO once (office_id, key, at) VALUES ($1, $2, $3) ON CONFLICT (office_id, key) DO NOTHING")
            .bind(change.office)
            .bind(key)
            .bind(now)
            .run(&mut **change)
            .await?;
    Ok(done == 1)
}
