//! Extractor of the source of a request: IP address, browser, device cookie.

use super::auth;
use crate::{accounts::Visit, app::App};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header, request::Parts},
};
use axum_extra::extract::CookieJar;
use guiju_domain::accounts::{describe, source};
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        // What comes from within the process, as when an office is set up, has no peer.
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Self {
            source: source(peer, forwarded, &app.config.trusted_proxies),
            agent: describe(agent.unwrap_or_default()),
            device: auth::device(&CookieJar::from_headers(&parts.headers)).map(str::to_owned),
        })
    }
}
