//! Serving: listeners, background jobs, an orderly end that anchors the last events.

use super::output::say;
use crate::{app::App, health, http, jobs, policy::following, store};
use anyhow::{Context, Result};
use std::{sync::Arc, time::Duration};

/// Serves until it is told to end.
pub(super) async fn serve(app: Arc<App>) -> Result<()> {
    http::install_metrics();
    let listener =
        tokio::net::TcpListener::bind(&app.config.listen).await.with_context(|| app.config.listen.clone())?;
    app.listens_on(listener.local_addr()?);
    if let Some(address) = &app.config.metrics_listen {
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| address.clone())?;
        say!("http://{}/metrics", listener.local_addr()?);
        tokio::spawn(http::serve_metrics(app.clone(), listener));
    }
    for warning in health::warned(&app).await {
        tracing::warn!("{warning}");
    }
    say!("\nhttp://{}\n", listener.local_addr()?);
    tokio::spawn(jobs::run(app.clone()));
    tokio::spawn(following::run(app.clone()));
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    let ended = async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    };
    http::serve(&app, listener, ended).await?;
    anchor_at_the_end(&app).await;
    if let Err(error) = store::optimize(&app.pool, app.dialect).await {
        tracing::debug!(%error, "statistics are left to the next start");
    }
    Ok(())
}

/// How long the end waits for the anchors' folder and the second places.
const ANCHORED_WITHIN: Duration = Duration::from_secs(15);

/// Anchors what was done since the last anchor, so that no event of an orderly end is without one.
async fn anchor_at_the_end(app: &App) {
    match tokio::time::timeout(ANCHORED_WITHIN, app.anchors.save_everywhere(&app.pool)).await {
        Ok(Ok(true)) => {}
        Ok(Ok(false)) => tracing::warn!("a second place lacks the last anchors; they are copied at the next start"),
        Ok(Err(error)) => tracing::error!(%error, "the last events are not anchored; the next start anchors them"),
        Err(_) => tracing::error!("the anchors' folder does not answer; the next start anchors the last events"),
    }
}
