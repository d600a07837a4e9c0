//! An act under way: its buttons are busy, what came of it stands beside them and is brought into view.

use crate::{components::problem::ProblemAlert, i18n::t, state::scope::TaskScope, util::dom::scroll_to_nearest};
use guiju_api::Problem;
use leptos::{html::Div, prelude::*};
use std::future::Future;

/// What came of an act.
#[derive(Clone)]
pub enum Told {
    /// It is done.
    Done(String),
    /// It was taken and waits for somebody else.
    Waits(String),
    /// It was not done.
    Refused(Problem),
}

/// An act of the page, shared by its buttons and by what is said of it.
#[derive(Clone, Copy)]
pub struct Sending {
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    /// What came of it last.
    pub told: RwSignal<Option<Told>>,
    /// The page that it belongs to.
    scope: TaskScope,
}

impl Sending {
    /// Nothing was sent yet.
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), told: RwSignal::new(None), scope: TaskScope::current() }
    }

    /// Carries an act out, unless one is under way; says what came of it, if the act says anything.
    pub fn send(self, act: impl Future<Output = Result<Option<Told>, Problem>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.told.set(None);
        self.scope.spawn(async move {
            let told = act.await.unwrap_or_else(|why| Some(Told::Refused(why)));
            // The page may have been left meanwhile.
            let _ = self.told.try_set(told);
            let _ = self.busy.try_set(false);
        });
    }

    /// Whether it was done, or taken.
    pub fn over(self) -> bool {
        self.told.with(|told| matches!(told, Some(Told::Done(_) | Told::Waits(_))))
    }

    /// Says that something cannot be sent as it stands.
    pub fn refuse(self, title: &'static str) {
        self.told.set(Some(Told::Refused(Problem { title: title.to_owned(), ..Problem::default() })));
    }

    /// Takes away what was said: it no longer holds.
    pub fn forget(self) {
        self.told.set(None);
    }
}

/// It is done: what an act tells by these words.
pub fn done(words: &'static str) -> Option<Told> {
    Some(Told::Done(words.to_owned()))
}

/// Brings an element into view once it stands on the page, and the focus to it where what had it is gone.
pub fn bring(element: NodeRef<Div>, focus: bool) {
    request_animation_frame(move || {
        if let Some(element) = element.try_get_untracked().flatten() {
            scroll_to_nearest(&element);
            if focus {
                let _ = element.focus();
            }
        }
    });
}

/// What came of an act, beside its button.
#[component]
pub fn Came(
    /// The act.
    of: Sending,
    /// Whether the form goes away once it is done, so that the focus has to go elsewhere.
    #[prop(optional)]
    ends: bool,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if of.told.with(Option::is_some) {
            bring(place, ends && of.over());
        }
    });
    let said = move || match of.told.get() {
        None => ().into_any(),
        Some(Told::Done(words)) => view! { <p class="message good">{words}</p> }.into_any(),
        Some(Told::Waits(words)) => view! { <p class="message warn">{words}</p> }.into_any(),
        Some(Told::Refused(_)) => ().into_any(),
    };
    let refused = move || match of.told.get() {
        Some(Told::Refused(problem)) => Some(view! { <ProblemAlert problem/> }),
        _ => None,
    };
    view! { <div class="came" tabindex="-1" node_ref=place><div role="status">{said}</div>{refused}</div> }
}

/// The button that sends a form; busy until the answer is there.
#[component]
pub fn Send(
    /// The act.
    of: Sending,
    /// What stands on it.
    label: &'static str,
    /// Whether it is the page's main act.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let class = if primary { "primary" } else { "" };
    view! { <button type="submit" class=class aria-busy=move || of.busy.get().to_string()>{label}</button> }
}

/// What is said while an answer is awaited, for people who hear the page.
pub fn waiting(of: Sending) -> impl IntoView {
    view! { <span class="soft" role="status">{move || if of.busy.get() { t("正在办理…") } else { "" }}</span> }
}
