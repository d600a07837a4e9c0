//! Known devices: the hash of the cookie that a browser keeps from which somebody has logged in, by login.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_store_macros::Row;

/// A device of a login.
#[derive(Debug, Row)]
pub struct Device {
    /// The office of the account.
    #[column("office_id")]
    pub office: OfficeId,
    /// When somebody last logged in from it, in UTC: seconds since 1970.
    pub used_at: i64,
}

/// The device with this hash from which this login has been used.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, login: &str, token_hash: &str) -> Result<Option<Device>> {
    sql!("SELECT office_id, used_at FROM devices WHERE token_hash = $1 AND login = $2")
        .bind(token_hash)
        .bind(login)
        .first(db)
        .await
}

/// Whether the device with this hash is known for any login.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_known(db: impl Db<'_>, token_hash: &str) -> Result<bool> {
    sql!("SELECT 1 AS one FROM devices WHERE token_hash = $1 LIMIT 1").bind(token_hash).exists(db).await
}

/// Saves that somebody logged in from a device at a moment in UTC.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(db: impl Db<'_>, office: OfficeId, login: &str, token_hash: &str, utc: i64) -> Result<()> {
    sql!(
        "INSERT INTO devices (token_hash, login, office_id, created_at, used_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (token_hash, login) DO UPDATE SET used_at = excluded.used_at"
    )
    .bind(token_hash)
    .bind(login)
    .bind(office)
    .bind(utc)
    .run(db)
    .await?;
    Ok(())
}

/// Deletes every device of a person but the one with this hash.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_others(change: &mut UnitOfWork, person: PersonId, but_hash: &str) -> Result<()> {
    sql!(
        "DELETE FROM devices WHERE token_hash <> $3 AND login IN
         (SELECT login FROM accounts WHERE office_id = $1 AND person_id = $2
          UNION SELECT LOWER(login) FROM accounts WHERE office_id = $1 AND person_id = $2)"
    )
    .bind(change.office)
    .bind(person)
    .bind(but_hash)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Every login of a person: `$1` is the office, `$2` the person.
macro_rules! own {
    () => {
        "login IN (SELECT login FROM accounts WHERE office_id = $1 AND person_id = $2)"
    };
}

/// Deletes the device of a person's session, unless another session of the person uses it too.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_of_session(
    change: &mut UnitOfWork,
    person: PersonId,
    session: &str,
    but_session: &str,
) -> Result<()> {
    sql!(
        "DELETE FROM devices WHERE ",
        own!(),
        " AND token_hash IN (SELECT device_hash FROM sessions WHERE ",
        own!(),
        " AND id = $3) AND token_hash NOT IN (SELECT device_hash FROM sessions WHERE ",
        own!(),
        " AND id = $4)"
    )
    .bind(change.office)
    .bind(person)
    .bind(session)
    .bind(but_session)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Deletes every device of a person.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_of_person(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    sql!("DELETE FROM devices WHERE ", own!()).bind(change.office).bind(person).run(&mut **change).await?;
    Ok(())
}
