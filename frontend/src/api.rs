//! Talking to the server: typed, with the session's token on every change, and problems in words.

use gloo_net::http::{Method, RequestBuilder};
use guiju_api::{Me, Problem};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// What a call comes to.
pub type Answer<T> = Result<T, Problem>;

/// Who is logged in, for every page.
#[derive(Clone, Copy)]
pub struct Session(pub RwSignal<Option<Me>>);

fn unreachable() -> Problem {
    Problem {
        kind: "network".to_owned(),
        title: "网络断开，请稍后重试；您填写的内容还在".to_owned(),
        ..Problem::default()
    }
}

async fn send(method: Method, path: &str, body: Option<String>, headers: &[(&str, String)]) -> Answer<String> {
    let mut request = RequestBuilder::new(path).method(method.clone());
    for (name, value) in headers {
        request = request.header(name, value);
    }
    if method != Method::GET
        && let Some(session) = use_context::<Session>()
    {
        let csrf = session.0.with_untracked(|me| me.as_ref().map(|me| me.csrf.clone()));
        request = request.header("x-csrf-token", &csrf.unwrap_or_default());
    }
    let request = match body {
        Some(body) => request.body(body),
        None => request.build(),
    };
    let response = request.map_err(|_| unreachable())?.send().await.map_err(|_| unreachable())?;
    let text = response.text().await.map_err(|_| unreachable())?;
    if response.ok() {
        return Ok(text);
    }
    let told = serde_json::from_str::<Problem>(&text);
    Err(told.unwrap_or_else(|_| Problem {
        title: "服务器没有给出可以理解的答复".to_owned(),
        status: response.status(),
        ..Problem::default()
    }))
}

fn read<T: DeserializeOwned>(text: &str) -> Answer<T> {
    serde_json::from_str(text)
        .map_err(|error| Problem { title: format!("答复无法读取：{error}"), ..Problem::default() })
}

/// Reads something.
pub async fn get<T: DeserializeOwned>(path: String) -> Answer<T> {
    read(&send(Method::GET, &path, None, &[]).await?)
}

/// Changes something and reads the answer.
pub async fn post<B: Serialize, T: DeserializeOwned>(
    csrf: String,
    path: String,
    body: &B,
    key: Option<String>,
) -> Answer<T> {
    let body = serde_json::to_string(body).map_err(|_| unreachable())?;
    let mut headers = vec![("content-type", "application/json".to_owned()), ("x-csrf-token", csrf)];
    headers.extend(key.map(|key| ("idempotency-key", key)));
    let text = send(Method::POST, &path, Some(body), &headers).await?;
    if text.is_empty() { read("null") } else { read(&text) }
}

/// Changes something by another method.
pub async fn change<B: Serialize>(method: Method, csrf: String, path: String, body: Option<&B>) -> Answer<()> {
    let body = body.and_then(|body| serde_json::to_string(body).ok());
    let headers = [("content-type", "application/json".to_owned()), ("x-csrf-token", csrf)];
    send(method, &path, body, &headers).await.map(drop)
}

/// Sends a file's bytes.
pub async fn upload<T: DeserializeOwned>(csrf: String, path: String, file: web_sys::File) -> Answer<T> {
    let request = RequestBuilder::new(&path).method(Method::POST).header("x-csrf-token", &csrf);
    let request = request.header("content-type", "application/octet-stream").body(wasm_bindgen::JsValue::from(file));
    let response = request.map_err(|_| unreachable())?.send().await.map_err(|_| unreachable())?;
    let text = response.text().await.map_err(|_| unreachable())?;
    if response.ok() { read(&text) } else { Err(read(&text)?) }
}

/// The session's token.
pub fn csrf() -> String {
    let session = use_context::<Session>();
    session.and_then(|session| session.0.with_untracked(|me| me.as_ref().map(|me| me.csrf.clone()))).unwrap_or_default()
}

/// A resource fetched from an address that may change.
pub fn fetch<T: DeserializeOwned + 'static>(path: impl Fn() -> String + 'static) -> LocalResource<Answer<T>> {
    LocalResource::new(move || {
        let path = path();
        async move { get(path).await }
    })
}

/// Shows a resource once it is there; says so while it loads, and what went wrong.
pub fn shown<T, V>(resource: LocalResource<Answer<T>>, show: impl Fn(T) -> V + Send + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match resource.get() {
        None => view! { <p class="soft" role="status">"正在载入…"</p> }.into_any(),
        Some(Ok(value)) => show(value).into_any(),
        Some(Err(problem)) => view! { <Trouble problem/> }.into_any(),
    }
}

/// What went wrong, in words.
#[component]
pub fn Trouble(
    /// The problem.
    problem: Problem,
) -> impl IntoView {
    view! {
        <div class="message bad" role="alert">
            <strong>{problem.title}</strong>
            <ul>{problem.findings.into_iter().map(|finding| view! { <li>{finding.message}</li> }).collect_view()}</ul>
        </div>
    }
}
