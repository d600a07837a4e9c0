//! Shortcuts that file a form with one press, such as repeating the last entry or ending the current one.

use crate::{
    api::{self, Session},
    components::{problem::ProblemAlert, resource::show_resource},
    i18n::{fill, t, text},
    offline::{self, LocalDraft},
    state::{idempotency::new_idempotency_key, resource::ApiResource, scope::TaskScope},
};
use guiju_api::{Filed, Filing, Problem, Shortcut};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The offered shortcuts as buttons; nothing if there are none.
#[component]
pub fn Shortcuts(
    /// Called after a shortcut was filed.
    done: Callback<()>,
) -> impl IntoView {
    let offered = ApiResource::<Vec<Shortcut>>::from_path(|| "/api/shortcuts".to_owned());
    let message = RwSignal::new(String::new());
    let filed = Callback::new(move |summary: String| {
        message.set(fill(text::shortcuts::REGISTERED, &[&summary]));
        offered.refetch();
        done.run(());
    });
    view! {
        {show_resource(offered, move |offered: Vec<Shortcut>| {
            (!offered.is_empty()).then(|| view! {
                <ul class="onetap noprint" aria-label=t(text::shortcuts::REGISTER_WITH_ONE_TAP)>
                    {offered.into_iter().map(|shortcut| view! { <li><ShortcutButton shortcut filed/></li> }).collect_view()}
                </ul>
            })
        })}
        <p class="good" role="status" hidden=move || message.with(String::is_empty)>{message}</p>
    }
}

/// A button that files at once. If the regulation has findings, the form's page is opened with the content as a draft.
#[component]
fn ShortcutButton(shortcut: Shortcut, filed: Callback<String>) -> impl IntoView {
    let (session, navigate) = (expect_context::<Session>(), use_navigate());
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<Problem>));
    // One key for the button, so that pressing twice files once.
    let (key, scope) = (new_idempotency_key(), TaskScope::current());
    let label = fill(text::common::LABEL_AND_VALUE, &[&shortcut.title, &shortcut.summary]);
    let file = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (shortcut, key, navigate) = (shortcut.clone(), key.clone(), navigate.clone());
        scope.spawn(async move {
            let path = format!("/api/forms/{}/{}", shortcut.regulation, shortcut.form);
            let body = Filing { content: shortcut.content.clone(), ..Filing::default() };
            match api::post_once::<_, Filed>(format!("{path}/file"), &body, key).await {
                Ok(_) => filed.run(shortcut.summary),
                Err(rejection) if !rejection.findings.is_empty() => {
                    let me = session.person().unwrap_or_default();
                    let (at, title) = (untrack(|| session.now()).to_string(), shortcut.title.clone());
                    let draft = LocalDraft { content: shortcut.content.clone(), at, title, ..LocalDraft::default() };
                    offline::store_draft(me, &path, &draft);
                    navigate(&format!("/start/{}/{}", shortcut.regulation, shortcut.form), Default::default());
                }
                Err(rejection) => problem.set(Some(rejection)),
            }
            busy.set(false);
        });
    };
    view! {
        <button type="button" on:click=file aria-busy=move || busy.get().to_string()>{label}</button>
        {move || problem.get().map(|problem| view! { <ProblemAlert problem/> })}
    }
}
