//! Path, query and body extractors whose rejections are rendered as problem+json.

use super::{
    auth,
    body::{self, Received},
    shape,
};
use crate::{
    app::App,
    error::{Error, Result},
    room::SMALL,
};
use axum::{
    extract::{self, FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use guiju_domain::{
    characters,
    rejection::{Request as RequestFault, TextKind, Unknown},
};
use guiju_model::blank::is_blank;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, de::DeserializeOwned};
use std::sync::Arc;

/// Parts of the path; where one cannot be what it stands for, there is nothing.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        // No id is larger than what the database counts with.
        let beyond = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<i64>().is_err();
        if parts.uri.path().split('/').any(|part| !part.is_empty() && beyond(part)) {
            return Err(Error::from(Unknown::Address));
        }
        let read = extract::Path::from_request_parts(parts, state).await;
        read.map(|extract::Path(parts)| Self(parts)).map_err(|_| Error::from(Unknown::Address))
    }
}

/// What is asked for behind the question mark.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let read = extract::Query::from_request_parts(parts, state).await;
        read.map(|extract::Query(asked)| Self(asked)).map_err(|why| shape::query(&why.body_text()).into())
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
        auth::no_other_site(request.headers())?;
        let received = body::read(request, SMALL.min(app.config.body_bytes), app).await?;
        body::json(&received.bytes).map(Self)
    }
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
        characters::within(TextKind::Reason, beyond.as_deref().unwrap_or_default())?;
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

/// Whether an address can be what it stands for: neither a name nor a text in it has odd characters.
///
/// # Errors
/// What it holds.
pub fn fit(address: &axum::http::Uri) -> Result<()> {
    let Some(address) = address.path_and_query().map(axum::http::uri::PathAndQuery::as_str) else { return Ok(()) };
    if !address.contains('%') {
        return Ok(());
    }
    match percent_decode_str(address).decode_utf8() {
        Ok(text) => Ok(characters::fit(&text)?),
        Err(_) => Err(RequestFault::Encoding.into()),
    }
}
