//! Bytes that are to be removed, and bytes that are named. Tables `blob_removals` and `attachment_holds`; the tables whose rows
//! name files are read.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::OfficeId;

/// Adds that the bytes of a file are to be removed.
///
/// # Errors
/// If the database cannot be used.
pub async fn add(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    sql!("INSERT INTO blob_removals (office_id, digest) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(change.office)
        .bind(digest)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Whether the bytes of a file are to be removed.
///
/// # Errors
/// If the database cannot be used.
pub async fn exists(change: &mut UnitOfWork, digest: &str) -> Result<bool> {
    sql!("SELECT digest FROM blob_removals WHERE office_id = $1 AND digest = $2")
        .bind(change.office)
        .bind(digest)
        .exists(&mut **change)
        .await
}

/// That nobody works at a removal: it was claimed up to `$2`, or after now, `$3`, by a clock that was wrong.
macro_rules! free {
    () => {
        "(claimed_at <= $2 OR claimed_at > $3)"
    };
}

/// How many removals nobody works at who claimed them after a moment; both moments are UTC in seconds since 1970.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_free(db: impl Db<'_>, office: OfficeId, (claimed, now): (i64, i64)) -> Result<u64> {
    sql!("SELECT COUNT(*) AS n FROM blob_removals WHERE office_id = $1 AND ", free!())
        .bind(office)
        .bind(claimed)
        .bind(now)
        .value(db)
        .await
}

/// Claims so many removals that nobody works at who claimed them after a moment; both moments are UTC in seconds since 1970.
///
/// # Errors
/// If the database cannot be used.
pub async fn claim(change: &mut UnitOfWork, (claimed, now): (i64, i64), most: u64) -> Result<Vec<String>> {
    sql!(
        "UPDATE blob_removals SET claimed_at = $3 WHERE office_id = $1 AND digest IN (SELECT digest FROM blob_removals
         WHERE office_id = $1 AND ",
        free!(),
        " ORDER BY digest LIMIT $4) RETURNING digest"
    )
    .bind(change.office)
    .bind(claimed)
    .bind(now)
    .bind(most)
    .values(&mut **change)
    .await
}

/// Deletes a removal that is done.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    sql!("DELETE FROM blob_removals WHERE office_id = $1 AND digest = $2")
        .bind(change.office)
        .bind(digest)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Gives back a removal that was claimed.
///
/// # Errors
/// If the database cannot be used.
pub async fn give_back(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    sql!("UPDATE blob_removals SET claimed_at = 0 WHERE office_id = $1 AND digest = $2")
        .bind(change.office)
        .bind(digest)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Saves that a file is named by something that no index has: it is not collected. Whether it was not held before.
///
/// # Errors
/// If the database cannot be used.
pub async fn hold(change: &mut UnitOfWork, digest: &str) -> Result<bool> {
    let held = written!("INSERT INTO attachment_holds (office_id, digest) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(change.office)
        .bind(digest)
        .write(change)
        .await?;
    Ok(held > 0)
}

/// Whether something that no index has names a file.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_held(change: &mut UnitOfWork, digest: &str) -> Result<bool> {
    sql!("SELECT digest FROM attachment_holds WHERE office_id = $1 AND digest = $2")
        .bind(change.office)
        .bind(digest)
        .exists(&mut **change)
        .await
}

/// The files of the office `$1` that a row names.
macro_rules! known {
    () => {
        "SELECT digest FROM attachments WHERE office_id = $1
         UNION SELECT digest FROM attachment_uploads_pending WHERE office_id = $1
         UNION SELECT digest FROM attachment_uses WHERE office_id = $1
         UNION SELECT digest FROM attachment_holds WHERE office_id = $1
         UNION SELECT digest FROM blob_removals WHERE office_id = $1"
    };
}

/// The files of an office that a row names.
///
/// # Errors
/// If the database cannot be used.
pub async fn known(db: impl Db<'_>, office: OfficeId) -> Result<Vec<String>> {
    sql!(known!()).bind(office).values(db).await
}

/// Whether a row names a file.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_known(change: &mut UnitOfWork, digest: &str) -> Result<bool> {
    sql!("SELECT digest FROM (", known!(), ") AS known WHERE digest = $2")
        .bind(change.office)
        .bind(digest)
        .exists(&mut **change)
        .await
}
