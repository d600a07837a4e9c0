//! Bodies of requests: read within a size and a time, JSON without what no database takes.

use crate::{
    app::App,
    error::Error,
    room::{SMALL, Taken},
};
use axum::{body::Bytes, extract::Request, http::header};
use guiju_domain::{Rejection, rejection::Limit};
use hyper::body::Body as _;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{future::poll_fn, pin::pin};
use tokio::time::{Instant, timeout_at};

/// A body that has come whole.
#[derive(Debug)]
pub struct Received {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The room that they take while they are worked on.
    pub taken: Taken,
}

/// A body's bytes, at most `most`. It must come on without long pauses, and have come whole in time.
///
/// # Errors
/// If it is larger, comes too slowly, or there is no room for it.
pub async fn read(request: Request, most: usize, app: &App) -> Result<Received, Error> {
    let limits = &app.config.limits_http;
    let said =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|length| length > most as u64) {
        return Err(Error::TooLarge(most as u64));
    }
    let slow = |seconds| Error::from(Rejection::from(Limit::SlowBody { seconds }));
    let whole = Instant::now() + limits.upload();
    let mut body = pin!(request.into_body());
    let (mut bytes, mut taken) = (Vec::with_capacity((said.unwrap_or_default() as usize).min(SMALL)), Taken::default());
    loop {
        let pause = Instant::now() + limits.body();
        let frame = timeout_at(pause.min(whole), poll_fn(|cx| body.as_mut().poll_frame(cx))).await;
        let frame = frame.map_err(|_| slow(if pause < whole { limits.body_seconds } else { limits.upload_seconds }))?;
        let Some(frame) = frame else { return Ok(Received { bytes, taken }) };
        let frame = frame.map_err(|_| Error::Invalid("请求内容没有传完".to_owned()))?;
        let data: Bytes = frame.into_data().unwrap_or_default();
        if bytes.len() + data.len() > most {
            return Err(Error::TooLarge(most as u64));
        }
        app.room.take(&mut taken, bytes.len() + data.len(), pause.min(whole)).await?;
        bytes.extend_from_slice(&data);
    }
}

/// Whether a request says that its body is a small one.
pub fn is_small(request: &Request) -> bool {
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    said.is_some_and(|length: usize| length <= SMALL)
}

/// JSON from its bytes.
///
/// # Errors
/// If it is none, is not of this shape, or holds what cannot be stored: the NUL character, or a whole number beyond 64 bits.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let wrong = |error: serde_json::Error| Error::Invalid(format!("请求内容不是所要求的 JSON：{error}"));
    if may_be_unstorable(bytes) {
        storable(&serde_json::from_slice(bytes).map_err(wrong)?)?;
    }
    serde_json::from_slice(bytes).map_err(wrong)
}

/// Digits of the smallest number that does not fit.
const LONG: usize = 19;

/// Whether a closer look is needed: most bodies have neither the one nor the other.
fn may_be_unstorable(bytes: &[u8]) -> bool {
    let escaped = bytes.windows(6).any(|six| six == b"\\u0000");
    escaped
        || bytes
            .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
            .any(|run| run.len() >= LONG && run[0].is_ascii_digit())
}

fn storable(value: &Value) -> Result<(), Error> {
    match value {
        Value::String(text) => without_nul(text),
        Value::Number(number) if number.is_i64() => Ok(()),
        Value::Number(number)
            if number.is_u64() || number.as_f64().is_some_and(|n| n.fract() == 0.0 && n.abs() > 9e18) =>
        {
            Err(Error::Invalid(format!("数字 {number} 太大，无法保存")))
        }
        Value::Array(values) => values.iter().try_for_each(storable),
        Value::Object(fields) => {
            fields.iter().try_for_each(|(name, value)| without_nul(name).and_then(|()| storable(value)))
        }
        _ => Ok(()),
    }
}

/// A text without the NUL character, which PostgreSQL does not keep.
///
/// # Errors
/// If it has one.
pub fn without_nul(text: &str) -> Result<(), Error> {
    if text.contains('\0') {
        return Err(Error::Invalid("内容中有空字符（NUL），无法保存；请删去后再试".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_database_takes_is_refused() {
        for body in [
            r#"{"a":"x\u0000"}"#,
            r#"{"a\u0000":1}"#,
            r#"[["\u0000"]]"#,
            r#"{"id":18446744073709551615}"#,
            r#"{"id":-99999999999999999999}"#,
            r#""\ud800""#,
        ] {
            assert!(matches!(json::<Value>(body.as_bytes()), Err(Error::Invalid(_))), "{body}");
        }
        for body in
            [r#"{"a":"\\u0000"}"#, r#"{"id":9223372036854775807}"#, r#"{"badge":"99999999999999999999"}"#, "[1.5]"]
        {
            assert!(json::<Value>(body.as_bytes()).is_ok(), "{body}");
        }
    }
}
