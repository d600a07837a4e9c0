//! A form being filled in: what is kept of it, checked and sent while somebody types.

use crate::{
    api::{self, Session},
    components::fields::{Content, initial_content, is_missing, request_text, uploads_finished},
    i18n::{fill, t},
    offline::{self, DeliveryState, LocalDraft, Outbox, QueuedFiling, Reconciled, ServerDraft},
    state::{idempotency::IdempotencyKey, scope::TaskScope},
    util::{dom::focus_by_id, format::format_moment},
};
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Draft, Filed, Filing, FindingShown, Preview, Problem};
use guiju_model::{Field, Form, Severity, shape};
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
    /// It waits on this device for the network, under this key.
    Waits(String),
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
    /// Whether the server has said anything of it yet.
    pub answered: RwSignal<bool>,
    /// Why it was not taken.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether it was tried to file it.
    pub tried: RwSignal<bool>,
    /// How the draft stands, in words.
    pub saved: RwSignal<String>,
    /// Whether there is a draft that could be thrown away.
    pub drafted: RwSignal<bool>,
    /// A draft at the server that says something else; nothing is saved over it until somebody has chosen.
    pub rival: RwSignal<Option<Draft>>,
    /// Whether an answer to the filing is awaited.
    pub busy: RwSignal<bool>,
    /// What it came to, once it is filed.
    pub outcome: RwSignal<Option<Outcome>>,
    /// Address of the form at the server.
    path: StoredValue<String>,
    /// The form.
    form: StoredValue<Form>,
    /// By which the server knows the filing again: pressing twice files once.
    once: IdempotencyKey,
    /// What was there before anybody typed; nothing once somebody has.
    begun: StoredValue<Option<Typed>>,
    /// What the server's draft said when it was last heard of.
    base: StoredValue<Option<Value>>,
    /// Whether this device kept something that the server never got.
    owed: StoredValue<bool>,
    /// Counts the changes; only the last is checked.
    changes: StoredValue<u64>,
    /// Who fills it in.
    session: Session,
    me: u64,
    scope: TaskScope,
}

/// All that somebody types into a form: its content, whom it is for, and the reason.
type Typed = (Map<String, Value>, Option<u64>, String);

impl Filling {
    /// Begins with what this device kept or the server's draft, whichever is newer, else with what the form says. Where each says
    /// something that the other does not know, what this device kept is gone on with and somebody has to choose.
    pub fn begin(path: &str, form: &Form, said: ServerDraft) -> Self {
        let session = expect_context::<Session>();
        let me = session.person().unwrap_or_default();
        let draft = if let ServerDraft::Found(draft) = &said { Some(draft.content.clone()) } else { None };
        let (held, rival, words) = match offline::reconcile(offline::load_draft(me, path), said) {
            Reconciled::Blank => (None, None, String::new()),
            Reconciled::Server(draft) => {
                let words = fill("已载入 {} 保存的草稿", &[&format_moment(&draft.saved)]);
                (Some(LocalDraft { content: draft.content, ..LocalDraft::default() }), None, words)
            }
            Reconciled::Device(held) => (Some(held), None, t("已载入这台设备上保存的草稿").to_owned()),
            Reconciled::Conflict(held, draft) => (Some(held), Some(draft), t("已载入这台设备上保存的草稿").to_owned()),
        };
        let drafted = held.is_some();
        if !drafted {
            offline::remove_draft(me, path);
        }
        let base = draft.or_else(|| held.as_ref().and_then(|held| held.base.clone()));
        let LocalDraft { content, on_behalf_of, remark, .. } = held.unwrap_or_default();
        let owed = drafted && base.as_ref() != Some(&content);
        let start = content.as_object().cloned().unwrap_or_else(|| initial_content(form));
        let other = on_behalf_of.map(|person| ("on-behalf".to_owned(), person.into())).into_iter().collect();
        Self {
            begun: StoredValue::new(Some((filled_in(&start), on_behalf_of, remark.clone()))),
            content: RwSignal::new(start),
            other: RwSignal::new(other),
            remark: RwSignal::new(remark),
            preview: RwSignal::new(Preview::default()),
            answered: RwSignal::new(false),
            problem: RwSignal::new(None),
            tried: RwSignal::new(false),
            saved: RwSignal::new(words),
            drafted: RwSignal::new(drafted),
            rival: RwSignal::new(rival),
            busy: RwSignal::new(false),
            outcome: RwSignal::new(None),
            path: StoredValue::new(path.to_owned()),
            form: StoredValue::new(form.clone()),
            once: IdempotencyKey::new(),
            base: StoredValue::new(base),
            owed: StoredValue::new(owed),
            changes: StoredValue::new(0),
            session,
            me,
            scope: TaskScope::current(),
        }
    }

    fn body(self) -> Filing {
        Filing {
            content: Value::Object(self.content.get_untracked()),
            on_behalf_of: self.behalf(),
            remark: Some(self.remark.get_untracked()),
        }
    }

    fn behalf(self) -> Option<u64> {
        self.other.with_untracked(|other| other.get("on-behalf").and_then(Value::as_u64))
    }

    /// Keeps, checks and saves what is filled in whenever it changes.
    pub fn follow(self) {
        api::track_unsaved_input(move || self.drafted.get() && self.outcome.with(Option::is_none));
        Effect::new(move |before: Option<()>| {
            self.content.track();
            self.other.track();
            self.remark.track();
            self.changes.update_value(|changes| *changes += 1);
            let (mine, changed) = (self.changes.get_value(), before.is_some() && self.touched());
            if changed && self.outcome.with_untracked(Option::is_none) {
                // At once: whoever leaves within a moment finds it again.
                self.hold();
                self.drafted.set(true);
            }
            // What this device kept and the server never got is sent now. Fields that lay out an empty row for themselves change
            // nothing of that.
            let owed = self.owed.get_value();
            self.scope.spawn(async move {
                TimeoutFuture::new(PAUSE).await;
                if self.changes.get_value() == mine {
                    self.check().await;
                }
                if changed || owed {
                    TimeoutFuture::new(SAVED_AFTER).await;
                    if self.changes.get_value() == mine && self.outcome.with_untracked(Option::is_none) {
                        self.save().await;
                    }
                }
            });
        });
    }

    /// Keeps it on this device.
    fn hold(self) {
        let held = LocalDraft {
            content: Value::Object(self.content.get_untracked()),
            on_behalf_of: self.behalf(),
            remark: self.remark.get_untracked(),
            base: self.base.get_value(),
            at: untrack(|| self.session.now()).to_string(),
            title: self.form.with_value(|form| form.title.clone()),
        };
        self.path.with_value(|path| offline::store_draft(self.me, path, &held));
    }

    /// Whether anybody has filled in anything: a form that was only looked at leaves no draft that would hide an earlier one.
    fn touched(self) -> bool {
        let now = (self.content.with_untracked(filled_in), self.behalf(), self.remark.get_untracked());
        if self.begun.with_value(|begun| begun.as_ref().is_some_and(|begun| *begun == now)) {
            return false;
        }
        self.begun.set_value(None);
        true
    }

    async fn check(self) {
        let path = self.path.get_value();
        match api::post_query::<_, Preview>(&format!("{path}/preview"), &self.body()).await {
            Ok(answer) => {
                self.preview.set(answer);
                self.answered.set(true);
            }
            Err(why) => self.problem.set(Some(why)),
        }
    }

    /// Saves it at the server, unless a draft from elsewhere lies there.
    async fn save(self) {
        let path = self.path.get_value();
        if self.rival.with_untracked(Option::is_some) {
            return;
        }
        let Ok(there) = api::get::<Option<Draft>>(format!("{path}/draft")).await else { return };
        let body = self.body();
        let news = |there: &Draft| {
            there.content != body.content && self.base.with_value(|base| base.as_ref() != Some(&there.content))
        };
        if let Some(there) = there.filter(news) {
            self.rival.set(Some(there));
            return;
        }
        if self.outcome.with_untracked(Option::is_some) {
            return;
        }
        if api::request(Method::PUT, format!("{path}/draft"), Some(&body)).await.is_ok() {
            self.base.set_value(Some(body.content));
            self.owed.set_value(false);
            if self.outcome.with_untracked(Option::is_none) {
                self.hold();
            }
            self.saved.set(t("草稿已保存").to_owned());
        }
    }

    /// What is filled in here is meant: it takes the place of the server's draft.
    pub fn mine(self) {
        self.base.set_value(self.rival.get_untracked().map(|draft| draft.content));
        self.rival.set(None);
        self.hold();
        self.scope.spawn(self.save());
    }

    /// The server's draft is meant, and the page is drawn anew with it.
    pub fn theirs(self, anew: Callback<()>) {
        self.changes.update_value(|changes| *changes += 1);
        self.path.with_value(|path| offline::remove_draft(self.me, path));
        anew.run(());
    }

    /// Throws away what is filled in, here and at the server, and begins anew.
    pub fn discard(self, anew: Callback<()>) {
        self.changes.update_value(|changes| *changes += 1);
        let path = self.path.get_value();
        self.scope.spawn(async move {
            match api::request::<()>(Method::DELETE, format!("{path}/draft"), None).await {
                Ok(()) => {
                    offline::remove_draft(self.me, &path);
                    anew.run(());
                }
                Err(why) => self.problem.set(Some(why)),
            }
        });
    }

    /// Files it; without network it waits on this device and goes by itself once the network is back.
    pub fn file(self, outbox: Outbox) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.tried.set(true);
        self.changes.update_value(|changes| *changes += 1);
        self.scope.spawn(async move {
            match self.sent(outbox).await {
                Ok(outcome) => {
                    self.path.with_value(|path| offline::remove_draft(self.me, path));
                    self.outcome.set(Some(outcome));
                    window().scroll_to_with_x_and_y(0.0, 0.0);
                }
                Err(why) => self.refused(why).await,
            }
            self.busy.set(false);
        });
    }

    /// Sends it once what is being uploaded has come in.
    async fn sent(self, outbox: Outbox) -> Result<Outcome, Problem> {
        uploads_finished().await?;
        let (path, title, body) = (self.path.get_value(), self.form.with_value(|form| form.title.clone()), self.body());
        let key = self.once.for_content(&body);
        match api::post_once::<_, Filed>(format!("{path}/file"), &body, key.clone()).await {
            Err(why) if why.kind == api::NETWORK => {
                self.sound()?;
                outbox.add(&QueuedFiling::new(self.me, path, title, key.clone(), &body))?;
                Ok(Outcome::Waits(key))
            }
            answer => answer.map(Outcome::Filed),
        }
    }

    /// Without the server it is at least known what every such form has to say.
    fn sound(self) -> Result<(), Problem> {
        let content = self.content.get_untracked();
        let lacks = |field: &&Field| {
            field.required && shape::is_shown(&field.shown_when, &content) && is_missing(&content, &field.name)
        };
        let shown = |field: &Field| FindingShown {
            severity: Severity::Error,
            field: Some(field.name.clone()),
            message: fill(request_text(field), &[&field.label]),
            citation: None,
        };
        let findings = self.form.with_value(|form| form.fields().filter(lacks).map(shown).collect::<Vec<_>>());
        if findings.is_empty() {
            return Ok(());
        }
        let title = fill("网络断开；填写的内容有 {} 处需要改正，改好再提交", &[&findings.len()]);
        Err(Problem { kind: api::NETWORK.to_owned(), title, findings, ..Problem::default() })
    }

    /// What waited on this device becomes a receipt or is refused, as soon as that is known.
    pub fn await_fate(self, outbox: Outbox) {
        Effect::new(move |_| {
            let Some(Outcome::Waits(key)) = self.outcome.get() else { return };
            match outbox.state(&key) {
                DeliveryState::Waiting => {}
                DeliveryState::Filed(filed) => self.outcome.set(Some(Outcome::Filed(filed))),
                DeliveryState::Rejected(why) => {
                    outbox.remove(&key);
                    self.back(why);
                }
                // Another tab sent it: the same key is answered as it was.
                DeliveryState::Unknown => self.scope.spawn(async move {
                    let path = self.path.get_value();
                    match api::post::<_, Filed>(format!("{path}/file"), &self.body(), Some(key)).await {
                        Ok(filed) => self.outcome.set(Some(Outcome::Filed(filed))),
                        Err(why) => self.back(why),
                    }
                }),
            }
        });
    }

    /// Back to the form with what is wrong.
    fn back(self, why: Problem) {
        self.outcome.set(None);
        self.hold();
        self.scope.spawn(self.refused(why));
    }

    async fn refused(self, why: Problem) {
        if !why.findings.is_empty() {
            self.preview.update(|preview| preview.findings.clone_from(&why.findings));
        }
        self.problem.set(Some(why));
        TimeoutFuture::new(30).await;
        focus_by_id("summary");
    }
}

/// What a content says: a field that is there without a value says nothing.
fn filled_in(content: &Map<String, Value>) -> Map<String, Value> {
    let said = content.iter().filter(|(_, value)| !value.is_null());
    said.map(|(name, value)| (name.clone(), value.clone())).collect()
}
