//! Path and query extractors; what is wrong with an address is rendered as problem+json.

use crate::{
    error::{Error, Result},
    words::shape,
};
use axum::{
    extract::{self, FromRequestParts},
    http::request::Parts,
};
use guiju_domain::characters;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

/// Parts of the path; where one cannot be what it stands for, there is nothing.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        // No id is larger than what the database counts with.
        let beyond = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<i64>().is_err();
        if parts.uri.path().split('/').any(|part| !part.is_empty() && beyond(part)) {
            return Err(Error::NotFound("这个地址"));
        }
        let read = extract::Path::from_request_parts(parts, state).await;
        read.map(|extract::Path(parts)| Self(parts)).map_err(|_| Error::NotFound("这个地址"))
    }
}

/// What is asked for behind the question mark.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let read = extract::Query::from_request_parts(parts, state).await;
        read.map(|extract::Query(asked)| Self(asked)).map_err(|why| Error::Invalid(shape::asked(&why.body_text())))
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
        Err(_) => Err(Error::Invalid("地址中有无法识别的字符，应是 UTF-8".to_owned())),
    }
}
