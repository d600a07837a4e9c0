//! Metrics: on a listener of their own, or behind a token; else nobody reads them.

use super::{serve::accept, shared::Shared};
use crate::{
    app::App,
    error::{Error, Result},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    routing::get,
};
use guiju_domain::rejection::Unknown;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sha2::{Digest, Sha256};
use std::{
    future::pending,
    sync::{Arc, OnceLock},
};
use tokio::net::TcpListener;

fn prometheus() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}

/// Installs the recorder of metrics: what is counted before it is lost. Calling it again changes nothing.
pub fn install_metrics() {
    prometheus();
}

/// Serves the metrics on a listener of their own, for as long as the process runs.
pub async fn serve(app: Arc<App>, listener: TcpListener) {
    let router = Router::new().route("/metrics", get(async || text()));
    accept(router, listener, (app.config.limits_http, &[]), pending()).await;
}

/// The metrics for whoever knows the token; for everybody else there is nothing here.
pub async fn behind_token(State(app): Shared, headers: HeaderMap) -> Result<String> {
    let nothing = || Error::from(Unknown::Address);
    let file = app.config.metrics_token_file.as_ref().ok_or_else(nothing)?;
    let expected = tokio::fs::read_to_string(file).await?;
    let expected = expected.lines().next().map(str::trim).filter(|token| !token.is_empty()).ok_or_else(nothing)?;
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(nothing)?;
    // Digests are compared, so that the time it takes tells nothing of the token.
    if Sha256::digest(given.trim()) != Sha256::digest(expected) {
        return Err(nothing());
    }
    text().map_err(|_| Error::internal("the metrics cannot be installed"))
}

fn text() -> Result<String, StatusCode> {
    prometheus().map(PrometheusHandle::render).ok_or(StatusCode::SERVICE_UNAVAILABLE)
}
