//! From one paper of a list to the next: after a decision the next lies there, and the way back to the list is kept.

use crate::{
    api,
    components::icon::{drawing, icon},
    i18n::{fill, t},
    state::{query::query_map, resource::ApiResource},
};
use guiju_api::{Line, Page};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};

/// What was decided last, told on the page that was opened after it; once for the portal.
#[derive(Clone, Copy)]
pub struct Decided(RwSignal<Option<Told>>);

#[derive(Clone)]
struct Told {
    /// The matter on whose page it is told.
    at: u64,
    /// The matter that it is about.
    about: u64,
    /// What was done, in words.
    words: String,
    /// The list, where nothing else is left in it.
    done: Option<String>,
}

impl Decided {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }
}

/// What is told on a page is told once; whoever comes back to it later does not read it again.
pub fn told_once(matter: u64) {
    let decided = expect_context::<Decided>().0;
    on_cleanup(move || {
        if decided.try_with_untracked(|told| told.as_ref().is_some_and(|told| told.at == matter)) == Some(true) {
            decided.set(None);
        }
    });
}

/// The list that a matter was opened from.
#[derive(Clone, Copy)]
pub struct Onward {
    matter: u64,
    summary: StoredValue<String>,
    tray: StoredValue<String>,
    queue: ApiResource<Vec<u64>>,
    decided: Decided,
    navigate: StoredValue<Box<dyn Fn(String) + Send + Sync>>,
}

async fn queue(tray: String) -> api::ApiResult<Vec<u64>> {
    if tray.is_empty() {
        return Ok(Vec::new());
    }
    let page: Page<Line> = api::get(format!("/api/trays/{tray}")).await?;
    let mut matters = page.rows.into_iter().map(|line| line.matter).collect::<Vec<_>>();
    matters.dedup();
    Ok(matters)
}

/// The address of a matter within a list.
pub fn within(matter: u64, tray: &str) -> String {
    match tray {
        "decide" | "read" | "soon" | "overdue" => format!("/matters/{matter}?tray={tray}"),
        _ => format!("/matters/{matter}"),
    }
}

/// The one that comes after a matter, or the first of all.
fn next(queue: &[u64], matter: u64) -> Option<u64> {
    let after = queue.iter().skip_while(|one| **one != matter).skip(1);
    after.chain(queue).copied().find(|one| *one != matter)
}

impl Onward {
    /// The list that the address names.
    pub fn from(matter: u64, summary: String) -> Self {
        let tray = query_map().read_untracked().get("tray").unwrap_or_default();
        let (navigate, asked) = (use_navigate(), tray.clone());
        Self {
            matter,
            summary: StoredValue::new(summary),
            tray: StoredValue::new(tray),
            queue: ApiResource::new(move || queue(asked.clone())),
            decided: expect_context::<Decided>(),
            navigate: StoredValue::new(Box::new(move |address: String| navigate(&address, Default::default()))),
        }
    }

    /// Whether it was opened from a list.
    pub fn of_a_list(self) -> bool {
        self.tray.with_value(|tray| !tray.is_empty())
    }

    /// Opens the next paper of the list after a decision; whether there was one. A matter that is still in the list stays open.
    pub async fn after(self, label: String) -> bool {
        let before = self.queue.get_untracked().and_then(Result::ok).unwrap_or_default();
        let Ok(left) = queue(self.tray.get_value()).await else { return false };
        let words = fill("{}：{}", &[&label, &self.summary.get_value()]);
        if left.contains(&self.matter) || !self.of_a_list() {
            self.decided.0.set(None);
            return false;
        }
        let ahead = before.iter().skip_while(|one| **one != self.matter).skip(1);
        let next = ahead.copied().find(|one| left.contains(one)).or_else(|| left.first().copied());
        let (at, done) = (next.unwrap_or(self.matter), next.is_none().then(|| self.tray.get_value()));
        self.decided.0.set(Some(Told { at, about: self.matter, words, done }));
        if let Some(next) = next {
            let address = within(next, &self.tray.get_value());
            self.navigate.with_value(|navigate| navigate(address));
        }
        next.is_some()
    }

    /// Whether this page was opened by a decision on another.
    pub fn just_decided(self) -> bool {
        self.decided.0.with_untracked(|told| told.as_ref().is_some_and(|told| told.at == self.matter))
    }

    /// To the next paper, and back to the list: at the foot of a desk, over the head of a phone.
    pub fn ways(self, class: &'static str) -> impl IntoView {
        let onward = move || {
            let queue = self.queue.value().unwrap_or_default();
            next(&queue, self.matter).map(|next| {
                view! { <A href=within(next, &self.tray.get_value()) attr:class="button">{t("下一件")}{icon(drawing::LuChevronRight.data)}</A> }
            })
        };
        let list = format!("/trays/{}", self.tray.get_value());
        self.of_a_list().then(|| {
            view! { <span class=class><A href=list attr:class="button">{icon(drawing::LuChevronLeft.data)}{t("回到列表")}</A>{onward}</span> }
        })
    }

    /// What was decided just now, above the paper that came after it.
    pub fn told(self) -> impl IntoView {
        let (decided, here) = (self.decided.0, self.matter);
        let line = move |told: Told| {
            let look = (told.about != here)
                .then(|| view! { <A href=format!("/matters/{}", told.about)>{t("看刚办的这件")}</A> });
            let end = told.done.map(
                |tray| view! { {t("这个列表里没有别的了。")}<A href=format!("/trays/{tray}")>{t("回到列表")}</A> },
            );
            view! { <p class="message good noprint">{t("已办理 · ")}{told.words}" "{look}{end}</p> }
        };
        view! { <div role="status">{move || decided.get().filter(|told| told.at == here).map(line)}</div> }
    }
}
