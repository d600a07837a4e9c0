//! A closed matter that the reader's post may open: the reason is written first.

use crate::{api, words::t};
use guiju_api::{OpeningEntry, Problem};
use leptos::{prelude::*, task::spawn_local};

/// Whether a problem says that a reason would open the matter.
pub fn needed(problem: &Problem) -> bool {
    problem.code == "opening.needed" || problem.kind == "opening.needed"
}

/// Asks for the reason and opens the matter with it.
#[component]
pub fn Opening(
    /// Id of the matter.
    matter: String,
    /// What the server says of it.
    problem: Problem,
    /// Called once it is open.
    again: Callback<()>,
) -> impl IntoView {
    let (reason, trouble) = (RwSignal::new(String::new()), RwSignal::new(None::<Problem>));
    let open = move |_| {
        let path = format!("/api/matters/{matter}/openings");
        spawn_local(async move {
            let entry = OpeningEntry { reason: reason.get_untracked() };
            match api::post::<_, ()>(path, &entry, None).await {
                Ok(()) => again.run(()),
                Err(problem) => trouble.set(Some(problem)),
            }
        });
    };
    view! {
        <h1>{t("不公开的事项")}</h1>
        <section class="sheet">
            <p class="message warn">{problem.title}</p>
            <div class="field">
                <label for="reason">{t("查阅理由")}</label>
                <textarea id="reason" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea>
            </div>
            <div class="row"><button type="button" on:click=open>{t("写明理由并查阅")}</button></div>
            {move || trouble.get().map(|problem| view! { <api::Trouble problem/> })}
        </section>
    }
}
