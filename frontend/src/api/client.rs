//! Requests to the server: typed, with the session's CSRF token on every change, and failures as problems.

use super::session::{Connection, shared};
use crate::{
    i18n::{self, fill, t, text},
    util::decode,
};
use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Me, Problem};
use leptos::{prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, to_string};
use std::{future::Future, pin::Pin};
use wasm_bindgen::JsValue;
use web_sys::RequestCache;

/// Path of the session. An expired session is not reported for it, because that would ask for a log-in before the first one.
const SESSION: &str = "/api/session";

/// Result of a request.
pub type ApiResult<T> = Result<T, Problem>;

/// Kind of the problem that is reported when the server cannot be reached.
pub const NETWORK: &str = "network";

fn unreachable() -> Problem {
    Problem {
        kind: NETWORK.to_owned(),
        title: t(text::api::NETWORK_GONE_NO_ANSWER_CAME).to_owned(),
        ..Problem::default()
    }
}

/// Pause between two attempts to reach the server, in milliseconds.
const RETRY_PAUSE: u32 = 2000;
/// Pause between two looks at whether somebody has logged in again, in milliseconds.
const LOGIN_POLL: u32 = 200;

impl Connection {
    /// Marks the server as unreachable, and polls it until it answers.
    fn mark_offline(self) {
        if self.offline.get_untracked() {
            return;
        }
        self.offline.set(true);
        spawn_local(async move {
            while self.offline.get_untracked() {
                TimeoutFuture::new(RETRY_PAUSE).await;
                let response = RequestBuilder::new("/livez").cache(RequestCache::NoStore).send().await;
                if response.is_ok_and(|response| response.ok()) {
                    self.offline.set(false);
                }
            }
        });
    }
}

/// Problem codes of an account that has to be put in order before the server answers anything else.
const ACCOUNT_CODES: [&str; 2] = ["account.password-must-change", "account.second-factor-must-be-set"];

/// Reloads the session if a problem says that the account has to be put in order and the page does not know it yet.
fn reload_session_if_needed(problem: &Problem) {
    let Some((session, _)) = shared().filter(|_| ACCOUNT_CODES.contains(&problem.code.as_str())) else { return };
    if session.0.with_untracked(|me| me.as_ref().is_some_and(|me| me.must_change_password || me.must_set_second_factor))
    {
        return;
    }
    spawn_local(async move {
        if let Ok(me) = get::<Me>(SESSION.to_owned()).await {
            session.0.set(Some(me));
        }
    });
}

/// A request that can be sent several times.
struct Call<'a> {
    method: Method,
    path: &'a str,
    body: Option<JsValue>,
    headers: Vec<(&'static str, String)>,
    /// Whether sending it twice has the same effect as sending it once.
    repeatable: bool,
}

impl Call<'_> {
    fn get(path: &str) -> Call<'_> {
        Call { method: Method::GET, path, body: None, headers: Vec::new(), repeatable: true }
    }

    /// Sends the request once; an error if the server cannot be reached.
    async fn attempt(&self) -> Result<Response, ()> {
        let mut request = RequestBuilder::new(self.path).method(self.method.clone());
        request = request.header("accept-language", i18n::language());
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if self.method != Method::GET {
            request = request.header("x-csrf-token", &csrf());
        }
        let request = match &self.body {
            Some(body) => request.body(body.clone()),
            None => request.build(),
        };
        request.map_err(drop)?.send().await.map_err(drop)
    }

    /// Sends the request and reads the response as text.
    async fn send(self) -> ApiResult<String> {
        let response = self.response().await?;
        response.text().await.map_err(|_| unreachable())
    }

    /// Sends the request. A repeatable one is retried while the server cannot be reached; any is sent again after a new log-in if
    /// the session has expired.
    async fn response(self) -> ApiResult<Response> {
        let connection = shared().map(|(_, connection)| connection);
        loop {
            let Ok(response) = self.attempt().await else {
                if let Some(connection) = connection {
                    connection.mark_offline();
                }
                if !self.repeatable {
                    return Err(unreachable());
                }
                TimeoutFuture::new(RETRY_PAUSE).await;
                continue;
            };
            if let Some(connection) = connection.filter(|connection| connection.offline.get_untracked()) {
                connection.offline.set(false);
            }
            if response.ok() {
                return Ok(response);
            }
            if let Some(connection) = connection.filter(|_| response.status() == 401 && self.path != SESSION) {
                connection.expired.set(true);
                while connection.expired.get_untracked() {
                    TimeoutFuture::new(LOGIN_POLL).await;
                }
                continue;
            }
            let problem = parse::<Problem>(&response.text().await.map_err(|_| unreachable())?);
            let problem = problem.unwrap_or_else(|_| Problem {
                title: t(text::api::SERVER_ANSWER_COULD_NOT_UNDERSTOOD).to_owned(),
                status: response.status(),
                ..Problem::default()
            });
            reload_session_if_needed(&problem);
            return Err(problem);
        }
    }
}

/// Parses the text of a response.
pub fn parse<T: DeserializeOwned>(text: &str) -> ApiResult<T> {
    decode::from_text(text).map_err(|error| unreadable(&error))
}

/// Compiled once, not for each of the types that are parsed.
#[inline(never)]
fn unreadable(error: &serde_json::Error) -> Problem {
    Problem { title: fill(text::api::ANSWER_CANNOT_READ, &[error]), ..Problem::default() }
}

/// Downloads a file: its bytes, and its name if the server states one.
pub async fn get_file(path: &str) -> ApiResult<(Vec<u8>, Option<String>)> {
    let response = Call::get(path).response().await?;
    let disposition = response.headers().get("content-disposition").unwrap_or_default();
    let name =
        disposition.split_once("filename*=UTF-8''").and_then(|(_, name)| js_sys::decode_uri_component(name).ok());
    let name = name.map(String::from);
    Ok((response.binary().await.map_err(|_| unreachable())?, name))
}

/// Sends a GET request and parses the response.
pub async fn get<T: DeserializeOwned>(path: String) -> ApiResult<T> {
    parse(&get_text(&path).await?)
}

/// Sends a GET request and returns the response as text.
pub async fn get_text(path: &str) -> ApiResult<String> {
    Call::get(path).send().await
}

/// A body as JSON text.
type Body = serde_json::Result<String>;
type Sending<'a> = Pin<Box<dyn Future<Output = ApiResult<String>> + 'a>>;

/// Sends a request with a body as JSON. Its future is boxed, so that it is compiled once and not into each of its callers.
fn send_json(method: Method, path: &str, body: Option<Body>, key: Option<String>, repeatable: bool) -> Sending<'_> {
    Box::pin(async move {
        let body = body.transpose().map_err(|_| unreachable())?;
        let changes = (key.is_some() || !repeatable || method != Method::POST) && !path.ends_with("/draft");
        let mut headers = vec![("content-type", "application/json".to_owned())];
        headers.extend(key.map(|key| ("idempotency-key", key)));
        let body = body.map(|body| JsValue::from_str(&body));
        let response = Call { method, path, body, headers, repeatable }.send().await;
        if let Some((_, connection)) = shared().filter(|_| changes && response.is_ok()) {
            connection.changes.update(|changes| *changes += 1);
        }
        response
    })
}

/// Sends a POST request that changes nothing, and retries it while the server cannot be reached.
pub async fn post_query<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> ApiResult<T> {
    parse(&send_json(Method::POST, path, Some(to_string(body)), None, true).await?)
}

/// Sends a POST request that changes something. With an idempotency key it is retried until the server answers.
pub async fn post<B: Serialize, T: DeserializeOwned>(path: String, body: &B, key: Option<String>) -> ApiResult<T> {
    let repeatable = key.is_some();
    let text = send_json(Method::POST, &path, Some(to_string(body)), key, repeatable).await?;
    if text.is_empty() { parse("null") } else { parse(&text) }
}

/// Sends a POST request with an idempotency key once, without retrying: the caller keeps it for later.
pub async fn post_once<B: Serialize, T: DeserializeOwned>(path: String, body: &B, key: String) -> ApiResult<T> {
    parse(&send_json(Method::POST, &path, Some(to_string(body)), Some(key), false).await?)
}

/// Sends a request by an idempotent method such as PUT or DELETE, and ignores the content of the response.
pub async fn request<B: Serialize>(method: Method, path: String, body: Option<&B>) -> ApiResult<()> {
    send_json(method, &path, body.map(to_string), None, true).await.map(drop)
}

/// Sends a PUT request and returns the content of the response, if there is any.
pub async fn put<B: Serialize>(path: String, body: &B) -> ApiResult<Option<Value>> {
    let text = send_json(Method::PUT, &path, Some(to_string(body)), None, true).await?;
    if text.is_empty() { Ok(None) } else { parse(&text) }
}

/// Uploads the bytes of a file by a POST request, and parses the response.
pub async fn upload<T: DeserializeOwned>(path: String, file: web_sys::File) -> ApiResult<T> {
    let headers = vec![("content-type", "application/octet-stream".to_owned())];
    let call = Call { method: Method::POST, path: &path, body: Some(file.into()), headers, repeatable: false };
    parse(&call.send().await?)
}

fn csrf() -> String {
    let me = shared().and_then(|(session, _)| session.0.get_untracked());
    me.map(|me| me.csrf).unwrap_or_default()
}
