//! Forms that were filed while the network was gone: they wait on this device and go by themselves.

use super::{Held, hold, names, read, remove, write};
use crate::{
    api::{self, Session},
    i18n::{fill, t},
};
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Filed, Filing, Problem};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where earlier portals kept what was filed, all in one.
const TOGETHER: &str = "guiju-outbox";
/// What the name of each begins with.
const EACH: &str = "guiju-outbox ";
/// How long after one attempt the next follows, in milliseconds.
const AGAIN: u32 = 5000;

/// A form that was filed while the network was gone.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
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

/// What became of a form that was filed while the network was gone.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It waits.
    Waits,
    /// The server has it.
    Filed(Filed),
    /// The server did not take it.
    Refused(Problem),
    /// It waits here no more; another tab knows why.
    Gone,
}

/// What waits on this device.
#[derive(Clone, Copy)]
pub struct Outbox {
    all: RwSignal<Vec<Waiting>>,
    /// What the server said to those that this page sent, by key.
    answers: RwSignal<Vec<(String, Result<Filed, Problem>)>>,
}

fn name(key: &str) -> String {
    format!("{EACH}{key}")
}

/// What every tab of this browser has put here, in the order of filing.
fn kept() -> Vec<Waiting> {
    names(EACH).iter().filter_map(|name| read(name)).collect()
}

impl Outbox {
    /// What waits, and an attempt at sending it whenever there is something.
    pub fn open(session: Session) -> Self {
        let together: Vec<Waiting> = read(TOGETHER).unwrap_or_default();
        if together.iter().all(|one| write(&name(&one.key), one)) {
            remove(TOGETHER);
        }
        let outbox = Self { all: RwSignal::new(kept()), answers: RwSignal::new(Vec::new()) };
        // Another tab files, sends or takes back.
        window_event_listener_untyped("storage", move |_| outbox.look());
        spawn_local(async move {
            loop {
                outbox.send(session).await;
                TimeoutFuture::new(AGAIN).await;
            }
        });
        outbox
    }

    /// Keeps a form that was filed; an error if the browser cannot.
    pub fn keep(self, waiting: &Waiting) -> Result<(), Problem> {
        if !write(&name(&waiting.key), waiting) {
            let title = t("网络断开，这台设备也存不下；请不要关闭页面，连上网络后再提交").to_owned();
            return Err(Problem { title, ..Problem::default() });
        }
        self.look();
        Ok(())
    }

    /// Takes one away.
    pub fn take(self, key: &str) {
        remove(&name(key));
        self.look();
    }

    /// What became of one.
    pub fn fate(self, key: &str) -> Fate {
        let answer = self.answers.with(|all| all.iter().find(|(of, _)| of == key).map(|(_, answer)| answer.clone()));
        let waits = self.all.with(|all| all.iter().find(|one| one.key == key).cloned());
        match (answer, waits) {
            (Some(Ok(filed)), _) => Fate::Filed(filed),
            (Some(Err(why)), _) => Fate::Refused(why),
            (None, Some(Waiting { refused: Some(title), .. })) => {
                Fate::Refused(Problem { title, ..Problem::default() })
            }
            (None, Some(_)) => Fate::Waits,
            (None, None) => Fate::Gone,
        }
    }

    /// Reads anew what waits.
    fn look(self) {
        let now = kept();
        if self.all.with_untracked(|all| *all != now) {
            self.all.set(now);
        }
    }

    /// Sends what waits, once each; the key makes sure that nothing is filed twice, whichever tab sends it.
    async fn send(self, session: Session) {
        self.look();
        let me = session.0.with_untracked(|me| me.as_ref().map(|me| me.person));
        let mine = |one: &Waiting| Some(one.person) == me && one.refused.is_none();
        for mut one in self.all.get_untracked().into_iter().filter(mine) {
            match api::post_once::<_, Filed>(format!("{}/file", one.path), &one.body, one.key.clone()).await {
                Ok(filed) => {
                    self.answers.update(|all| all.push((one.key.clone(), Ok(filed))));
                    self.take(&one.key);
                }
                // A server that cannot keep it now is asked again, as one that is not reached.
                Err(why) if why.kind == api::NETWORK || why.status >= 500 => return,
                Err(why) => {
                    let found = why.findings.iter().map(|one| one.message.clone());
                    let said = std::iter::once(why.title.clone()).chain(found).collect::<Vec<_>>().join("；");
                    one.refused = Some(said);
                    if kept().iter().any(|known| known.key == one.key) {
                        write(&name(&one.key), &one);
                    }
                    self.answers.update(|all| all.push((one.key.clone(), Err(why))));
                    self.look();
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
        outbox.all.get().into_iter().filter(|one| Some(one.person) == me).collect::<Vec<_>>()
    };
    let line = move |one: Waiting| {
        let Some(why) = one.refused.clone() else {
            return view! { <li>{fill("《{}》存在这台设备上，连上网络后自动提交", &[&one.title])}</li> }.into_any();
        };
        let form = one.path.replace("/api/forms/", "/start/");
        let told = fill("《{}》没有提交成功：{}", &[&one.title, &why]);
        // It becomes a draft again, to be mended.
        let mend = move |_| {
            let body: Filing = serde_json::from_value(one.body.clone()).unwrap_or_default();
            let held = Held {
                content: body.content,
                on_behalf_of: body.on_behalf_of,
                remark: body.remark.unwrap_or_default(),
                base: None,
                at: session.now().to_string(),
                title: one.title.clone(),
            };
            hold(one.person, &one.path, &held);
            outbox.take(&one.key);
        };
        view! { <li class="bad">{told}" "<A href=form on:click=mend>{t("打开修改")}</A></li> }.into_any()
    };
    view! { <ul class="connection waiting" role="status" hidden=move || mine().is_empty()>{move || mine().into_iter().map(line).collect::<Vec<_>>()}</ul> }
}

/// A filing as it is kept.
pub fn waiting(person: u64, path: String, title: String, key: String, body: &Filing) -> Waiting {
    let body = serde_json::to_value(body).unwrap_or_default();
    Waiting { person, path, title, key, body, refused: None }
}
