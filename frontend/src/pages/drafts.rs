//! The reader's drafts, to be continued or discarded, also if their form can no longer be opened.

use crate::{
    api::{self, Session},
    components::{resource::show_resource, submit::SubmitStatus},
    i18n::{fill, t, text},
    offline::{self, LocalDraft},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
    util::format::format_moment,
};
use gloo_net::http::Method;
use guiju_api::DraftLine;
use leptos::prelude::*;
use leptos_router::components::A;

/// The drafts, or the draft of one form; nothing if there is none.
#[component]
pub fn Drafts(
    /// Regulation and form, if only its draft is shown.
    #[prop(optional_no_strip)]
    only: Option<(String, String)>,
) -> impl IntoView {
    let me = expect_context::<Session>().person().unwrap_or_default();
    let all = ApiResource::<Vec<DraftLine>>::from_path(|| "/api/drafts".to_owned());
    let submission = Submission::new();
    let reload = Callback::new(move |()| all.refetch());
    let shown = show_resource(all, move |mut all: Vec<DraftLine>| {
        let here = local_only(me, &all);
        let mut all = all.drain(..).map(|draft| (draft, false)).chain(here).collect::<Vec<_>>();
        all.retain(|(one, _)| only.as_ref().is_none_or(|(of, form)| one.regulation == *of && one.form == *form));
        (!all.is_empty()).then(|| view! {
            <section class="sheet"><h2>{t(text::drafts::DRAFTS)}</h2>
                <ul class="lines">{all.into_iter().map(|(draft, here)| view! { <li><DraftItem draft local=here reader=me submission reload/></li> }).collect_view()}</ul>
            </section>
        })
    });
    view! { {shown}<SubmitStatus submission/> }
}

/// Drafts on this device that the server does not have.
fn local_only(me: u64, known: &[DraftLine]) -> Vec<(DraftLine, bool)> {
    let line = |(path, local): (String, LocalDraft)| {
        let (regulation, form) = path.strip_prefix("/api/forms/")?.split_once('/')?;
        let known = known.iter().any(|one| one.regulation == regulation && one.form == form);
        let title = if local.title.is_empty() { form.to_owned() } else { local.title.clone() };
        let (regulation, form) = (regulation.to_owned(), form.to_owned());
        (local.is_unsaved() && !known)
            .then_some((DraftLine { regulation, form, title, saved: local.at, opens: true }, true))
    };
    offline::local_drafts(me).into_iter().filter_map(line).collect()
}

/// A draft with a link to its form and a button that discards it.
#[component]
fn DraftItem(
    draft: DraftLine,
    /// Whether only this device has it.
    local: bool,
    /// Id of the reader.
    reader: u64,
    submission: Submission,
    reload: Callback<()>,
) -> impl IntoView {
    let path = format!("/api/forms/{}/{}", draft.regulation, draft.form);
    let title = draft.title.clone();
    let discard = move |_| {
        let (path, title) = (path.clone(), title.clone());
        submission.send(async move {
            if !local {
                api::request::<()>(Method::DELETE, format!("{path}/draft"), None).await?;
            }
            offline::remove_draft(reader, &path);
            reload.run(());
            Ok(Some(SubmitOutcome::Done(fill(text::drafts::DRAFT_DISCARDED, &[&title]))))
        });
    };
    let label = fill(text::drafts::DISCARD_DRAFT, &[&draft.title]);
    let name = if draft.opens {
        view! { <A href=format!("/start/{}/{}", draft.regulation, draft.form)>{draft.title}</A> }.into_any()
    } else {
        view! { {draft.title}" "<span class="tag">{t(text::drafts::FORM_CAN_NO_LONGER_FILLED)}</span> }.into_any()
    };
    let saved = format_moment(&draft.saved);
    let status = if local {
        fill(text::drafts::FILLED_IN_KEPT_ON_DEVICE, &[&saved])
    } else {
        fill(text::drafts::SAVED, &[&saved])
    };
    view! {
        {name}" "<span class="soft small">{status}</span>" "
        <button type="button" class="plain" aria-label=label on:click=discard>{t(text::common::REMOVE)}</button>
    }
}
