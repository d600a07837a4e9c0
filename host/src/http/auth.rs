//! Session and CSRF extractors: the session cookie names the caller, and a request that changes anything carries the session's
//! CSRF token.

use crate::{
    accounts::{self, Caller},
    app::App,
    error::Error,
    public_links,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, request::Parts},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use guiju_domain::{
    Rejection,
    rejection::{Keeper, Repeated, Request},
};
use std::{sync::Arc, time::Duration};

/// Name of the session's cookie.
pub const COOKIE: &str = "guiju_session";

/// Name of the cookie by which a browser is known again.
pub const DEVICE: &str = "guiju_device";

/// The session's token in the cookies.
pub fn token(cookies: &CookieJar) -> Option<&str> {
    cookies.get(COOKIE).map(Cookie::value)
}

/// The secret by which a known device shows itself.
pub fn device(cookies: &CookieJar) -> Option<&str> {
    cookies.get(DEVICE).map(Cookie::value)
}

/// The cookie of a session, for every address of this server; the browser forgets it when it is closed.
pub fn session_cookie(token: String, secure: bool) -> Cookie<'static> {
    cookie(COOKIE, token, "/", secure)
}

/// The cookie that takes a session's away.
pub fn no_session(secure: bool) -> Cookie<'static> {
    Cookie::build(cookie(COOKIE, String::new(), "/", secure)).removal().build()
}

/// The cookie by which a browser is known again, for the API alone.
pub fn device_cookie(secret: String, lasts: Duration, secure: bool) -> Cookie<'static> {
    let lasts = lasts.try_into().unwrap_or_default();
    Cookie::build(cookie(DEVICE, secret, "/api", secure)).max_age(lasts).build()
}

/// A cookie that no script reads and no other site's page sends; over TLS alone if it is `secure`.
fn cookie(name: &'static str, value: String, path: &'static str, secure: bool) -> Cookie<'static> {
    Cookie::build((name, value)).http_only(true).same_site(SameSite::Strict).path(path).secure(secure).build()
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
        let cookies = CookieJar::from_headers(&parts.headers);
        let token = token(&cookies).ok_or(Error::Unauthenticated)?;
        let caller = accounts::caller(app, token).await?;
        let path = parts.uri.path();
        let own = path == "/api/session" || path == "/api/account" || path.starts_with("/api/account/");
        if let Some(first) = caller.first.clone().filter(|_| !own) {
            return Err(Rejection::from(first).into());
        }
        let changes = !matches!(parts.method, Method::GET | Method::HEAD);
        let given = parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok());
        // Digests are compared, so that the time it takes tells nothing of the token.
        let right = given.is_some_and(|given| accounts::hashed(given) == accounts::hashed(&caller.csrf));
        if changes && !right {
            return Err(Request::TokenMissing.into());
        }
        if changes && caller.audits() && !own {
            return Err(Keeper::AuditorLooks.into());
        }
        Ok(caller)
    }
}

/// Refuses what a page of another site sends in somebody's name. Browsers say from where a request comes, and no page can
/// change that; a browser that does not say so gives itself away by a type of content that is no JSON, since it would ask
/// before it sends JSON to another site.
pub(super) fn no_other_site(headers: &HeaderMap) -> Result<(), Error> {
    let says = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = says("sec-fetch-site") {
        return match site {
            "same-origin" | "none" => Ok(()),
            _ => Err(Request::OtherSite.into()),
        };
    }
    if says("content-type").is_some_and(|kind| !kind.trim().to_ascii_lowercase().starts_with("application/json")) {
        return Err(Request::ContentType.into());
    }
    Ok(())
}
