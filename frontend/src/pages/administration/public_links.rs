//! Public links: boards for wall screens and forms behind printed codes, which need no account.

use crate::{
    api::{self, Session},
    components::{
        card::{card_table, text_cell},
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, done},
    },
    util::{dom::print_page, format::format_moment},
};
use gloo_net::http::Method;
use guiju_api::{EntranceEntry, EntranceOpened, EntranceShown, FormOffered, Problem, ViewOffered};
use leptos::{ev::SubmitEvent, prelude::*};

/// The table of public links, and for an administrator the form that creates one.
#[component]
pub fn PublicLinks() -> impl IntoView {
    let all = ApiResource::<Vec<EntranceShown>>::from_path(|| "/api/entrances".to_owned());
    let is_administrator = expect_context::<Session>().is_administrator();
    let closing = Submission::new();
    let close = move |id: u64| {
        closing.send(async move {
            api::request::<()>(Method::DELETE, format!("/api/entrances/{id}"), None).await?;
            all.refetch();
            Ok(done(t(text::public_links::CLOSED_ADDRESS_OPENS_NOTHING_ANY)))
        });
    };
    let row = move |one: EntranceShown| {
        let what = if one.kind == "board" { t(text::public_links::SCREEN) } else { t(text::common::FORM) };
        let state = match one.closed {
            Some(at) => fill(text::public_links::CLOSED, &[&format_moment(&at)]).into_any(),
            None if is_administrator => {
                let id = one.id;
                view! { <button type="button" class="plain" on:click=move |_| close(id)>{t(text::common::CLOSE)}</button> }
                    .into_any()
            }
            None => t(text::public_links::IN_USE).into_any(),
        };
        vec![
            text_cell(one.place),
            text_cell(one.title),
            text_cell(what),
            text_cell(one.opened_by),
            text_cell(one.filed.to_string()),
            state,
        ]
    };
    let heads = || {
        vec![
            t(text::public_links::WHERE),
            t(text::public_links::WHAT_OPENS),
            t(text::public_links::PURPOSE),
            t(text::public_links::OPENED),
            t(text::public_links::TIMES_FILED),
            t(text::common::STATE),
        ]
    };
    view! {
        <section class="sheet">
            <p class="help">{t(text::public_links::WHEREABOUTS_ON_WALL_SCREEN_QUESTIONNAIRES)}</p>
            {show_resource(all, move |all: Vec<EntranceShown>| {
                (!all.is_empty()).then(|| card_table("", heads(), false, all.into_iter().map(row).collect()))
            })}
            <SubmitStatus submission=closing/>
            {is_administrator.then(|| view! { <LinkForm created=Callback::new(move |()| all.refetch())/> })}
        </section>
    }
}

/// The address of a new public link, which is shown only once.
#[component]
fn NewLink(opened: EntranceOpened) -> impl IntoView {
    view! {
        <div class="message good only" role="status">
            <strong>{opened.title}" · "{opened.place}</strong>
            <p>{t(text::public_links::ADDRESS_SHOWN_ONLY_ONCE_SET)}<br/><code class="address">{opened.address}</code></p>
            <div class="qr" inner_html=opened.qr></div>
            <button type="button" class="noprint" on:click=|_| print_page()>{t(text::common::PRINT)}</button>
        </div>
    }
}

/// A form that creates a public link.
#[component]
fn LinkForm(created: Callback<()>) -> impl IntoView {
    let (opened, submission) = (RwSignal::new(None::<EntranceOpened>), Submission::new());
    let choices = ApiResource::new(|| async {
        let views: Vec<ViewOffered> = api::get("/api/views".to_owned()).await?;
        let forms: Vec<FormOffered> = api::get("/api/forms".to_owned()).await?;
        let boards = views.into_iter().filter(|view| view.layout == "board");
        let boards = boards.map(|view| (format!("board {} {}", view.regulation, view.view), view.title));
        let forms = forms.into_iter().map(|form| (format!("form {} {}", form.regulation, form.form), form.title));
        Ok::<_, Problem>(boards.chain(forms).collect::<Vec<_>>())
    });
    let (what, place) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = what.get_untracked();
        let mut parts = chosen.split(' ').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let entry = EntranceEntry { kind: next(), regulation: next(), what: next(), place: place.get_untracked() };
        submission.send(async move {
            let answer = api::post::<_, EntranceOpened>("/api/entrances".to_owned(), &entry, None).await?;
            opened.set(Some(answer));
            created.run(());
            Ok(None)
        });
    };
    view! {
        <form class="filters" on:submit=open>
            <div><label for="entrance-what">{t(text::public_links::WHAT_OPENS)}</label>
                <select id="entrance-what" required on:change=move |e| what.set(event_target_value(&e))>
                    <option value="">{t(text::common::CHOOSE)}</option>
                    {move || choices.value().unwrap_or_default().into_iter().map(|(value, label): (String, String)| view! { <option value=value>{label}</option> }.into_any()).collect::<Vec<_>>()}
                </select>
            </div>
            <div><label for="entrance-place">{t(text::public_links::WHERE)}</label><input id="entrance-place" required prop:value=place on:input=move |e| place.set(event_target_value(&e))/></div>
            <SubmitButton submission label=t(text::common::OPEN)/>
        </form>
        <SubmitStatus submission/>
        {move || opened.get().map(|opened| view! { <NewLink opened/> })}
    }
}
