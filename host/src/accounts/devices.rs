//! Known devices: a browser from which somebody has logged in keeps a cookie, of which the server keeps the hash.
//!
//! Guesses of strangers do not slow down whoever logs in from one. A cookie is good for the login for which it was given.

use super::secrets::hashed;
use crate::{app::App, error::Result};
use sqlx::AnyConnection;

/// Seconds after which a device that was not used is a stranger again.
pub const KEPT: i64 = 180 * 86_400;

/// Whether somebody has logged in with this login from the device before.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn knows(app: &App, login: &str, device: &str) -> Result<bool> {
    let row = sqlx::query("SELECT 1 AS one FROM devices WHERE token_hash = $1 AND login = $2 AND used_at >= $3")
        .bind(hashed(device))
        .bind(login)
        .bind(app.clock.utc() - KEPT)
        .fetch_optional(&app.pool)
        .await?;
    Ok(row.is_some())
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

/// Every device of a login but this one is a stranger from now on.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn forget_others(connection: &mut AnyConnection, login: &str, but: Option<&str>) -> Result<()> {
    sqlx::query("DELETE FROM devices WHERE login = $1 AND token_hash <> $2")
        .bind(login)
        .bind(but.map(hashed).unwrap_or_default())
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets devices that were not used for long.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn clean(app: &App) -> Result<()> {
    let long_ago = app.clock.utc() - KEPT;
    let old = sqlx::query("SELECT 1 AS one FROM devices WHERE used_at < $1 LIMIT 1").bind(long_ago);
    if old.fetch_optional(&app.pool).await?.is_some() {
        sqlx::query("DELETE FROM devices WHERE used_at < $1").bind(long_ago).execute(&app.pool).await?;
    }
    Ok(())
}
