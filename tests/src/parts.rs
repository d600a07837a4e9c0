//! The server's parts as the stories use them, and what every one of their servers shares.

use crate::place::root;
use anyhow::{Context, Result};
use guiju::{accounts::HashingCost, app::App, clock::Clock, config::Config, settings};
use guiju_domain::OfficeId;
use guiju_domain::settings::{SESSION_DAYS, Value as Setting};
use guiju_model::Moment;
use std::{path::Path, sync::Arc};

/// A moment of the office, such as `2026-03-02T09:00`.
///
/// # Errors
/// If it is none.
pub fn moment(at: &str) -> Result<Moment> {
    at.parse().map_err(|why| anyhow::anyhow!("{at}: {why}"))
}

/// The server's parts over a data folder and a database, at a moment.
pub(crate) async fn opened(
    data: &Path,
    url: Option<String>,
    at: &str,
    settings: impl FnOnce(&mut Config),
) -> Result<Arc<App>> {
    share_compiled(data)?;
    // Stories set the clock ahead by days; whoever is logged in stays so.
    let session_minutes = 60 * 24 * 400;
    let hashing_cost = HashingCost::Least;
    let mut config =
        Config { data: data.to_owned(), database: url, session_minutes, hashing_cost, ..Config::default() };
    settings(&mut config);
    let clock = Clock::default();
    clock.set(moment(at)?);
    Ok(App::open(config, clock).await?)
}

/// Compiled regulations are shared by all stories; the engine takes them only if they are its own.
pub(crate) fn share_compiled(data: &Path) -> Result<()> {
    let compiled = root().join("target/compiled");
    std::fs::create_dir_all(&compiled)?;
    Ok(std::os::unix::fs::symlink(&compiled, data.join("compiled"))?)
}

/// Stories set the clock ahead by weeks; whoever is logged in stays so.
pub(crate) async fn sessions_last(app: &App, office: OfficeId) -> Result<()> {
    let days = settings::allowed(&SESSION_DAYS, Setting::Number(400))?;
    let mut change = app.change(office).await.context("the office")?;
    settings::set(&mut change, app.clock.utc(), None, &SESSION_DAYS, days).await?;
    change.commit().await?;
    Ok(settings::refresh(app, office).await?)
}
