//! The inspection archive of a period.

use crate::{
    components::{
        download::save_file,
        submit::{SubmitButton, SubmitStatus, busy_note},
    },
    i18n::{t, text},
    state::submission::Submission,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// A form that chooses the period and downloads the archive.
#[component]
pub fn Inspection() -> impl IntoView {
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let path = format!("/api/inspection?from={}&to={}", from.get_untracked(), to.get_untracked());
        submission.send(save_file(path, String::new()));
    };
    view! {
        <section class="sheet">
            <p class="help">{t(text::inspection::ONE_ARCHIVE_REGISTERS_MATTERS_WITH)}</p>
            <form class="filters" on:submit=submit>
                <div><label for="pack-from">{t(text::common::FROM)}</label><input id="pack-from" type="date" required prop:value=from on:input=move |e| from.set(event_target_value(&e))/></div>
                <div><label for="pack-to">{t(text::common::TO)}</label><input id="pack-to" type="date" required prop:value=to on:input=move |e| to.set(event_target_value(&e))/></div>
                <SubmitButton submission label=t(text::inspection::EXPORT_PACK)/>{busy_note(submission)}
            </form>
            <SubmitStatus submission/>
        </section>
    }
}
