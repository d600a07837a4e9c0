//! Files: uploaded at once, kept by digest, shown by name.

use super::{Content, Place, set};
use crate::{
    api::{self, ApiResult},
    i18n::{fill, t},
    state::scope::TaskScope,
};
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Problem, Stored};
use leptos::{html::Input, prelude::*};
use serde_json::{Value, json};
use std::cell::Cell;

/// How often it is looked whether an upload has come in, in milliseconds.
const LOOK: u32 = 50;

thread_local! {
    /// Uploads under way on this page.
    static UNDER_WAY: Cell<u32> = const { Cell::new(0) };
    /// Uploads that failed since the portal was opened.
    static FAILED: Cell<u32> = const { Cell::new(0) };
}

/// An upload under way, as long as it is there.
struct UnderWay;

impl UnderWay {
    fn begin() -> Self {
        UNDER_WAY.set(UNDER_WAY.get() + 1);
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        UNDER_WAY.set(UNDER_WAY.get().saturating_sub(1));
    }
}

/// Waits until everything that is being uploaded has come in.
///
/// # Errors
/// If something did not: what is sent then would lack a file that somebody chose.
pub async fn uploaded() -> ApiResult<()> {
    let failed = FAILED.get();
    while UNDER_WAY.get() > 0 {
        TimeoutFuture::new(LOOK).await;
    }
    if FAILED.get() == failed {
        return Ok(());
    }
    let title = t("有附件没有传上去，请看附件旁的说明后再提交").to_owned();
    Err(Problem { title, ..Problem::default() })
}

/// A field's files.
#[derive(Clone)]
struct Files {
    content: Content,
    name: String,
    several: bool,
    state: RwSignal<String>,
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

    /// What the field holds.
    fn chosen(&self) -> Vec<Value> {
        self.content.with(|content| Self::of(content.get(&self.name)))
    }

    /// One more, beside whatever the field holds by now; where it holds one, the one whose place was taken.
    fn add(&self, stored: &Stored) -> Option<String> {
        let file = json!({ "name": stored.name, "digest": stored.digest });
        let mut all = self.content.with_untracked(|content| Self::of(content.get(&self.name)));
        let before = all.first().filter(|_| !self.several).map(named);
        all.push(file.clone());
        set(self.content, &self.name, if self.several { json!(all) } else { file });
        before
    }

    /// One less; the same file can be chosen again.
    fn drop_one(&self, index: usize) {
        let mut all = self.content.with_untracked(|content| Self::of(content.get(&self.name)));
        if index < all.len() {
            all.remove(index);
        }
        set(self.content, &self.name, if all.is_empty() { Value::Null } else { json!(all) });
        self.state.set(String::new());
        if let Some(input) = self.input.get_untracked() {
            input.set_value("");
        }
    }

    /// Uploads what was picked, one after the other.
    async fn upload(self, files: Vec<web_sys::File>) {
        let _under_way = UnderWay::begin();
        let (mut failed, mut replaced) = (Vec::new(), None);
        for file in files {
            let called = file.name();
            self.state.set(fill("正在上传 {}…", &[&called]));
            let address = format!("/api/attachments?name={}", js_sys::encode_uri_component(&called));
            match api::upload::<Stored>(address, file).await {
                Ok(stored) => {
                    let one = |before| fill("这里只收一个文件：换成了{}，{}不再附上", &[&stored.name, &before]);
                    replaced = self.add(&stored).map(one);
                }
                Err(problem) => {
                    FAILED.set(FAILED.get() + 1);
                    failed.push(fill("{}：{}", &[&called, &problem.title]));
                }
            }
        }
        let well = replaced.unwrap_or_else(|| t("已上传").to_owned());
        self.state.set(if failed.is_empty() { well } else { failed.join("；") });
    }
}

/// What a file is called.
fn named(file: &Value) -> String {
    file.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

pub fn attachment(place: &Place, several: bool) -> AnyView {
    let (state, scope) = (RwSignal::new(String::new()), TaskScope::current());
    let files = Files { content: place.content, name: place.name.clone(), several, state, input: NodeRef::new() };
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
            let (files, name) = (files.clone(), named(&file));
            let label = fill("去掉{}", &[&name]);
            view! { <li>{name}<button type="button" class="plain" aria-label=label on:click=move |_| files.drop_one(index)>"×"</button></li> }
        };
        files.chosen().into_iter().enumerate().map(chip).collect_view()
    };
    view! {
        {(!several).then(|| view! { <p class="help">{t("只收一个文件")}</p> })}
        <div class="row">
            <input id=place.id.clone() type="file" accept="application/pdf,image/jpeg,image/png" multiple=several node_ref=input on:change=pick/>
            <span role="status">{state}</span>
        </div>
        <ul class="chips">{chips}</ul>
    }
    .into_any()
}
