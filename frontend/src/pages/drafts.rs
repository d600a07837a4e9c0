//! What one has begun to fill in, to go on with or to throw away, also where its form cannot be opened any more.

use crate::{
    api::{self, Session},
    components::{resource::show_resource, submit::SubmitStatus},
    i18n::{fill, t},
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

/// The drafts, or that of one form; nothing where there is none.
#[component]
pub fn Drafts(
    /// Regulation and form, if only that one is meant.
    #[prop(optional_no_strip)]
    only: Option<(String, String)>,
) -> impl IntoView {
    let me = expect_context::<Session>().person().unwrap_or_default();
    let all = ApiResource::<Vec<DraftLine>>::from_path(|| "/api/drafts".to_owned());
    let submission = Submission::new();
    let again = Callback::new(move |()| all.refetch());
    let shown = show_resource(all, move |mut all: Vec<DraftLine>| {
        let here = here(me, &all);
        let mut all = all.drain(..).map(|draft| (draft, false)).chain(here).collect::<Vec<_>>();
        all.retain(|(one, _)| only.as_ref().is_none_or(|(of, form)| one.regulation == *of && one.form == *form));
        (!all.is_empty()).then(|| view! {
            <section class="sheet"><h2>{t("草稿")}</h2>
                <ul class="lines">{all.into_iter().map(|(draft, here)| view! { <li><One draft here me submission again/></li> }).collect_view()}</ul>
            </section>
        })
    });
    view! { {shown}<SubmitStatus submission/> }
}

/// What this device has and the server has no draft of.
fn here(me: u64, known: &[DraftLine]) -> Vec<(DraftLine, bool)> {
    let line = |(path, held): (String, LocalDraft)| {
        let (regulation, form) = path.strip_prefix("/api/forms/")?.split_once('/')?;
        let known = known.iter().any(|one| one.regulation == regulation && one.form == form);
        let title = if held.title.is_empty() { form.to_owned() } else { held.title.clone() };
        let (regulation, form) = (regulation.to_owned(), form.to_owned());
        (held.is_unsaved() && !known)
            .then_some((DraftLine { regulation, form, title, saved: held.at, opens: true }, true))
    };
    offline::local_drafts(me).into_iter().filter_map(line).collect()
}

#[component]
fn One(
    draft: DraftLine,
    /// Only this device has it.
    here: bool,
    /// Who is logged in.
    me: u64,
    submission: Submission,
    again: Callback<()>,
) -> impl IntoView {
    let path = format!("/api/forms/{}/{}", draft.regulation, draft.form);
    let title = draft.title.clone();
    let away = move |_| {
        let (path, title) = (path.clone(), title.clone());
        submission.send(async move {
            if !here {
                api::request::<()>(Method::DELETE, format!("{path}/draft"), None).await?;
            }
            offline::remove_draft(me, &path);
            again.run(());
            Ok(Some(SubmitOutcome::Done(fill("已删去《{}》的草稿", &[&title]))))
        });
    };
    let label = fill("删去《{}》的草稿", &[&draft.title]);
    let name = if draft.opens {
        view! { <A href=format!("/start/{}/{}", draft.regulation, draft.form)>{draft.title}</A> }.into_any()
    } else {
        view! { {draft.title}" "<span class="tag">{t("表单已不能填报")}</span> }.into_any()
    };
    let saved = format_moment(&draft.saved);
    let stands =
        if here { fill("{} 填写，只存在这台设备上", &[&saved]) } else { fill("{} 保存", &[&saved]) };
    view! {
        {name}" "<span class="soft small">{stands}</span>" "
        <button type="button" class="plain" aria-label=label on:click=away>{t("删去")}</button>
    }
}
