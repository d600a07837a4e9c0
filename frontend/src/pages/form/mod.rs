//! The page of a form: checks and the approval steps are updated while the reader types, and drafts are kept.

mod form_state;
mod preview;
mod receipt;

use crate::{
    api,
    components::{
        action_bar::ActionBar,
        error_summary::ErrorSummary,
        fields::{FieldErrors, Fields, StaffDirectory, is_missing, own_field},
        file_import::record_import,
        icon::{drawing, icon},
        problem::ProblemAlert,
        resource::{loading, show_resource},
        suspension::suspension_line,
    },
    i18n::{fill, t, text},
    offline::{Outbox, ServerDraft},
    state::{page_title::set_page_title_with_kind, query::route_param, resource::ApiResource},
    util::{decode::from_value, dom::scroll_to_and_focus, format::format_moment},
};
use form_state::{FormState, Outcome};
use guiju_api::{Draft, FindingShown, FormOffered, Problem, SuspensionShown};
use guiju_model::{Field, Form, Severity, ValueKind};
use leptos::prelude::*;
use preview::{OpenFindings, RoutePreview};
use receipt::Receipt;
use serde_json::Value;

/// A form that is loaded.
#[derive(Clone)]
struct LoadedForm {
    /// Path of the form at the server.
    path: String,
    form: Form,
    draft: ServerDraft,
    /// Whether the reader may file it for others.
    for_others: bool,
    regulation: String,
}

/// The page of a form.
#[component]
pub fn Filing() -> impl IntoView {
    let (regulation, form) = (route_param("regulation"), route_param("form"));
    provide_context(StaffDirectory(ApiResource::from_path(|| "/api/people".to_owned())));
    let attempt = RwSignal::new(0u32);
    let reopen = Callback::new(move |()| attempt.update(|attempt| *attempt += 1));
    let opened = ApiResource::new(move || {
        attempt.track();
        open(regulation(), form())
    });
    let (of, which) = (route_param("regulation"), route_param("form"));
    move || {
        match opened.get() {
            // The draft of a form that can no longer be opened can still be discarded.
            Some(Err(problem)) => {
                view! { <ProblemAlert problem/><super::drafts::Drafts only=Some((of(), which()))/> }.into_any()
            }
            _ => form_view(opened, reopen).into_any(),
        }
    }
}

/// The loaded form, with the import from a file first where the form has one.
fn form_view(opened: ApiResource<LoadedForm>, reopen: Callback<()>) -> impl IntoView {
    show_resource(opened, move |opened: LoadedForm| {
        let from_file =
            (!opened.form.filing.imports.is_empty()).then(|| record_import(&opened.regulation, &opened.form));
        view! { {from_file}<FormOrOutcome opened reopen/> }
    })
}

async fn open(regulation: String, form: String) -> api::ApiResult<LoadedForm> {
    let path = format!("/api/forms/{regulation}/{form}");
    let declared: Form = api::get(path.clone()).await?;
    let draft = server_draft(api::get(format!("{path}/draft")).await?);
    let offered: Vec<FormOffered> = api::get("/api/forms".to_owned()).await?;
    let mine = offered.iter().find(|offered| offered.regulation == regulation && offered.form == form);
    let for_others = mine.is_some_and(|offered| offered.on_behalf);
    Ok(LoadedForm { path, form: declared, draft, for_others, regulation })
}

/// The server's draft; the service worker answers in its place if the server cannot be reached.
fn server_draft(answer: Value) -> ServerDraft {
    if answer.get("unreached").is_some() {
        return ServerDraft::Unreachable;
    }
    from_value::<Option<Draft>>(answer).ok().flatten().map_or(ServerDraft::Missing, ServerDraft::Found)
}

/// The form, or the outcome once it is submitted.
#[component]
fn FormOrOutcome(opened: LoadedForm, reopen: Callback<()>) -> impl IntoView {
    let outbox = expect_context::<Outbox>();
    let LoadedForm { path, form, draft, for_others, regulation } = opened;
    let state = FormState::begin(&path, &form, draft);
    state.track_changes();
    state.track_delivery(outbox);
    let title = form.title.clone();
    set_page_title_with_kind(&title, text::common::FORM);
    move || match state.outcome.get() {
        Some(Outcome::Filed(filed)) => view! { <Receipt filed title=title.clone() reopen/> }.into_any(),
        Some(Outcome::Queued(_)) => view! {
            <h1>{title.clone()}</h1>
            <p class="message good" role="status">{t(text::form::NO_NETWORK_WHAT_YOU_FILLED)}</p>
            <p><button type="button" on:click=move |_| reopen.run(())>{t(text::form::FILE_ANOTHER)}</button></p>
        }
        .into_any(),
        None => {
            view! { <FormView form=form.clone() state for_others regulation=regulation.clone() reopen/> }.into_any()
        }
    }
}

/// The fields of the form, with the preview beside them and the action bar below.
#[component]
fn FormView(form: Form, state: FormState, for_others: bool, regulation: String, reopen: Callback<()>) -> impl IntoView {
    let outbox = expect_context::<Outbox>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.submit(outbox);
    };
    let errors = field_errors(state);
    let sections = form.sections.iter().map(|section| {
        view! {
            <section class="sheet">
                {section.title.clone().map(|title| view! { <h2>{title}</h2> })}
                <Fields fields=section.fields.clone() content=state.content errors regulation=regulation.clone()/>
            </section>
        }
    });
    let sections = sections.collect_view();
    let (busy, remark) = (state.busy, state.remark);
    let suspended = suspended_meanwhile(regulation.clone(), form.id.clone());
    view! {
        <h1>{form.title.clone()}</h1>
        {suspended}
        <form class="filing" class:tried=state.tried on:submit=submit novalidate>
            <div>
                <DraftConflict state reopen/>
                {move || state.problem.get().map(|problem| view! { <ErrorSummary remaining=Some(remaining_findings(state, &problem)) problem/> })}
                {for_others.then(|| view! { <section class="sheet"><Fields fields=vec![behalf_field()] content=state.behalf errors=Signal::derive(Vec::new) regulation=String::new()/></section> })}
                {sections}
                <div class="sheet" hidden=move || !has_warnings(state)>
                    <label for="remark">{t(text::form::THERE_WARNINGS_SAY_WHY_YOU)}</label>
                    <textarea id="remark" prop:value=remark on:input=move |e| remark.set(event_target_value(&e))></textarea>
                </div>
                <DiscardDraft state reopen/>
            </div>
            <PreviewPanel state/>
            <ActionBar>
                <button class="primary" type="submit" aria-busy=move || busy.get().to_string()>{move || if busy.get() { t(text::form::FILING) } else { t(text::common::SUBMIT) }}</button>
                <div class="stands">
                    <span class="soft small" role="status">{state.draft_status}</span>
                    <button type="button" class="plain phone" on:click=move |_| scroll_to_and_focus("ahead")>{icon(drawing::LuListChecks.data)}{move || preview_label(state)}</button>
                </div>
            </ActionBar>
        </form>
    }
}

/// What the reader has suspended, so that the form cannot be filed for the time of it. Without a network nothing is said.
fn suspended_meanwhile(regulation: String, form: String) -> impl IntoView {
    let all = ApiResource::<Vec<SuspensionShown>>::from_path(|| "/api/suspensions".to_owned());
    let of_form =
        move |one: &SuspensionShown| one.own && one.forms.iter().any(|(of, id)| *of == regulation && *id == form);
    move || {
        let lines = all.value().unwrap_or_default().into_iter().filter(&of_form);
        let line = |one: SuspensionShown| {
            view! { <div class="message warn suspended" role="status"><p>{suspension_line(one)}</p><p class="small">{t(text::suspension::NOT_MEANWHILE)}</p></div> }.into_any()
        };
        lines.map(line).collect::<Vec<_>>()
    }
}

/// The choice between the draft of this device and a conflicting draft at the server.
#[component]
fn DraftConflict(state: FormState, reopen: Callback<()>) -> impl IntoView {
    let choice = move |draft: Draft| {
        let message = fill(text::form::SERVER_ANOTHER_DRAFT_SAVED_WHICH, &[&format_moment(&draft.saved)]);
        view! {
            <div class="message warn" role="alert">
                <p>{message}</p>
                <p class="row">
                    <button type="button" on:click=move |_| state.use_server(reopen)>{t(text::form::TAKE_DRAFT_SERVER)}</button>
                    <button type="button" on:click=move |_| state.keep_local()>{t(text::form::KEEP_WHAT_FILLED_IN_HERE)}</button>
                </p>
            </div>
        }
    };
    move || state.conflict.get().map(choice)
}

/// A button that discards the draft when it is pressed twice.
#[component]
fn DiscardDraft(state: FormState, reopen: Callback<()>) -> impl IntoView {
    let confirming = RwSignal::new(false);
    let press = move |_| if confirming.get_untracked() { state.discard(reopen) } else { confirming.set(true) };
    let label = move || if confirming.get() { t(text::form::YES_DISCARD) } else { t(text::form::DISCARD_DRAFT) };
    view! {
        <p class="discard" hidden=move || !state.drafted.get()><button type="button" class="plain" on:click=press on:blur=move |_| confirming.set(false)>{label}</button></p>
    }
}

/// The panel beside the form: the approval steps and the open findings.
#[component]
fn PreviewPanel(state: FormState) -> impl IntoView {
    let (preview, content) = (state.preview, state.content);
    view! {
        <aside class="aside" id="ahead" tabindex="-1" aria-label=t(text::form::APPROVAL_CHECKS)>
            <section class="sheet">
                <h2>{t(text::form::WHO_WILL_DECIDE)}</h2>
                {move || preview.with(|preview| view! { <RoutePreview preview=preview.clone()/> })}
            </section>
            // Nothing is said of what could not be checked at all.
            <section class="sheet" aria-live="polite" hidden=move || !state.checked.get() && state.problem.with(Option::is_some)>
                <h2>{t(text::form::STILL_NEEDED)}</h2>
                {move || if state.checked.get() || state.tried.get() {
                    preview.with(|preview| view! { <OpenFindings findings=preview.findings.clone() content tried=state.tried.get()/> }).into_any()
                } else {
                    loading()
                }}
            </section>
        </aside>
    }
}

/// Label of the button that leads to the preview on a narrow screen: how many errors there are, or who approves.
fn preview_label(state: FormState) -> String {
    let errors = state
        .preview
        .with(|preview| preview.findings.iter().filter(|finding| finding.severity == Severity::Error).count());
    if errors > 0 {
        fill(text::form::NUMBER_STILL_NEEDED, &[&errors])
    } else {
        t(text::form::SEE_WHO_DECIDES).to_owned()
    }
}

/// Whether the last check found warnings.
fn has_warnings(state: FormState) -> bool {
    state.preview.with(|preview| preview.findings.iter().any(|finding| finding.severity == Severity::Warning))
}

/// The findings of a problem that still hold, by the last check. Without network nothing is checked; then a missing value counts as
/// corrected once it is filled in.
fn remaining_findings(state: FormState, problem: &Problem) -> Signal<Vec<FindingShown>> {
    let offline = problem.kind == api::NETWORK;
    Signal::derive(move || {
        let mut findings = state.preview.with(|preview| preview.findings.clone());
        let explained = !state.remark.with(|words| words.trim().is_empty());
        findings.retain(|one| one.severity != Severity::Warning || !explained);
        if offline {
            let missing = |path: &String| state.content.with(|content| is_missing(content, path));
            findings.retain(|one| one.field.as_ref().is_none_or(missing));
        }
        findings
    })
}

/// The errors shown at the fields; before the first attempt to submit, only those of a problem.
fn field_errors(state: FormState) -> FieldErrors {
    Signal::derive(move || {
        let problem = state.problem.get().map(|problem| problem.findings).unwrap_or_default();
        let findings = if state.tried.get() { state.preview.with(|preview| preview.findings.clone()) } else { problem };
        let errors = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        errors.filter_map(|finding| Some((finding.field?, finding.message))).collect::<Vec<_>>()
    })
}

/// The field for the person for whom the form is filed.
fn behalf_field() -> Field {
    let help = t(text::form::LEAVE_EMPTY_FILE_YOURSELF_WHAT);
    Field { help: Some(help.to_owned()), ..own_field("on-behalf", t(text::form::FILE), false, ValueKind::Person) }
}
