//! Request bodies: read within limits of size and time; JSON without NUL characters, which no database takes.

use super::shape;
use crate::{
    app::App,
    error::Error,
    room::{SMALL, Taken},
};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::header,
};
use guiju_domain::{
    Rejection, characters,
    rejection::{Limit, Request as RequestFault},
};
use hyper::body::Body as _;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{future::poll_fn, pin::pin, time::Duration};
use tokio::time::{Instant, timeout, timeout_at};

/// A request body that has been read whole, with the room that it takes.
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
        discard(request.into_body(), most).await;
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
        let frame = frame.map_err(|_| RequestFault::CutOff)?;
        let data: Bytes = frame.into_data().unwrap_or_default();
        if bytes.len() + data.len() > most {
            return Err(Error::TooLarge(most as u64));
        }
        app.room.take(&mut taken, bytes.len() + data.len(), pause.min(whole)).await?;
        bytes.extend_from_slice(&data);
    }
}

/// How long the rest of a body that is refused is taken and thrown away.
const DISCARD: Duration = Duration::from_secs(2);

/// Takes a body that is refused and throws it away, as far as it is not more than twice as large as allowed and comes soon: a
/// sender that is still writing when the connection is closed would never read why.
async fn discard(body: Body, most: usize) {
    let mut body = pin!(body);
    let mut came = 0;
    let rest = async {
        while let Some(Ok(frame)) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
            came += frame.data_ref().map_or(0, Bytes::len);
            if came > 2 * most {
                break;
            }
        }
    };
    let _ = timeout(DISCARD, rest).await;
}

/// Whether a request says that its body is a small one.
pub fn is_small(request: &Request) -> bool {
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    said.is_some_and(|length: usize| length <= SMALL)
}

/// JSON from its bytes.
///
/// # Errors
/// If it is none, is not of this shape, or holds what is not kept: a text with odd characters, or a whole number beyond 64 bits.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let wrong = |why: serde_json::Error| Error::from(shape::body(&why));
    if may_be_unfit(bytes) {
        fit(&serde_json::from_slice(bytes).map_err(wrong)?)?;
    }
    serde_json::from_slice(bytes).map_err(wrong)
}

/// Digits of the smallest number that does not fit.
const LONG: usize = 19;

/// Whether a closer look is needed. Most bodies have neither escaped characters nor control characters, nor such as turn the
/// direction of writing or are none at all, each by how it begins; nor long numbers, or such with an exponent.
fn may_be_unfit(bytes: &[u8]) -> bool {
    let odd = |pair: &[u8]| {
        matches!(
            pair,
            [b'\\', b'u' | b'b' | b'f']
                | [b'0'..=b'9', b'e' | b'E']
                | [0x7f, _]
                | [0xc2, 0x80..=0x9f]
                | [0xe2, 0x80 | 0x81]
                | [0xef, 0xb7 | 0xbf]
                | [0xf0..=0xf4, _]
        )
    };
    bytes.windows(2).any(odd)
        || bytes
            .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
            .any(|run| run.len() >= LONG && run[0].is_ascii_digit())
}

/// Whether every text and number in a value can be kept.
fn fit(value: &Value) -> Result<(), Error> {
    match value {
        Value::String(text) => Ok(characters::fit(text)?),
        Value::Number(number) if number.is_i64() => Ok(()),
        Value::Number(number)
            if number.is_u64() || number.as_f64().is_some_and(|n| n.fract() == 0.0 && n.abs() > 9e18) =>
        {
            Err(RequestFault::NumberTooLarge { number: number.to_string() }.into())
        }
        Value::Array(values) => values.iter().try_for_each(fit),
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            characters::fit(name)?;
            fit(value)
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_database_takes_is_refused() {
        for body in [
            r#"{"a":"x\u0000"}"#,
            r#"{"a":"x\b"}"#,
            r#"{"a":"x\u202ey"}"#,
            "{\"a\":\"x\u{202e}y\"}",
            "{\"a\":\"x\u{85}y\"}",
            "{\"a\":\"x\u{7f}\"}",
            "{\"a\u{ffff}\":1}",
            r#"{"a\u0000":1}"#,
            r#"[["\u0000"]]"#,
            r#"{"id":18446744073709551615}"#,
            r#"{"id":-99999999999999999999}"#,
            r#""\ud800""#,
        ] {
            let why = json::<Value>(body.as_bytes());
            assert!(matches!(why, Err(Error::Rejected(Rejection::Request(_) | Rejection::Text(_)))), "{body}");
        }
        for body in
            [r#"{"a":"\\u0000"}"#, r#"{"id":9223372036854775807}"#, r#"{"badge":"99999999999999999999"}"#, "[1.5]"]
        {
            assert!(json::<Value>(body.as_bytes()).is_ok(), "{body}");
        }
    }

    /// JSON with what is near to being refused, raw and escaped.
    fn nearly() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let odd = prop::sample::select(vec![
            "\\u0000",
            "\\b",
            "\\f",
            "\\n",
            "\\u202e",
            "\\ud83d\\ude00",
            "\\ud800",
            "\u{7f}",
            "\u{85}",
            "\u{202a}",
            "\u{202c}",
            "\u{2067}",
            "\u{2069}",
            "\u{fdd0}",
            "\u{ffff}",
            "\u{fffe}",
            "\u{1fffe}",
            "\u{10ffff}",
            "家",
            "é",
            "1e",
            "a",
        ]);
        let text = prop::collection::vec(odd, 0..5).prop_map(|parts| format!("\"{}\"", parts.concat()));
        let number = "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?".prop_map(String::from);
        let one = prop_oneof![text.clone(), number, Just("null".to_owned())];
        (text, prop::collection::vec(one, 0..3)).prop_map(|(name, all)| format!("{{{name}:[{}]}}", all.join(",")))
    }

    proptest::proptest! {
        /// The quick look at a body never lets through what the closer look refuses.
        #[test]
        fn any_body_is_looked_at_closely_enough(body in nearly()) {
            let closely = serde_json::from_str::<Value>(&body).is_ok_and(|value| fit(&value).is_ok());
            proptest::prop_assert_eq!(json::<Value>(body.as_bytes()).is_ok(), closely, "{}", body);
        }

        /// Any bytes are JSON or refused.
        #[test]
        fn any_bytes_are_json_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..64)) {
            let _ = json::<Value>(&bytes);
        }
    }
}
