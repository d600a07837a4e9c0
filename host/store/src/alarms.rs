//! Alarms that are raised. Table `alarms`.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, named_columns, sql, written},
};
use guiju_domain::{OfficeId, alarm::AlarmKind};

named_columns!(AlarmKind);

/// Every alarm of an office that is raised, with its subject.
///
/// # Errors
/// If the database cannot be used.
pub async fn raised(db: impl Db<'_>, office: OfficeId) -> Result<Vec<(AlarmKind, String)>> {
    // What another version of the server raises is that server's to end.
    let rows: Vec<(String, String)> =
        sql!("SELECT kind, subject FROM alarms WHERE office_id = $1 ORDER BY kind, subject")
            .bind(office)
            .all(db)
            .await?;
    Ok(rows.into_iter().filter_map(|(kind, subject)| Some((AlarmKind::named(&kind)?, subject))).collect())
}

/// Adds an alarm; whether it was not raised yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn add(change: &mut UnitOfWork, kind: AlarmKind, subject: &str) -> Result<bool> {
    let added = written!(
        "INSERT INTO alarms (office_id, kind, subject, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, kind, subject) DO NOTHING"
    )
    .bind(change.office)
    .bind(kind)
    .bind(subject)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(added > 0)
}

/// Deletes an alarm; whether it was raised.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, kind: AlarmKind, subject: &str) -> Result<bool> {
    let deleted = written!("DELETE FROM alarms WHERE office_id = $1 AND kind = $2 AND subject = $3")
        .bind(change.office)
        .bind(kind)
        .bind(subject)
        .write(change)
        .await?;
    Ok(deleted > 0)
}
