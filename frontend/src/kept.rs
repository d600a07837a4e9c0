//! What this device keeps while the network is gone: forms being filled in, and forms filed that the server has not got yet.
//!
//! The page itself, the forms one uses and the names of colleagues are kept by the service worker (`frontend/worker.js`).

use crate::{
    api::{self, Session},
    words::{fill, t},
};
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Filed, Filing, Problem};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Where the browser keeps what was filed.
const OUTBOX: &str = "guiju-outbox";
/// How long after one attempt the next follows, in milliseconds.
const AGAIN: u32 = 5000;

/// A form that was filed while the network was gone.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Waiting {
    /// Who filed it; nobody else sends it.
    pub person: u64,
    /// The form's address at the server.
    pub path: String,
    /// The form's title.
    pub title: String,
    /// By which the server knows it again.
    pub key: String,
    /// What was filled in.
    pub body: Value,
    /// Why the server did not take it.
    pub refused: Option<String>,
}

/// What waits on this device.
#[derive(Clone, Copy)]
pub struct Outbox(RwSignal<Vec<Waiting>>);

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
    let value: Value = serde_json::from_str(&storage()?.get_item(name).ok()??).ok()?;
    serde_json::from_value(value).ok()
}

/// Whether the browser could keep it.
fn write<T: Serialize>(name: &str, value: &T) -> bool {
    let text = serde_json::to_string(value).unwrap_or_default();
    storage().is_some_and(|storage| storage.set_item(name, &text).is_ok())
}

fn draft(person: u64, path: &str) -> String {
    format!("guiju-draft {person} {path}")
}

/// Keeps what is being filled in until the server has it.
pub fn keep_draft(person: u64, path: &str, content: &Value) {
    write(&draft(person, path), content);
}

/// What was being filled in here and never reached the server.
pub fn kept_draft(person: u64, path: &str) -> Option<Value> {
    read(&draft(person, path))
}

/// The server has it.
pub fn drop_draft(person: u64, path: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&draft(person, path));
    }
}

impl Outbox {
    /// What waits, and an attempt at sending it whenever there is something.
    pub fn open(session: Session) -> Self {
        let outbox = Self(RwSignal::new(read(OUTBOX).unwrap_or_default()));
        spawn_local(async move {
            loop {
                outbox.send(session).await;
                TimeoutFuture::new(AGAIN).await;
            }
        });
        outbox
    }

    /// Keeps a form that was filed; an error if the browser cannot.
    pub fn keep(self, waiting: Waiting) -> Result<(), Problem> {
        let mut all = self.0.get_untracked();
        all.push(waiting);
        if !write(OUTBOX, &all) {
            let title = t("网络断开，这台设备也存不下；请不要关闭页面，连上网络后再提交").to_owned();
            return Err(Problem { title, ..Problem::default() });
        }
        self.0.set(all);
        Ok(())
    }

    fn change(self, change: impl FnOnce(&mut Vec<Waiting>)) {
        self.0.update(change);
        write(OUTBOX, &self.0.get_untracked());
    }

    /// Sends what waits, once each; the key makes sure that nothing is filed twice.
    async fn send(self, session: Session) {
        let me = session.0.with_untracked(|me| me.as_ref().map(|me| me.person));
        let mine = |one: &Waiting| Some(one.person) == me && one.refused.is_none();
        for one in self.0.get_untracked().into_iter().filter(mine) {
            match api::post_once::<_, Filed>(format!("{}/file", one.path), &one.body, one.key.clone()).await {
                Ok(_) => self.change(|all| all.retain(|other| other.key != one.key)),
                // A server that cannot keep it now is asked again, as one that is not reached.
                Err(why) if why.kind == api::NETWORK || why.status >= 500 => return,
                Err(why) => {
                    let said = std::iter::once(why.title).chain(why.findings.into_iter().map(|one| one.message));
                    let said = said.collect::<Vec<_>>().join("；");
                    self.change(|all| {
                        for other in all.iter_mut().filter(|other| other.key == one.key) {
                            other.refused = Some(said.clone());
                        }
                    });
                }
            }
        }
    }
}

/// What waits on this device, above every page.
#[component]
pub fn Waitings() -> impl IntoView {
    let (outbox, session) = (expect_context::<Outbox>(), expect_context::<Session>());
    let mine = move || {
        let me = session.0.with(|me| me.as_ref().map(|me| me.person));
        outbox.0.get().into_iter().filter(|one| Some(one.person) == me).collect::<Vec<_>>()
    };
    let line = move |one: Waiting| {
        let Some(why) = one.refused.clone() else {
            return view! { <li>{fill("《{}》存在这台设备上，连上网络后自动提交", &[&one.title])}</li> }.into_any();
        };
        let form = one.path.replace("/api/forms/", "/start/");
        // It becomes a draft again, to be mended.
        let mend = move |_| {
            keep_draft(one.person, &one.path, one.body.get("content").unwrap_or(&Value::Null));
            outbox.change(|all| all.retain(|other| other.key != one.key));
        };
        view! { <li class="bad">{fill("《{}》没有提交成功：{}", &[&one.title, &why])}" "<A href=form on:click=mend>{t("打开修改")}</A></li> }.into_any()
    };
    view! { <ul class="connection waiting" role="status" hidden=move || mine().is_empty()>{move || mine().into_iter().map(line).collect::<Vec<_>>()}</ul> }
}

/// A filing as it is kept.
pub fn waiting(person: u64, path: String, title: String, key: String, body: &Filing) -> Waiting {
    let body = serde_json::to_value(body).unwrap_or_default();
    Waiting { person, path, title, key, body, refused: None }
}
