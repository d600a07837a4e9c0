//! A form being filled in: what is kept of it, checked and sent while somebody types.

use crate::{
    api,
    fields::Content,
    kept::{self, Outbox},
    once::Once,
    scope::Scope,
    words::{fill, t},
};
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Draft, Filed, Filing, Preview, Problem};
use guiju_model::Form;
use leptos::prelude::*;
use serde_json::{Map, Value};

/// Milliseconds after the last key in which nothing is asked yet.
const PAUSE: u32 = 300;
/// Milliseconds after which the draft is saved at the server.
const SAVED_AFTER: u32 = 1200;

/// What a form came to.
#[derive(Clone)]
pub enum Outcome {
    /// The server has it.
    Filed(Filed),
    /// It waits on this device for the network.
    Waits,
}

/// A form being filled in.
#[derive(Clone, Copy)]
pub struct Filling {
    /// What is filled in.
    pub content: Content,
    /// Whom it is filed for, where one may file for others.
    pub other: Content,
    /// Why it is filed in spite of warnings.
    pub remark: RwSignal<String>,
    /// What the server says of it so far.
    pub preview: RwSignal<Preview>,
    /// Why it was not taken.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether it was tried to file it.
    pub tried: RwSignal<bool>,
    /// How the draft stands, in words.
    pub saved: RwSignal<String>,
    /// Whether an answer to the filing is awaited.
    pub busy: RwSignal<bool>,
    /// What it came to, once it is filed.
    pub outcome: RwSignal<Option<Outcome>>,
    /// Address of the form at the server.
    path: StoredValue<String>,
    /// Title of the form.
    title: StoredValue<String>,
    /// By which the server knows the filing again: pressing twice files once.
    once: Once,
    /// What was there before anybody typed; nothing once somebody has.
    begun: StoredValue<Option<Map<String, Value>>>,
    /// Counts the changes; only the last is checked.
    changes: StoredValue<u64>,
    /// Who fills it in.
    me: u64,
    scope: Scope,
}

impl Filling {
    /// Begins with what this device kept, else with the server's draft, else with what the form says.
    pub fn begin(path: &str, form: &Form, draft: Option<Draft>, me: u64) -> Self {
        // What never reached the server is newer than what did.
        let unsent = kept::kept_draft(me, path);
        let said = match (&unsent, &draft) {
            (Some(_), _) => t("已载入这台设备上保存的草稿").to_owned(),
            (None, Some(draft)) => fill("已载入 {} 保存的草稿", &[&super::super::moment(&draft.saved)]),
            (None, None) => String::new(),
        };
        let start = unsent.or(draft.map(|draft| draft.content));
        let start = start.and_then(|content| content.as_object().cloned()).unwrap_or_else(|| super::initial(form));
        Self {
            begun: StoredValue::new(Some(said_in(&start))),
            content: RwSignal::new(start),
            other: RwSignal::new(Map::new()),
            remark: RwSignal::new(String::new()),
            preview: RwSignal::new(Preview::default()),
            problem: RwSignal::new(None),
            tried: RwSignal::new(false),
            saved: RwSignal::new(said),
            busy: RwSignal::new(false),
            outcome: RwSignal::new(None),
            path: StoredValue::new(path.to_owned()),
            title: StoredValue::new(form.title.clone()),
            once: Once::new(),
            changes: StoredValue::new(0),
            me,
            scope: Scope::here(),
        }
    }

    fn body(self) -> Filing {
        Filing {
            content: Value::Object(self.content.get_untracked()),
            on_behalf_of: self.other.with_untracked(|other| other.get("on-behalf").and_then(Value::as_u64)),
            remark: Some(self.remark.get_untracked()),
        }
    }

    /// Keeps, checks and saves what is filled in whenever it changes.
    pub fn follow(self) {
        Effect::new(move |before: Option<()>| {
            self.content.track();
            self.other.track();
            self.changes.update_value(|changes| *changes += 1);
            let (mine, changed) = (self.changes.get_value(), before.is_some() && self.touched());
            if changed && self.outcome.with_untracked(Option::is_none) {
                // At once: whoever leaves within a moment finds it again.
                let content = Value::Object(self.content.get_untracked());
                self.path.with_value(|path| kept::keep_draft(self.me, path, &content));
            }
            self.scope.spawn(async move {
                TimeoutFuture::new(PAUSE).await;
                if self.changes.get_value() == mine {
                    self.check().await;
                }
                if changed {
                    TimeoutFuture::new(SAVED_AFTER).await;
                    if self.changes.get_value() == mine && self.outcome.with_untracked(Option::is_none) {
                        self.save().await;
                    }
                }
            });
        });
    }

    /// Whether anybody has filled in anything: a form that was only looked at leaves no draft that would hide an earlier one.
    fn touched(self) -> bool {
        let now = self.content.with_untracked(said_in);
        if self.begun.with_value(|begun| begun.as_ref().is_some_and(|begun| *begun == now)) {
            return false;
        }
        self.begun.set_value(None);
        true
    }

    async fn check(self) {
        let path = self.path.get_value();
        match api::ask::<_, Preview>(&format!("{path}/preview"), &self.body()).await {
            Ok(answer) => self.preview.set(answer),
            Err(why) => self.problem.set(Some(why)),
        }
    }

    async fn save(self) {
        let path = self.path.get_value();
        if api::change(Method::PUT, format!("{path}/draft"), Some(&self.body())).await.is_ok() {
            kept::drop_draft(self.me, &path);
            self.saved.set(t("草稿已保存").to_owned());
        }
    }

    /// Files it; without network it waits on this device and goes by itself once the network is back.
    pub fn file(self, outbox: Outbox) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.tried.set(true);
        self.changes.update_value(|changes| *changes += 1);
        let (path, title, body) = (self.path.get_value(), self.title.get_value(), self.body());
        let key = self.once.key(&body);
        self.scope.spawn(async move {
            let answer = api::post_once::<_, Filed>(format!("{path}/file"), &body, key.clone()).await;
            let answer = match answer {
                Err(why) if why.kind == api::NETWORK => {
                    outbox.keep(kept::waiting(self.me, path.clone(), title, key, &body)).map(|()| Outcome::Waits)
                }
                answer => answer.map(Outcome::Filed),
            };
            match answer {
                Ok(outcome) => {
                    kept::drop_draft(self.me, &path);
                    self.outcome.set(Some(outcome));
                    window().scroll_to_with_x_and_y(0.0, 0.0);
                }
                Err(why) => self.refused(why).await,
            }
            self.busy.set(false);
        });
    }

    async fn refused(self, why: Problem) {
        if !why.findings.is_empty() {
            self.preview.update(|preview| preview.findings.clone_from(&why.findings));
        }
        self.problem.set(Some(why));
        TimeoutFuture::new(30).await;
        super::focus("summary");
    }
}

/// What a content says: a field that is there without a value says nothing.
fn said_in(content: &Map<String, Value>) -> Map<String, Value> {
    let said = content.iter().filter(|(_, value)| !value.is_null());
    said.map(|(name, value)| (name.clone(), value.clone())).collect()
}
