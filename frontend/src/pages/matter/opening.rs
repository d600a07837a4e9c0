//! A closed matter that the reader's post may open: the reason is written first.

use crate::{
    api,
    components::submit::{SubmitButton, SubmitStatus},
    i18n::t,
    state::submission::Submission,
};
use guiju_api::{OpeningEntry, Problem};
use leptos::{ev::SubmitEvent, prelude::*};

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
    let (reason, submission) = (RwSignal::new(String::new()), Submission::new());
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        let path = format!("/api/matters/{matter}/openings");
        submission.send(async move {
            let entry = OpeningEntry { reason: reason.get_untracked() };
            api::post::<_, ()>(path, &entry, None).await?;
            again.run(());
            Ok(None)
        });
    };
    view! {
        <h1>{t("不公开的事项")}</h1>
        <form class="sheet" on:submit=open>
            <p class="message warn">{problem.title}</p>
            <div class="field">
                <label for="reason">{t("查阅理由")}</label>
                <textarea id="reason" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea>
            </div>
            <SubmitStatus submission/>
            <SubmitButton submission label=t("写明理由并查阅")/>
        </form>
    }
}
