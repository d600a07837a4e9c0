//! Known devices: a browser from which somebody has logged in keeps a cookie, of which the server keeps the hash.
//!
//! Guesses of strangers do not slow down whoever logs in from one. A cookie is good for the login for which it was given.

use super::{Caller, secrets::hashed};
use crate::{
    app::App,
    error::Result,
    store::{UnitOfWork, devices},
};
use guiju_domain::{OfficeId, settings::RETENTION_DEVICES};
use std::time::Duration;

/// For how long a browser keeps the cookie: as long as browsers keep any. How long the server knows it is the office's
/// setting.
pub const COOKIE_LASTS: Duration = Duration::from_secs(400 * 86_400);

/// Whether somebody has logged in with this login from the device before, within the time for which the office knows devices.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn knows(app: &App, login: &str, device: &str) -> Result<bool> {
    let Some(device) = devices::find(&app.pool, login, &hashed(device)).await? else { return Ok(false) };
    let days = app.policy(device.office)?.settings.number(&RETENTION_DEVICES);
    Ok(device.used_at >= app.clock.utc() - days * 86_400)
}

/// Whether the server gave this cookie to somebody: another that a browser shows is not taken up.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn gave(app: &App, device: &str) -> Result<bool> {
    Ok(devices::is_known(&app.pool, &hashed(device)).await?)
}

/// The device is known for this login from now on.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn remember(app: &App, office: OfficeId, login: &str, device: &str) -> Result<()> {
    Ok(devices::save(&app.pool, office, login, &hashed(device), app.clock.utc()).await?)
}

/// Every device of a person but this one is a stranger from now on.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn forget_others(change: &mut UnitOfWork, caller: &Caller, but: Option<&str>) -> Result<()> {
    let but = but.map(hashed).unwrap_or_default();
    Ok(devices::delete_others(change, caller.person, &but).await?)
}
