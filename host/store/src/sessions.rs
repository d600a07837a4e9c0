//! Sessions (table `sessions`): the hash of a session's token, with its login, CSRF token and times in UTC.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, PersonId, SystemRole};
use guiju_store_macros::Row;

/// Every login of a person: `$1` is the office, `$2` the person. An earlier version may have given several.
macro_rules! own {
    () => {
        "login IN (SELECT login FROM accounts WHERE office_id = $1 AND person_id = $2)"
    };
}

/// A session that begins.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// Login of the account.
    pub login: &'a str,
    /// The hash of the password that was proved.
    pub password_hash: &'a str,
    /// The hash of the session's token.
    pub token_hash: String,
    /// The CSRF token.
    pub csrf: String,
    /// The id by which it is listed.
    pub id: String,
    /// The browser in a few words.
    pub agent: &'a str,
    /// The address from which it begins.
    pub source: String,
    /// The hash of the device's cookie.
    pub device_hash: String,
    /// When it begins, in UTC.
    pub begins: i64,
    /// When it ends if it is not used, in UTC.
    pub expires: i64,
}

/// A session with its account, as a request is answered by it. Moments are UTC: seconds since 1970.
#[derive(Debug, Row)]
pub struct Session {
    /// The id by which it is listed.
    pub id: String,
    /// The CSRF token.
    pub csrf: String,
    /// When it ends if it is not used.
    pub expires_at: i64,
    /// When it began.
    pub created_at: i64,
    /// When it was last used.
    pub used_at: i64,
    /// Login of the account.
    pub login: String,
    /// The office.
    #[column("office_id")]
    pub office: OfficeId,
    /// The account's owner.
    #[column("person_id")]
    pub person: PersonId,
    /// The owner's role of the system.
    pub system_role: Option<SystemRole>,
    /// Whether the owner has to change the password.
    pub must_change: bool,
    /// When the password was set; 0 if that is not known.
    pub password_set_at: i64,
    /// The version of the office's people and policy.
    pub policy_version: i64,
    /// How many second factors are in force: 0 or 1.
    pub second_factors: u64,
}

/// A session as it is listed. Moments are UTC: seconds since 1970.
#[derive(Debug, Row)]
pub struct Listed {
    /// The id.
    pub id: String,
    /// When it began.
    pub created_at: i64,
    /// When it was last used.
    pub used_at: i64,
    /// The browser in a few words.
    pub agent: String,
    /// The address from which it began.
    pub source: String,
}

/// Deletes the sessions that ended before a moment in UTC.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_expired(db: impl Db<'_>, utc: i64) -> Result<()> {
    sql!("DELETE FROM sessions WHERE expires_at < $1").bind(utc).run(db).await?;
    Ok(())
}

/// Begins a session; whether the password is still the one that was proved.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(db: impl Db<'_>, session: &NewSession<'_>) -> Result<bool> {
    let inserted = sql!(
        "INSERT INTO sessions (token_hash, login, csrf, expires_at, id, created_at, used_at, agent, source, device_hash)
         SELECT $1, login, $3, $4, $5, $6, $6, $7, $8, $9 FROM accounts WHERE login = $2 AND password_hash = $10"
    )
    .bind(&session.token_hash)
    .bind(session.login)
    .bind(&session.csrf)
    .bind(session.expires)
    .bind(&session.id)
    .bind(session.begins)
    .bind(session.agent)
    .bind(&session.source)
    .bind(&session.device_hash)
    .bind(session.password_hash)
    .run(db)
    .await?;
    Ok(inserted > 0)
}

/// The session of a token's hash.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, token_hash: &str) -> Result<Option<Session>> {
    sql!(
        "SELECT s.csrf AS csrf, s.expires_at AS expires_at, s.id AS id, s.created_at AS created_at, s.used_at AS used_at,
         a.login AS login, a.office_id AS office_id, a.person_id AS person_id, a.system_role AS system_role,
         a.must_change AS must_change, a.password_set_at AS password_set_at, o.policy_version AS policy_version,
         (SELECT COUNT(*) FROM second_factors f WHERE f.office_id = a.office_id AND f.person_id = a.person_id
          AND f.confirmed_at IS NOT NULL) AS second_factors
         FROM sessions s JOIN accounts a ON a.login = s.login JOIN offices o ON o.id = a.office_id WHERE s.token_hash = $1"
    )
    .bind(token_hash)
    .first(db)
    .await
}

/// Notes that a session was used at a moment in UTC, and until when it goes on.
///
/// # Errors
/// If the database cannot be used.
pub async fn note_use(db: impl Db<'_>, token_hash: &str, utc: i64, expires: i64) -> Result<()> {
    sql!("UPDATE sessions SET expires_at = $2, used_at = $3 WHERE token_hash = $1")
        .bind(token_hash)
        .bind(expires)
        .bind(utc)
        .run(db)
        .await?;
    Ok(())
}

/// A person's sessions that stand at a moment in UTC and began at `since` or later, the latest used first.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_person(
    db: impl Db<'_>,
    office: OfficeId,
    person: PersonId,
    utc: i64,
    since: i64,
) -> Result<Vec<Listed>> {
    sql!(
        "SELECT id, created_at, used_at, expires_at, agent, source FROM sessions WHERE ",
        own!(),
        " AND expires_at >= $3 AND created_at >= $4 ORDER BY used_at DESC, id"
    )
    .bind(office)
    .bind(person)
    .bind(utc)
    .bind(since)
    .all(db)
    .await
}

/// Whether a login's session stands and the password is the one of this hash, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn stands(change: &mut UnitOfWork, login: &str, id: &str, password_hash: &str) -> Result<bool> {
    sql!(
        "SELECT 1 AS one FROM sessions s JOIN accounts a ON a.login = s.login
         WHERE s.login = $1 AND s.id = $2 AND a.password_hash = $3"
    )
    .bind(login)
    .bind(id)
    .bind(password_hash)
    .exists(&mut **change)
    .await
}

/// Deletes the session of a token's hash.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(db: impl Db<'_>, token_hash: &str) -> Result<()> {
    sql!("DELETE FROM sessions WHERE token_hash = $1").bind(token_hash).run(db).await?;
    Ok(())
}

/// Deletes a session of a person; how many went.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_one(change: &mut UnitOfWork, person: PersonId, id: &str) -> Result<u64> {
    sql!("DELETE FROM sessions WHERE ", own!(), " AND id = $3")
        .bind(change.office)
        .bind(person)
        .bind(id)
        .run(&mut **change)
        .await
}

/// Deletes every session of a person but one; how many went.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_others(change: &mut UnitOfWork, person: PersonId, but: &str) -> Result<u64> {
    sql!("DELETE FROM sessions WHERE ", own!(), " AND id <> $3")
        .bind(change.office)
        .bind(person)
        .bind(but)
        .run(&mut **change)
        .await
}

/// Deletes every session of a person.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete_of_person(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    sql!("DELETE FROM sessions WHERE ", own!()).bind(change.office).bind(person).run(&mut **change).await?;
    Ok(())
}
