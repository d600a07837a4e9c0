//! What every answer carries, and what every request goes through: language, security headers, time.

use super::{body, extract};
use crate::{app::App, config::Config, error::Error, language::Language, room::SMALL};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use tower_http::set_header::{HeaderMetadata, response::SetMultipleResponseHeadersLayer};

/// Headers of every answer.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Headers of every answer that does not say otherwise.
const UNLESS_SAID: [(HeaderName, &str); 3] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

/// Sets headers of answers.
type Headers = SetMultipleResponseHeadersLayer<Response>;

/// Two years, as browsers' own lists of such hosts ask for.
const ONLY_TLS: &str = "max-age=63072000";

/// Answers in the caller's language, within the time that there is.
pub async fn protect(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let wanted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::accepted(wanted).answers(in_time(&app, request, next)).await
}

/// The headers that protect whoever reads an answer: those that each has, and those that it may say otherwise.
pub fn headers(config: &Config) -> (Headers, Headers) {
    let value = |(name, value)| HeaderMetadata::from((name, HeaderValue::from_static(value)));
    let only_tls = config.is_https().then_some((header::STRICT_TRANSPORT_SECURITY, ONLY_TLS));
    let always = ALWAYS.into_iter().chain(only_tls).map(value).collect();
    let unless_said = UNLESS_SAID.into_iter().map(value).collect();
    (Headers::overriding(always), Headers::if_not_present(unless_said))
}

/// A reading request that takes too long is given up. A change is not: it may have been made when its time is over.
async fn in_time(app: &App, request: Request, next: Next) -> Response {
    if let Err(why) = extract::fit(request.uri()) {
        return why.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return match come(app, request).await {
            Ok(request) => next.run(request).await,
            Err(why) => why.into_response(),
        };
    }
    match tokio::time::timeout(app.config.limits_http.answer(), next.run(request)).await {
        Ok(response) => response,
        Err(late) => Error::Unavailable(late.into()).into_response(),
    }
}

/// The request with a small body read to its end. An answer that is given before that would close the connection under whoever
/// sends the next request on it.
async fn come(app: &App, request: Request) -> Result<Request, Error> {
    if !body::is_small(&request) {
        return Ok(request);
    }
    let (parts, content) = request.into_parts();
    let head = Request::from_parts(parts.clone(), content);
    let received = body::read(head, SMALL, app).await?;
    Ok(Request::from_parts(parts, Body::from(received.bytes)))
}
