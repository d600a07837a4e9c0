//! Widgets for attachments. A file is uploaded as soon as it is chosen; the content holds its name and digest.

use super::{
    content::{Content, set_value},
    context::FieldContext,
};
use crate::{
    api::{self, ApiResult},
    i18n::{fill, t, text},
    state::scope::TaskScope,
};
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Problem, StoredFile};
use leptos::{html::Input, prelude::*};
use serde_json::{Value, json};
use std::cell::Cell;

/// Pause between two looks at whether uploads are finished, in milliseconds.
const POLL_PAUSE: u32 = 50;

thread_local! {
    /// Number of uploads under way on this page.
    static ACTIVE: Cell<u32> = const { Cell::new(0) };
    /// Number of uploads that failed since the portal was opened.
    static FAILED: Cell<u32> = const { Cell::new(0) };
}

/// Counts an upload as active as long as it exists.
struct ActiveUpload;

impl ActiveUpload {
    fn begin() -> Self {
        ACTIVE.set(ACTIVE.get() + 1);
        Self
    }
}

impl Drop for ActiveUpload {
    fn drop(&mut self) {
        ACTIVE.set(ACTIVE.get().saturating_sub(1));
    }
}

/// Waits until all uploads are finished.
///
/// # Errors
/// If one of them failed, because the submission would lack a file that the reader chose.
pub async fn uploads_finished() -> ApiResult<()> {
    let failed = FAILED.get();
    while ACTIVE.get() > 0 {
        TimeoutFuture::new(POLL_PAUSE).await;
    }
    if FAILED.get() == failed {
        return Ok(());
    }
    let title = t(text::field::FILE_NOT_UPLOADED_SEE_WHAT).to_owned();
    Err(Problem { title, ..Problem::default() })
}

/// The files of a field.
#[derive(Clone)]
struct Files {
    content: Content,
    name: String,
    several: bool,
    /// Message about the last upload.
    status: RwSignal<String>,
    input: NodeRef<Input>,
}

impl Files {
    fn of(value: Option<&Value>) -> Vec<Value> {
        match value {
            Some(Value::Array(files)) => files.clone(),
            Some(file @ Value::Object(_)) => vec![file.clone()],
            _ => Vec::new(),
        }
    }

    /// The files that the field holds. Tracks changes.
    fn chosen(&self) -> Vec<Value> {
        self.content.with(|content| Self::of(content.get(&self.name)))
    }

    /// Adds a file. A field for one file replaces its file and returns the name of the former one.
    fn add(&self, stored: &StoredFile) -> Option<String> {
        let file = json!({ "name": stored.name, "digest": stored.digest });
        let mut all = self.content.with_untracked(|content| Self::of(content.get(&self.name)));
        let before = all.first().filter(|_| !self.several).map(name_of);
        all.push(file.clone());
        set_value(self.content, &self.name, if self.several { json!(all) } else { file });
        before
    }

    /// Removes a file and clears the input, so that the same file can be chosen again.
    fn remove(&self, index: usize) {
        let mut all = self.content.with_untracked(|content| Self::of(content.get(&self.name)));
        if index < all.len() {
            all.remove(index);
        }
        set_value(self.content, &self.name, if all.is_empty() { Value::Null } else { json!(all) });
        self.status.set(String::new());
        if let Some(input) = self.input.get_untracked() {
            input.set_value("");
        }
    }

    /// Uploads the chosen files one after the other.
    async fn upload(self, files: Vec<web_sys::File>) {
        let _active = ActiveUpload::begin();
        let (mut failed, mut replaced) = (Vec::new(), None);
        for file in files {
            let name = file.name();
            self.status.set(fill(text::field::UPLOADING, &[&name]));
            let address = format!("/api/attachments?name={}", js_sys::encode_uri_component(&name));
            match api::upload::<StoredFile>(address, file).await {
                Ok(stored) => {
                    let message = |before| fill(text::field::ONE_FILE_ONLY_NOW_NO, &[&stored.name, &before]);
                    replaced = self.add(&stored).map(message);
                }
                Err(problem) => {
                    FAILED.set(FAILED.get() + 1);
                    failed.push(fill(text::common::LABEL_AND_VALUE, &[&name, &problem.title]));
                }
            }
        }
        let success = replaced.unwrap_or_else(|| t(text::field::UPLOADED).to_owned());
        self.status.set(if failed.is_empty() { success } else { failed.join("；") });
    }
}

/// Name of a file.
fn name_of(file: &Value) -> String {
    file.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A file input with the list of the files that the field holds.
pub fn attachment(field: &FieldContext, several: bool) -> AnyView {
    let (status, scope) = (RwSignal::new(String::new()), TaskScope::current());
    let files = Files { content: field.content, name: field.name.clone(), several, status, input: NodeRef::new() };
    let input = files.input;
    let pick = {
        let files = files.clone();
        move |_| {
            let Some(picked) = input.get_untracked().and_then(|input| input.files()) else { return };
            let picked = (0..picked.length()).filter_map(|index| picked.get(index)).collect::<Vec<_>>();
            if !picked.is_empty() {
                scope.spawn(files.clone().upload(picked));
            }
        }
    };
    let chips = move || {
        let chip = |(index, file): (usize, Value)| {
            let (files, name) = (files.clone(), name_of(&file));
            let label = fill(text::field::REMOVE, &[&name]);
            view! { <li>{name}<button type="button" class="plain" aria-label=label on:click=move |_| files.remove(index)>"×"</button></li> }
        };
        files.chosen().into_iter().enumerate().map(chip).collect_view()
    };
    view! {
        {(!several).then(|| view! { <p class="help">{t(text::field::ONE_FILE_ONLY)}</p> })}
        <div class="row">
            <input id=field.id.clone() type="file" accept="application/pdf,image/jpeg,image/png" multiple=several node_ref=input on:change=pick/>
            <span role="status">{status}</span>
        </div>
        <ul class="chips">{chips}</ul>
    }
    .into_any()
}
