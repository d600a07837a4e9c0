//! Navigation through the matters of a tray: the next one opens after a decision, and a link leads back to the tray.

use crate::{
    api,
    components::icon::{drawing, icon},
    i18n::{fill, t, text},
    state::{query::query_map, resource::ApiResource},
};
use guiju_api::{InboxItem, Page};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};

/// The reader's last decision, shown on the page that was opened after it. Provided as a context to every page.
#[derive(Clone, Copy)]
pub struct LastDecision(RwSignal<Option<DecisionNotice>>);

/// The notice of what was decided on the previous matter of the tray.
#[derive(Clone)]
struct DecisionNotice {
    /// Id of the matter on whose page the notice is shown.
    shown_on: u64,
    /// Id of the matter that was decided.
    decided: u64,
    /// Action and summary of the matter.
    text: String,
    /// Name of the tray, if nothing is left in it.
    finished_tray: Option<String>,
}

impl LastDecision {
    /// No decision yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }
}

/// Removes the notice on the page of a matter when the page is left, so that it is shown once.
pub fn remove_notice_on_leave(matter: u64) {
    let last = expect_context::<LastDecision>().0;
    on_cleanup(move || {
        let shown_here =
            |notice: &Option<DecisionNotice>| notice.as_ref().is_some_and(|notice| notice.shown_on == matter);
        if last.try_with_untracked(shown_here) == Some(true) {
            last.set(None);
        }
    });
}

/// The tray from which a matter was opened, if any.
#[derive(Clone, Copy)]
pub struct TrayNavigation {
    matter: u64,
    summary: StoredValue<String>,
    /// Name of the tray, empty if the matter was not opened from one.
    tray: StoredValue<String>,
    /// Ids of the matters in the tray.
    queue: ApiResource<Vec<u64>>,
    last: LastDecision,
    navigate: StoredValue<Box<dyn Fn(String) + Send + Sync>>,
}

async fn load_queue(tray: String) -> api::ApiResult<Vec<u64>> {
    if tray.is_empty() {
        return Ok(Vec::new());
    }
    let page: Page<InboxItem> = api::get(format!("/api/trays/{tray}")).await?;
    let mut matters = page.rows.into_iter().map(|line| line.matter).collect::<Vec<_>>();
    matters.dedup();
    Ok(matters)
}

/// The address of a matter as opened from a tray.
pub fn matter_address(matter: u64, tray: &str) -> String {
    match tray {
        "decide" | "read" | "soon" | "overdue" => format!("/matters/{matter}?tray={tray}"),
        _ => format!("/matters/{matter}"),
    }
}

/// The matter after this one, or the first of the queue.
fn next_matter(queue: &[u64], matter: u64) -> Option<u64> {
    let after = queue.iter().skip_while(|one| **one != matter).skip(1);
    after.chain(queue).copied().find(|one| *one != matter)
}

impl TrayNavigation {
    /// The navigation of a matter whose tray is the query parameter `tray`; the summary describes it in the notice.
    pub fn new(matter: u64, summary: String) -> Self {
        let tray = query_map().read_untracked().get("tray").unwrap_or_default();
        let (navigate, queue_of) = (use_navigate(), tray.clone());
        Self {
            matter,
            summary: StoredValue::new(summary),
            tray: StoredValue::new(tray),
            queue: ApiResource::new(move || load_queue(queue_of.clone())),
            last: expect_context::<LastDecision>(),
            navigate: StoredValue::new(Box::new(move |address: String| navigate(&address, Default::default()))),
        }
    }

    /// Whether the matter was opened from a tray.
    pub fn is_in_tray(self) -> bool {
        self.tray.with_value(|tray| !tray.is_empty())
    }

    /// Opens the next matter of the tray after a decision; returns whether there was one. A matter that is still in the tray stays
    /// open.
    pub async fn open_next(self, action: String) -> bool {
        let before = self.queue.get_untracked().and_then(Result::ok).unwrap_or_default();
        let Ok(left) = load_queue(self.tray.get_value()).await else { return false };
        let text = fill(text::common::LABEL_AND_VALUE, &[&action, &self.summary.get_value()]);
        if left.contains(&self.matter) || !self.is_in_tray() {
            self.last.0.set(None);
            return false;
        }
        let ahead = before.iter().skip_while(|one| **one != self.matter).skip(1);
        let next = ahead.copied().find(|one| left.contains(one)).or_else(|| left.first().copied());
        let finished_tray = next.is_none().then(|| self.tray.get_value());
        let shown_on = next.unwrap_or(self.matter);
        self.last.0.set(Some(DecisionNotice { shown_on, decided: self.matter, text, finished_tray }));
        if let Some(next) = next {
            let address = matter_address(next, &self.tray.get_value());
            self.navigate.with_value(|navigate| navigate(address));
        }
        next.is_some()
    }

    /// Whether this page was opened by a decision on another matter.
    pub fn follows_decision(self) -> bool {
        let shown_here =
            |notice: &Option<DecisionNotice>| notice.as_ref().is_some_and(|one| one.shown_on == self.matter);
        self.last.0.with_untracked(shown_here)
    }

    /// Links to the next matter and back to the tray.
    pub fn links(self, class: &'static str) -> impl IntoView {
        let next = move || {
            let queue = self.queue.value().unwrap_or_default();
            next_matter(&queue, self.matter).map(|next| {
                view! { <A href=matter_address(next, &self.tray.get_value()) attr:class="button">{t(text::matter::NEXT)}{icon(drawing::LuChevronRight.data)}</A> }
            })
        };
        let tray = format!("/trays/{}", self.tray.get_value());
        self.is_in_tray().then(|| {
            view! { <span class=class><A href=tray attr:class="button">{icon(drawing::LuChevronLeft.data)}{t(text::common::BACK_LIST)}</A>{next}</span> }
        })
    }

    /// The notice of the last decision, if it is to be shown on this page.
    pub fn notice(self) -> impl IntoView {
        let (last, here) = (self.last.0, self.matter);
        let line = move |notice: DecisionNotice| {
            let decided = (notice.decided != here).then(
                || view! { <A href=format!("/matters/{}", notice.decided)>{t(text::matter::SEE_ONE_JUST_DONE)}</A> },
            );
            let finished = notice.finished_tray.map(
                |tray| view! { {t(text::matter::NOTHING_ELSE_LEFT_IN_LIST)}<A href=format!("/trays/{tray}")>{t(text::common::BACK_LIST)}</A> },
            );
            view! { <p class="message good noprint">{t(text::matter::DONE)}{notice.text}" "{decided}{finished}</p> }
        };
        view! { <div role="status">{move || last.get().filter(|notice| notice.shown_on == here).map(line)}</div> }
    }
}
