//! Known devices: a browser from which somebody has logged in keeps a cookie, of which the server keeps the hash.
//!
//! Guesses of strangers do not slow down whoever logs in from one. A cookie is good for the login for which it was given.

use super::{Caller, secrets::hashed};
use crate::{
    app::App,
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_domain::settings::RETENTION_DEVICES;

/// Seconds for which a browser keeps the cookie: as long as browsers keep any. How long the server knows it is the office's
/// setting.
pub const COOKIE_SECONDS: i64 = 400 * 86_400;

/// Whether somebody has logged in with this login from the device before, within the time for which the office knows devices.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn knows(app: &App, login: &str, device: &str) -> Result<bool> {
    let row = sqlx::query("SELECT office_id, used_at FROM devices WHERE token_hash = $1 AND login = $2")
        .bind(hashed(device))
        .bind(login)
        .fetch_optional(&app.pool)
        .await?;
    let Some(row) = row else { return Ok(false) };
    let days = app.law(row.int("office_id")?)?.settings.number(&RETENTION_DEVICES);
    Ok(row.int("used_at")? >= app.clock.utc() - days * 86_400)
}

/// Whether the server gave this cookie to somebody: another that a browser shows is not taken up.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn gave(app: &App, device: &str) -> Result<bool> {
    let row = sqlx::query("SELECT 1 AS one FROM devices WHERE token_hash = $1 LIMIT 1").bind(hashed(device));
    Ok(row.fetch_optional(&app.pool).await?.is_some())
}

/// The device is known for this login from now on.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn remember(app: &App, office: i64, login: &str, device: &str) -> Result<()> {
    sqlx::query(
        "INSERT INTO devices (token_hash, login, office_id, created_at, used_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (token_hash, login) DO UPDATE SET used_at = excluded.used_at",
    )
    .bind(hashed(device))
    .bind(login)
    .bind(office)
    .bind(app.clock.utc())
    .execute(&app.pool)
    .await?;
    Ok(())
}

/// Every device of a person but this one is a stranger from now on.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn forget_others(change: &mut UnitOfWork, caller: &Caller, but: Option<&str>) -> Result<()> {
    sqlx::query(
        "DELETE FROM devices WHERE token_hash <> $3 AND login IN
         (SELECT login FROM accounts WHERE office_id = $1 AND person_id = $2
          UNION SELECT LOWER(login) FROM accounts WHERE office_id = $1 AND person_id = $2)",
    )
    .bind(caller.office)
    .bind(caller.person as i64)
    .bind(but.map(hashed).unwrap_or_default())
    .execute(&mut **change)
    .await?;
    Ok(())
}
