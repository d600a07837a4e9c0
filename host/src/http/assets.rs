//! The portal's files, inside the server, compressed beforehand.

use axum::{
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use guiju_domain::rejection::Unknown;

/// A file of the portal.
pub struct Asset {
    /// Path below the root.
    pub path: &'static str,
    /// What it is.
    pub media_type: &'static str,
    /// Its bytes.
    pub plain: &'static [u8],
    /// Compressed with brotli.
    pub brotli: &'static [u8],
    /// Compressed with gzip.
    pub gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Serves a file of the portal; every other address is the portal's own business and gets its page.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if path.starts_with("/api/") || !matches!(method, Method::GET | Method::HEAD) {
        return crate::error::Error::from(Unknown::Address).into_response();
    }
    let found = ASSETS.iter().find(|asset| asset.path == path);
    let Some(asset) = found.or_else(|| ASSETS.iter().find(|asset| asset.path == "/index.html")) else {
        let hint = "The portal is not part of this build; `cargo xtask portal` builds it.";
        return (StatusCode::SERVICE_UNAVAILABLE, hint).into_response();
    };
    // Files whose names carry their content's hash never change.
    let caching = if asset.path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (encoding, bytes) = if accepts.contains("br") && !asset.brotli.is_empty() {
        ("br", asset.brotli)
    } else if accepts.contains("gzip") && !asset.gzip.is_empty() {
        ("gzip", asset.gzip)
    } else {
        ("identity", asset.plain)
    };
    (
        [
            (header::CONTENT_TYPE, asset.media_type),
            (header::CACHE_CONTROL, caching),
            (header::CONTENT_ENCODING, encoding),
            (header::VARY, "accept-encoding"),
        ],
        bytes,
    )
        .into_response()
}
