//! Access to a confidential matter: a reader whose post may open it states a reason first.

use crate::{
    api,
    components::submit::{SubmitButton, SubmitStatus},
    i18n::{t, text},
    state::submission::Submission,
};
use guiju_api::{OpeningEntry, Problem};
use leptos::{ev::SubmitEvent, prelude::*};

/// Whether a problem says that the matter can be opened with a reason.
pub fn is_needed(problem: &Problem) -> bool {
    problem.code == "opening.needed" || problem.kind == "opening.needed"
}

/// A form that asks for the reason and opens the matter with it.
#[component]
pub fn AccessReason(
    /// Id of the matter.
    matter: String,
    /// The problem that the server reported.
    problem: Problem,
    /// Called once the matter is open.
    opened: Callback<()>,
) -> impl IntoView {
    let (reason, submission) = (RwSignal::new(String::new()), Submission::new());
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        let path = format!("/api/matters/{matter}/openings");
        submission.send(async move {
            let entry = OpeningEntry { reason: reason.get_untracked() };
            api::post::<_, ()>(path, &entry, None).await?;
            opened.run(());
            Ok(None)
        });
    };
    view! {
        <h1>{t(text::matter::CLOSED_MATTER)}</h1>
        <form class="sheet" on:submit=open>
            <p class="message warn">{problem.title}</p>
            <div class="field">
                <label for="reason">{t(text::matter::REASON_OPENING)}</label>
                <textarea id="reason" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea>
            </div>
            <SubmitStatus submission/>
            <SubmitButton submission label=t(text::matter::OPEN_WITH_REASON)/>
        </form>
    }
}
