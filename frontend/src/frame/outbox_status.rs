//! The list of filings that wait on this device, above every page.

use crate::{
    api::Session,
    i18n::{fill, t, text},
    offline::{LocalDraft, Outbox, QueuedFiling, store_draft},
    util::decode::from_value,
};
use guiju_api::Filing;
use leptos::prelude::*;
use leptos_router::components::A;

/// The reader's waiting filings; a rejected one can be opened for correction.
#[component]
pub fn OutboxStatus() -> impl IntoView {
    let (outbox, session) = (expect_context::<Outbox>(), expect_context::<Session>());
    let mine = move || {
        let me = session.0.with(|me| me.as_ref().map(|me| me.person));
        outbox.queued().into_iter().filter(|one| Some(one.person) == me).collect::<Vec<_>>()
    };
    let line = move |one: QueuedFiling| {
        let Some(reason) = one.rejected.clone() else {
            return view! { <li>{fill(text::frame::KEPT_ON_DEVICE_GOES_ITSELF, &[&one.title])}</li> }.into_any();
        };
        let form = one.path.replace("/api/forms/", "/start/");
        let text = fill(text::frame::NOT_ACCEPTED, &[&one.title, &reason]);
        let correct = move |_| reopen(outbox, &one, session.now().to_string());
        view! { <li class="bad">{text}" "<A href=form on:click=correct>{t(text::frame::OPEN_MEND)}</A></li> }.into_any()
    };
    view! { <ul class="connection waiting" role="status" hidden=move || mine().is_empty()>{move || mine().into_iter().map(line).collect::<Vec<_>>()}</ul> }
}

/// Turns a rejected filing into a draft again.
fn reopen(outbox: Outbox, filing: &QueuedFiling, at: String) {
    let body: Filing = from_value(filing.body.clone()).unwrap_or_default();
    let draft = LocalDraft {
        content: body.content,
        on_behalf_of: body.on_behalf_of,
        remark: body.remark.unwrap_or_default(),
        base: None,
        at,
        title: filing.title.clone(),
    };
    store_draft(filing.person, &filing.path, &draft);
    outbox.remove(&filing.key);
}
