//! The door: a session's cookie says who calls, and a change must carry the session's token.

use super::{
    address::Query,
    body::{self, Received},
};
use crate::{
    accounts::{self, Caller},
    app::App,
    error::Error,
    public_links,
    room::SMALL,
    settings::said,
};
use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, Method, header, request::Parts},
};
use guiju_domain::{Rejection, rejection::Repeated};
use guiju_model::blank::is_blank;
use serde::{Deserialize, de::DeserializeOwned};
use std::sync::Arc;

/// Name of the session's cookie.
pub const COOKIE: &str = "guiju_session";

/// Name of the cookie by which a browser is known again.
pub const DEVICE: &str = "guiju_device";

/// The session's token in the cookies.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, COOKIE)
}

/// What a known device shows.
pub fn device(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, DEVICE)
}

fn cookie<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut named = cookies.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    named.find(|(name, _)| *name == wanted).map(|(_, token)| token)
}

/// The key by which a repeated request is known again.
///
/// # Errors
/// If it is empty or too long, or cannot be read.
pub fn key(headers: &HeaderMap) -> Result<Option<&str>, Error> {
    let Some(given) = headers.get("idempotency-key") else { return Ok(None) };
    match given.to_str() {
        // A key of an entrance's visitors is nobody else's.
        Ok(key) if (1..=100).contains(&key.len()) && !key.starts_with(public_links::KEYS) => Ok(Some(key)),
        _ => Err(Rejection::from(Repeated::Unusable).into()),
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let token = token(&parts.headers).ok_or(Error::Unauthenticated)?;
        let caller = accounts::caller(app, token).await?;
        let path = parts.uri.path();
        let own = path == "/api/session" || path == "/api/account" || path.starts_with("/api/account/");
        if let Some(first) = caller.first.filter(|_| !own) {
            return Err(Rejection::from(first).into());
        }
        let changes = !matches!(parts.method, Method::GET | Method::HEAD);
        let given = parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok());
        // Digests are compared, so that the time it takes tells nothing of the token.
        let right = given.is_some_and(|given| accounts::hashed(given) == accounts::hashed(&caller.csrf));
        if changes && !right {
            let stale =
                ("请求缺少防伪标记，请刷新页面后再试", "The request lacks its token; load the page again and retry");
            return Err(Error::Forbidden(said(stale)));
        }
        if changes && caller.audits() && !own {
            let only = ("审计员只查看，不改动", "An auditor looks and changes nothing");
            return Err(Error::Forbidden(said(only)));
        }
        Ok(caller)
    }
}

/// A JSON body; what is wrong with it is said in words.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Error> {
        let received = body::read(request, app.config.body_bytes, app).await?;
        body::json(&received.bytes).map(Self)
    }
}

/// A small JSON body of somebody without a session, which no page of another site has sent in their name.
pub struct Outside<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Outside<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Error> {
        no_other_site(request.headers())?;
        let received = body::read(request, SMALL.min(app.config.body_bytes), app).await?;
        body::json(&received.bytes).map(Self)
    }
}

/// Refuses what a page of another site sends in somebody's name. Browsers say from where a request comes, and no page can
/// change that; a browser that does not say so gives itself away by a type of content that is no JSON, since it would ask
/// before it sends JSON to another site.
fn no_other_site(headers: &HeaderMap) -> Result<(), Error> {
    let says = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = says("sec-fetch-site") {
        return match site {
            "same-origin" | "none" => Ok(()),
            _ => Err(Error::Forbidden("这个请求来自别的网站，已拒绝；请在本系统的页面上操作".to_owned())),
        };
    }
    if says("content-type").is_some_and(|kind| !kind.trim().to_ascii_lowercase().starts_with("application/json")) {
        return Err(Error::Invalid("请求内容的类型应是 application/json".to_owned()));
    }
    Ok(())
}

/// Whether to write or only to say what would be written.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct Importing {
    preview: bool,
    /// Why lines before the office's begin or after now are taken as well; without a reason they are told and not taken.
    beyond: Option<String>,
}

/// A file to be taken, or only looked at. It is not read before the caller's right to it is known.
pub struct Import {
    request: Request,
    /// Only looked at.
    pub preview: bool,
    /// Why lines before the office's begin or after now are taken as well.
    pub beyond: Option<String>,
}

impl FromRequest<Arc<App>> for Import {
    type Rejection = Error;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Query(Importing { preview, beyond }) = Query::from_request_parts(&mut parts, app).await?;
        let beyond = beyond.map(|reason| reason.trim().to_owned()).filter(|reason| !is_blank(reason));
        if beyond.as_ref().is_some_and(|reason| reason.chars().count() > 500) {
            return Err(Error::Invalid("理由最多 500 字".to_owned()));
        }
        Ok(Self { request: Request::from_parts(parts, body), preview, beyond })
    }
}

impl Import {
    /// What is in it.
    ///
    /// # Errors
    /// If it is too large, comes too slowly, or there is no room for it.
    pub async fn read(self, app: &App) -> Result<Received, Error> {
        body::read(self.request, app.config.attachment_bytes, app).await
    }
}
