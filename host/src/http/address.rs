//! Path and query extractors; what is wrong with an address is rendered as problem+json.

use crate::error::{Error, Result};
use axum::{
    extract::{self, FromRequestParts},
    http::request::Parts,
};
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
        read.map(|extract::Query(asked)| Self(asked))
            .map_err(|why| Error::Invalid(format!("地址中问号后面的内容不对：{}", why.body_text())))
    }
}

/// Whether an address holds the NUL character, which neither a name nor a text has.
pub fn has_nul(address: &axum::http::Uri) -> bool {
    address.path_and_query().is_some_and(|address| address.as_str().contains("%00"))
}
