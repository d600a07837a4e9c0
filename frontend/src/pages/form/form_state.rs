//! The state of a form while it is being filled in: it is stored, checked and saved with each change, and submitted.

use crate::{
    api::{self, Session},
    components::fields::{Content, initial_content, is_missing, request_text, uploads_finished},
    i18n::{fill, t, text},
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

/// Milliseconds without a change after which the form is checked.
const CHECK_PAUSE: u32 = 300;
/// Further milliseconds without a change after which the draft is saved at the server.
const SAVE_PAUSE: u32 = 1200;

/// Milliseconds after which a change is rendered.
const RENDER_PAUSE: u32 = 30;

/// The outcome of a submitted form.
#[derive(Clone)]
pub enum Outcome {
    /// The server has it.
    Filed(Filed),
    /// It waits on this device for the network, under this idempotency key.
    Queued(String),
}

/// A form that is being filled in.
#[derive(Clone, Copy)]
pub struct FormState {
    /// Content of the form.
    pub content: Content,
    /// The person for whom the form is filed, as the field `on-behalf`.
    pub behalf: Content,
    /// The reason for filing in spite of warnings.
    pub remark: RwSignal<String>,
    /// The server's last check of the content.
    pub preview: RwSignal<Preview>,
    /// Whether the server has checked the content at least once.
    pub checked: RwSignal<bool>,
    /// The last problem.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether the reader has tried to submit.
    pub tried: RwSignal<bool>,
    /// Message about the state of the draft.
    pub draft_status: RwSignal<String>,
    /// Whether there is a draft that can be discarded.
    pub drafted: RwSignal<bool>,
    /// A draft at the server with other content; it is not overwritten until the reader has chosen.
    pub conflict: RwSignal<Option<Draft>>,
    /// Whether the response to the submission is awaited.
    pub busy: RwSignal<bool>,
    /// The outcome, once the form is submitted.
    pub outcome: RwSignal<Option<Outcome>>,
    /// Path of the form at the server.
    path: StoredValue<String>,
    /// Declaration of the form.
    form: StoredValue<Form>,
    /// Key by which the server recognises a repeated submission.
    key: IdempotencyKey,
    /// The input with which the form began; nothing once the reader has changed it.
    initial: StoredValue<Option<UserInput>>,
    /// Content of the server's draft as last known.
    base: StoredValue<Option<Value>>,
    /// Whether this device has a draft that the server has never got.
    unsaved: StoredValue<bool>,
    /// Number of changes, so that only the last one is checked.
    changes: StoredValue<u64>,
    session: Session,
    /// Id of the reader.
    reader: u64,
    scope: TaskScope,
}

/// Everything that the reader enters: the content without null values, the person for whom it is filed, and the reason.
type UserInput = (Map<String, Value>, Option<u64>, String);

impl FormState {
    /// Begins with the draft of this device or of the server, whichever is newer, else with the form's initial values. If the two
    /// conflict, it begins with the draft of this device and the reader has to choose.
    pub fn begin(path: &str, form: &Form, server_draft: ServerDraft) -> Self {
        let session = expect_context::<Session>();
        let reader = session.person().unwrap_or_default();
        let server_content =
            if let ServerDraft::Found(draft) = &server_draft { Some(draft.content.clone()) } else { None };
        let (local, conflict, status) = match offline::reconcile(offline::load_draft(reader, path), server_draft) {
            Reconciled::Blank => (None, None, String::new()),
            Reconciled::Server(draft) => {
                let status = fill(text::form::DRAFT_LOADED, &[&format_moment(&draft.saved)]);
                (Some(LocalDraft { content: draft.content, ..LocalDraft::default() }), None, status)
            }
            Reconciled::Device(local) => (Some(local), None, t(text::form::DRAFT_KEPT_ON_DEVICE_LOADED).to_owned()),
            Reconciled::Conflict(local, draft) => {
                (Some(local), Some(draft), t(text::form::DRAFT_KEPT_ON_DEVICE_LOADED).to_owned())
            }
        };
        let drafted = local.is_some();
        if !drafted {
            offline::remove_draft(reader, path);
        }
        let base = server_content.or_else(|| local.as_ref().and_then(|local| local.base.clone()));
        let LocalDraft { content, on_behalf_of, remark, .. } = local.unwrap_or_default();
        let unsaved = drafted && base.as_ref() != Some(&content);
        let start = content.as_object().cloned().unwrap_or_else(|| initial_content(form));
        let behalf = on_behalf_of.map(|person| ("on-behalf".to_owned(), person.into())).into_iter().collect();
        Self {
            initial: StoredValue::new(Some((filled_in(&start), on_behalf_of, remark.clone()))),
            content: RwSignal::new(start),
            behalf: RwSignal::new(behalf),
            remark: RwSignal::new(remark),
            preview: RwSignal::new(Preview::default()),
            checked: RwSignal::new(false),
            problem: RwSignal::new(None),
            tried: RwSignal::new(false),
            draft_status: RwSignal::new(status),
            drafted: RwSignal::new(drafted),
            conflict: RwSignal::new(conflict),
            busy: RwSignal::new(false),
            outcome: RwSignal::new(None),
            path: StoredValue::new(path.to_owned()),
            form: StoredValue::new(form.clone()),
            key: IdempotencyKey::new(),
            base: StoredValue::new(base),
            unsaved: StoredValue::new(unsaved),
            changes: StoredValue::new(0),
            session,
            reader,
            scope: TaskScope::current(),
        }
    }

    fn body(self) -> Filing {
        Filing {
            content: Value::Object(self.content.get_untracked()),
            on_behalf_of: self.behalf_of(),
            remark: Some(self.remark.get_untracked()),
        }
    }

    /// Id of the person for whom the form is filed, if not the reader.
    fn behalf_of(self) -> Option<u64> {
        self.behalf.with_untracked(|behalf| behalf.get("on-behalf").and_then(Value::as_u64))
    }

    /// Stores, checks and saves the form whenever it changes.
    pub fn track_changes(self) {
        api::track_unsaved_input(move || self.drafted.get() && self.outcome.with(Option::is_none));
        Effect::new(move |before: Option<()>| {
            self.content.track();
            self.behalf.track();
            self.remark.track();
            self.changes.update_value(|changes| *changes += 1);
            let (this_change, changed) = (self.changes.get_value(), before.is_some() && self.is_touched());
            if changed && self.outcome.with_untracked(Option::is_none) {
                // At once, so that nothing is lost if the page is left.
                self.store_locally();
                self.drafted.set(true);
            }
            // A draft that the server never got is saved too, even if the reader changes nothing.
            let unsaved = self.unsaved.get_value();
            self.scope.spawn(async move {
                TimeoutFuture::new(CHECK_PAUSE).await;
                if self.changes.get_value() == this_change {
                    self.check().await;
                }
                if changed || unsaved {
                    TimeoutFuture::new(SAVE_PAUSE).await;
                    if self.changes.get_value() == this_change && self.outcome.with_untracked(Option::is_none) {
                        self.save().await;
                    }
                }
            });
        });
    }

    /// Stores the draft on this device.
    fn store_locally(self) {
        let draft = LocalDraft {
            content: Value::Object(self.content.get_untracked()),
            on_behalf_of: self.behalf_of(),
            remark: self.remark.get_untracked(),
            base: self.base.get_value(),
            at: untrack(|| self.session.now()).to_string(),
            title: self.form.with_value(|form| form.title.clone()),
        };
        self.path.with_value(|path| offline::store_draft(self.reader, path, &draft));
    }

    /// Whether the reader has entered anything. A form that was only looked at must not leave a draft that hides an earlier one.
    fn is_touched(self) -> bool {
        let now = (self.content.with_untracked(filled_in), self.behalf_of(), self.remark.get_untracked());
        if self.initial.with_value(|initial| initial.as_ref().is_some_and(|initial| *initial == now)) {
            return false;
        }
        self.initial.set_value(None);
        true
    }

    /// Lets the server check the content.
    async fn check(self) {
        let path = self.path.get_value();
        match api::post_query::<_, Preview>(&format!("{path}/preview"), &self.body()).await {
            Ok(preview) => {
                self.preview.set(preview);
                self.checked.set(true);
            }
            Err(problem) => self.problem.set(Some(problem)),
        }
    }

    /// Saves the draft at the server, unless the server has a conflicting one.
    async fn save(self) {
        let path = self.path.get_value();
        if self.conflict.with_untracked(Option::is_some) {
            return;
        }
        let Ok(there) = api::get::<Option<Draft>>(format!("{path}/draft")).await else { return };
        let body = self.body();
        let is_unknown = |there: &Draft| {
            there.content != body.content && self.base.with_value(|base| base.as_ref() != Some(&there.content))
        };
        if let Some(there) = there.filter(is_unknown) {
            self.conflict.set(Some(there));
            return;
        }
        if self.outcome.with_untracked(Option::is_some) {
            return;
        }
        if api::request(Method::PUT, format!("{path}/draft"), Some(&body)).await.is_ok() {
            self.base.set_value(Some(body.content));
            self.unsaved.set_value(false);
            if self.outcome.with_untracked(Option::is_none) {
                self.store_locally();
            }
            self.draft_status.set(t(text::form::DRAFT_SAVED).to_owned());
        }
    }

    /// Resolves a conflict: the draft of this device replaces the server's.
    pub fn keep_local(self) {
        self.base.set_value(self.conflict.get_untracked().map(|draft| draft.content));
        self.conflict.set(None);
        self.store_locally();
        self.scope.spawn(self.save());
    }

    /// Resolves a conflict: the draft of this device is removed, and the form is opened again with the server's.
    pub fn use_server(self, reopen: Callback<()>) {
        self.changes.update_value(|changes| *changes += 1);
        self.path.with_value(|path| offline::remove_draft(self.reader, path));
        reopen.run(());
    }

    /// Discards the draft on this device and at the server, and opens the form again.
    pub fn discard(self, reopen: Callback<()>) {
        self.changes.update_value(|changes| *changes += 1);
        let path = self.path.get_value();
        self.scope.spawn(async move {
            match api::request::<()>(Method::DELETE, format!("{path}/draft"), None).await {
                Ok(()) => {
                    offline::remove_draft(self.reader, &path);
                    reopen.run(());
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// Submits the form. Without network it is queued on this device and sent as soon as the server can be reached.
    pub fn submit(self, outbox: Outbox) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.tried.set(true);
        self.changes.update_value(|changes| *changes += 1);
        self.scope.spawn(async move {
            match self.submit_once(outbox).await {
                Ok(outcome) => {
                    self.path.with_value(|path| offline::remove_draft(self.reader, path));
                    self.outcome.set(Some(outcome));
                    window().scroll_to_with_x_and_y(0.0, 0.0);
                }
                Err(problem) => self.show_problem(problem).await,
            }
            self.busy.set(false);
        });
    }

    /// Submits the form after all uploads are finished.
    async fn submit_once(self, outbox: Outbox) -> Result<Outcome, Problem> {
        uploads_finished().await?;
        let (path, title, body) = (self.path.get_value(), self.form.with_value(|form| form.title.clone()), self.body());
        let key = self.key.for_content(&body);
        match api::post_once::<_, Filed>(format!("{path}/file"), &body, key.clone()).await {
            Err(problem) if problem.kind == api::NETWORK => {
                self.check_required()?;
                outbox.add(&QueuedFiling::new(self.reader, path, title, key.clone(), &body))?;
                Ok(Outcome::Queued(key))
            }
            result => result.map(Outcome::Filed),
        }
    }

    /// Checks without the server that all required fields are filled in.
    fn check_required(self) -> Result<(), Problem> {
        let content = self.content.get_untracked();
        let is_empty = |field: &&Field| {
            field.required && shape::is_shown(&field.shown_when, &content) && is_missing(&content, &field.name)
        };
        let finding = |field: &Field| FindingShown {
            severity: Severity::Error,
            field: Some(field.name.clone()),
            message: fill(request_text(field), &[&field.label]),
            citation: None,
        };
        let findings = self.form.with_value(|form| form.fields().filter(is_empty).map(finding).collect::<Vec<_>>());
        if findings.is_empty() {
            return Ok(());
        }
        let title = fill(text::form::NO_NETWORK_THINGS_MENDED_BEFORE, &[&findings.len()]);
        Err(Problem { kind: api::NETWORK.to_owned(), title, findings, ..Problem::default() })
    }

    /// Follows a queued form: it becomes a receipt or is rejected as soon as that is known.
    pub fn track_delivery(self, outbox: Outbox) {
        Effect::new(move |_| {
            let Some(Outcome::Queued(key)) = self.outcome.get() else { return };
            match outbox.state(&key) {
                DeliveryState::Waiting => {}
                DeliveryState::Filed(filed) => self.outcome.set(Some(Outcome::Filed(filed))),
                DeliveryState::Rejected(problem) => {
                    outbox.remove(&key);
                    self.return_to_form(problem);
                }
                // Another tab sent it; the server repeats its answer to the same key.
                DeliveryState::Unknown => self.scope.spawn(async move {
                    let path = self.path.get_value();
                    match api::post::<_, Filed>(format!("{path}/file"), &self.body(), Some(key)).await {
                        Ok(filed) => self.outcome.set(Some(Outcome::Filed(filed))),
                        Err(problem) => self.return_to_form(problem),
                    }
                }),
            }
        });
    }

    /// Shows the form again with a problem.
    fn return_to_form(self, problem: Problem) {
        self.outcome.set(None);
        self.store_locally();
        self.scope.spawn(self.show_problem(problem));
    }

    /// Shows a problem with its findings and focuses the error summary.
    async fn show_problem(self, problem: Problem) {
        if !problem.findings.is_empty() {
            self.preview.update(|preview| preview.findings.clone_from(&problem.findings));
        }
        self.problem.set(Some(problem));
        TimeoutFuture::new(RENDER_PAUSE).await;
        focus_by_id("summary");
    }
}

/// The fields of a content that have a value.
fn filled_in(content: &Map<String, Value>) -> Map<String, Value> {
    let filled = content.iter().filter(|(_, value)| !value.is_null());
    filled.map(|(name, value)| (name.clone(), value.clone())).collect()
}
