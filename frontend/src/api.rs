//! Talking to the server: typed, with the session's token on every change, and problems in words.

use crate::{
    i18n::{self, fill, t},
    loaded::Loaded,
    reading,
};
use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Me, Problem};
use guiju_model::{Date, Moment};
use leptos::{prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::RequestCache;

/// The address of the session, where nobody is asked to log in first.
const SESSION: &str = "/api/session";

/// What a call comes to.
pub type Answer<T> = Result<T, Problem>;

/// Who is logged in, for every page.
#[derive(Clone, Copy)]
pub struct Session(pub RwSignal<Option<Me>>);

impl Session {
    /// The office's local time now: what the server said, and the seconds that have passed since. The browser's zone and its
    /// clock's setting are never read.
    pub fn now(self) -> Moment {
        let said = self.0.with(|me| me.as_ref().and_then(|me| me.now.parse::<Moment>().ok())).unwrap_or_default();
        Moment(said.0 + (steady() - SAID_AT.get()) as i64)
    }

    /// The office's date now.
    pub fn today(self) -> Date {
        self.now().date()
    }
}

/// Seconds that only ever go on, whatever is done to the browser's clock.
fn steady() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now() / 1000.0)
}

/// How much waits for whoever is logged in, for the badges of every page.
#[derive(Clone, Copy)]
pub struct Counted(pub Loaded<guiju_api::Counts>);

/// How it stands between here and the server.
#[derive(Clone, Copy)]
pub struct Line {
    /// The network is gone; calls that may be repeated are repeated until it is back.
    pub down: RwSignal<bool>,
    /// The session is over; calls wait until somebody has logged in again.
    pub over: RwSignal<bool>,
    /// Something is filled in on the page.
    pub filled: RwSignal<bool>,
    /// Counts what was changed from here, so that what is counted elsewhere on the page is counted anew.
    pub changes: RwSignal<u64>,
}

thread_local! {
    static SHARED: Cell<Option<(Session, Line)>> = const { Cell::new(None) };
    /// When the server said how late it is, in steady seconds.
    static SAID_AT: Cell<f64> = const { Cell::new(0.0) };
}

/// What all calls share, once for the portal.
pub fn share() -> (Session, Line) {
    let session = Session(RwSignal::new(None));
    let (down, over, filled) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let line = Line { down, over, filled, changes: RwSignal::new(0) };
    SHARED.set(Some((session, line)));
    Effect::new(move |_| {
        session.0.track();
        SAID_AT.set(steady());
    });
    (session, line)
}

/// Whether the network is gone; whoever reads it follows it.
pub fn down() -> bool {
    SHARED.get().is_some_and(|(_, line)| line.down.get())
}

/// Follows whether something is filled in on the page, as long as the page is there.
pub fn follow_filled(filled: impl Fn() -> bool + 'static) {
    let Some((_, line)) = SHARED.get() else { return };
    Effect::new(move |_| line.filled.set(filled()));
    on_cleanup(move || line.filled.set(false));
}

/// The kind of problem that is nothing but the network.
pub const NETWORK: &str = "network";

fn unreachable() -> Problem {
    Problem {
        kind: NETWORK.to_owned(),
        title: t("网络断开，没有收到答复；连上后请看看办成没有，没有就再试一次").to_owned(),
        ..Problem::default()
    }
}

/// How long after one attempt at reaching the server the next follows, in milliseconds.
const AGAIN: u32 = 2000;

impl Line {
    /// Says that the network is gone, and asks whether it is back until it is, whatever the page itself asks for.
    fn lost(self) {
        if self.down.get_untracked() {
            return;
        }
        self.down.set(true);
        spawn_local(async move {
            while self.down.get_untracked() {
                TimeoutFuture::new(AGAIN).await;
                let answer = RequestBuilder::new("/livez").cache(RequestCache::NoStore).send().await;
                if answer.is_ok_and(|answer| answer.ok()) {
                    self.down.set(false);
                }
            }
        });
    }
}

/// Codes of what has to be done first: from then on nothing else answers.
const FIRST: [&str; 2] = ["account.password-must-change", "account.second-factor-must-be-set"];

/// Reads anew who is logged in, where the server asks for something to be done first that the page does not know of.
fn first(problem: &Problem) {
    let Some((session, _)) = SHARED.get().filter(|_| FIRST.contains(&problem.code.as_str())) else { return };
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

/// A call before it is sent: it can be sent again.
struct Call<'a> {
    method: Method,
    path: &'a str,
    body: Option<JsValue>,
    headers: Vec<(&'static str, String)>,
    /// Whether sending it twice does no more than sending it once.
    repeatable: bool,
}

impl Call<'_> {
    fn get(path: &str) -> Call<'_> {
        Call { method: Method::GET, path, body: None, headers: Vec::new(), repeatable: true }
    }

    async fn once(&self) -> Result<Response, ()> {
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

    /// Sends it and reads the answer as text.
    async fn send(self) -> Answer<String> {
        let response = self.answered().await?;
        response.text().await.map_err(|_| unreachable())
    }

    /// Sends it; waits for the network where that is safe, and for a new log-in where that is needed.
    async fn answered(self) -> Answer<Response> {
        let line = SHARED.get().map(|(_, line)| line);
        loop {
            let Ok(response) = self.once().await else {
                if let Some(line) = line {
                    line.lost();
                }
                if !self.repeatable {
                    return Err(unreachable());
                }
                TimeoutFuture::new(AGAIN).await;
                continue;
            };
            if let Some(line) = line.filter(|line| line.down.get_untracked()) {
                line.down.set(false);
            }
            if response.ok() {
                return Ok(response);
            }
            if let Some(line) = line.filter(|_| response.status() == 401 && self.path != SESSION) {
                line.over.set(true);
                while line.over.get_untracked() {
                    TimeoutFuture::new(200).await;
                }
                continue;
            }
            let told = read::<Problem>(&response.text().await.map_err(|_| unreachable())?);
            let told = told.unwrap_or_else(|_| Problem {
                title: t("服务器没有给出可以理解的答复").to_owned(),
                status: response.status(),
                ..Problem::default()
            });
            first(&told);
            return Err(told);
        }
    }
}

/// Reads an answer.
pub fn read<T: DeserializeOwned>(text: &str) -> Answer<T> {
    reading::read(text)
        .map_err(|error| Problem { title: fill("答复无法读取：{}", &[&error]), ..Problem::default() })
}

/// Reads a file: its bytes, and the name that the server gives it.
pub async fn file(path: &str) -> Answer<(Vec<u8>, Option<String>)> {
    let response = Call::get(path).answered().await?;
    let told = response.headers().get("content-disposition").unwrap_or_default();
    let name = told.split_once("filename*=UTF-8''").and_then(|(_, name)| js_sys::decode_uri_component(name).ok());
    let name = name.map(String::from);
    Ok((response.binary().await.map_err(|_| unreachable())?, name))
}

/// Reads something.
pub async fn get<T: DeserializeOwned>(path: String) -> Answer<T> {
    read(&text(&path).await?)
}

/// The same as text, not yet read.
pub async fn text(path: &str) -> Answer<String> {
    Call::get(path).send().await
}

async fn json<B: Serialize>(
    method: Method,
    path: &str,
    body: Option<&B>,
    key: Option<String>,
    repeatable: bool,
) -> Answer<String> {
    let body = body.map(serde_json::to_string).transpose().map_err(|_| unreachable())?;
    let changes = (key.is_some() || !repeatable || method != Method::POST) && !path.ends_with("/draft");
    let mut headers = vec![("content-type", "application/json".to_owned())];
    headers.extend(key.map(|key| ("idempotency-key", key)));
    let body = body.map(|body| JsValue::from_str(&body));
    let answer = Call { method, path, body, headers, repeatable }.send().await;
    if let Some((_, line)) = SHARED.get().filter(|_| changes && answer.is_ok()) {
        line.changes.update(|changes| *changes += 1);
    }
    answer
}

/// Asks something with a body; nothing is changed by it, so it may be asked again.
pub async fn ask<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Answer<T> {
    read(&json(Method::POST, path, Some(body), None, true).await?)
}

/// Changes something and reads the answer. With a key it is sent until it is answered, and done once.
pub async fn post<B: Serialize, T: DeserializeOwned>(path: String, body: &B, key: Option<String>) -> Answer<T> {
    let repeatable = key.is_some();
    let text = json(Method::POST, &path, Some(body), key, repeatable).await?;
    if text.is_empty() { read("null") } else { read(&text) }
}

/// The same with a key, but tried once: whoever asks keeps it until the network is back.
pub async fn post_once<B: Serialize, T: DeserializeOwned>(path: String, body: &B, key: String) -> Answer<T> {
    read(&json(Method::POST, &path, Some(body), Some(key), false).await?)
}

/// Changes something by another method, by which doing it twice is doing it once.
pub async fn change<B: Serialize>(method: Method, path: String, body: Option<&B>) -> Answer<()> {
    json(method, &path, body, None, true).await.map(drop)
}

/// The same, with an answer that says what came of it; none where there is nothing to say.
pub async fn put<B: Serialize>(path: String, body: &B) -> Answer<Option<Value>> {
    let text = json(Method::PUT, &path, Some(body), None, true).await?;
    if text.is_empty() { Ok(None) } else { read(&text) }
}

/// Sends a file's bytes.
pub async fn upload<T: DeserializeOwned>(path: String, file: web_sys::File) -> Answer<T> {
    let headers = vec![("content-type", "application/octet-stream".to_owned())];
    let call = Call { method: Method::POST, path: &path, body: Some(file.into()), headers, repeatable: false };
    read(&call.send().await?)
}

fn csrf() -> String {
    let me = SHARED.get().and_then(|(session, _)| session.0.get_untracked());
    me.map(|me| me.csrf).unwrap_or_default()
}
