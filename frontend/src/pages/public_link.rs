//! The page of a public link: a board for a wall screen, or a form behind a printed code.

use crate::{
    api,
    components::{
        board_wall::BoardWall,
        error_summary::ErrorSummary,
        fields::{Content, Fields, StaffDirectory, initial_content},
        resource::show_resource,
    },
    i18n::{t, text},
    state::{idempotency::IdempotencyKey, resource::ApiResource, scope::TaskScope},
    util::format::format_moment,
};
use guiju_api::{Department, EntranceFiling, EntranceInside, PersonShown, Problem};
use guiju_model::Form;
use leptos::prelude::*;
use serde_json::{Map, Value};

/// The page of a public link.
#[component]
pub fn PublicLink(
    /// Path of the link at the server.
    address: String,
) -> impl IntoView {
    let from = address.clone();
    let inside = ApiResource::<EntranceInside>::from_path(move || from.clone());
    // A board reloads itself; a form must not be reloaded while it is filled in.
    let timer = gloo_timers::callback::Interval::new(30_000, move || {
        let is_board = matches!(inside.get_untracked(), Some(Ok(inside)) if inside.form.is_none());
        if is_board {
            inside.refetch();
        }
    });
    let timer = StoredValue::new_local(Some(timer));
    on_cleanup(move || timer.set_value(None));
    show_resource(inside, move |inside: EntranceInside| {
        match inside.form {
        Some(form) => view! { <main class="public" id="main"><p class="soft">{inside.office}</p><AnonymousForm form departments=inside.departments address=address.clone()/></main> }.into_any(),
        None => view! {
            <main class="screen" id="main">
                <h1>{inside.office}" "{inside.title}<span class="soft">{format_moment(inside.now.get(..16).unwrap_or_default())}</span></h1>
                <BoardWall departments=inside.board/>
            </main>
        }
        .into_any(),
    }
    })
}

/// A form that is filled in without an account.
#[component]
fn AnonymousForm(form: Form, departments: Vec<Department>, address: String) -> impl IntoView {
    // The fields take departments from the people in them; a public page must not show people.
    let known = departments.into_iter().map(|department| PersonShown {
        department: department.id,
        department_name: department.name,
        ..PersonShown::default()
    });
    let known = known.collect::<Vec<_>>();
    provide_context(StaffDirectory(ApiResource::new(move || {
        let known = known.clone();
        async move { Ok(known) }
    })));
    let content: Content = RwSignal::new(initial_content(&form));
    let (problem, done, busy) = (RwSignal::new(None::<Problem>), RwSignal::new(false), RwSignal::new(false));
    let errors = Signal::derive(move || {
        let findings = problem.with(|problem| problem.as_ref().map(|problem| problem.findings.clone()));
        let errors = findings.unwrap_or_default().into_iter();
        errors.filter_map(|finding| Some((finding.field?, finding.message))).collect::<Vec<_>>()
    });
    let (key, scope) = (IdempotencyKey::new(), TaskScope::current());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let address = address.clone();
        scope.spawn(async move {
            let filing = EntranceFiling { content: Value::Object(content.get_untracked()) };
            let key = key.for_content(&filing);
            match api::post::<_, Option<Map<String, Value>>>(address, &filing, Some(key)).await {
                Ok(_) => done.set(true),
                Err(rejection) => problem.set(Some(rejection)),
            }
            busy.set(false);
        });
    };
    let sections = form.sections.clone().into_iter().map(|section| {
        view! { <section class="sheet">{section.title.map(|title| view! { <h2>{title}</h2> })}<Fields fields=section.fields content errors regulation=String::new()/></section> }
    });
    view! {
        <h1>{form.title}</h1>
        <p class="message good" role="status" hidden=move || !done.get()>{t(text::public_link::RECEIVED_THANK_YOU_WHO_FILLED)}</p>
        <form on:submit=submit hidden=done>
            {move || problem.get().map(|problem| view! { <ErrorSummary problem remaining=None/> })}
            {sections.collect_view()}
            <p class="row"><button type="submit" class="primary" disabled=busy>{t(text::common::SUBMIT)}</button><span class="soft">{t(text::public_link::WHO_FILLS_IN_NOT_RECORDED)}</span></p>
        </form>
    }
}
