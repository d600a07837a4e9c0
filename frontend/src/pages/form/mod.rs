//! Filling in a form: checks and the way ahead follow typing, nothing typed is lost.

mod filling;
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
    },
    i18n::{fill, t},
    offline::{Outbox, ServerDraft},
    state::{page_title::set_page_title_with_kind, query::route_param, resource::ApiResource},
    util::{dom::scroll_to_and_focus, format::format_moment},
};
use filling::{Filling, Outcome};
use guiju_api::{Draft, FindingShown, FormOffered, Problem};
use guiju_model::{Field, Form, Severity, ValueKind};
use leptos::prelude::*;
use preview::{OpenFindings, RoutePreview};
use receipt::Receipt;
use serde_json::Value;

/// A form as it is opened.
#[derive(Clone)]
struct Opened {
    /// Its address at the server.
    path: String,
    form: Form,
    draft: ServerDraft,
    /// Whether one may file it for others.
    for_others: bool,
    regulation: String,
}

/// The page of a form.
#[component]
pub fn Filing() -> impl IntoView {
    let (regulation, form) = (route_param("regulation"), route_param("form"));
    provide_context(StaffDirectory(ApiResource::from_path(|| "/api/people".to_owned())));
    let round = RwSignal::new(0u32);
    let another = Callback::new(move |()| round.update(|round| *round += 1));
    let opened = ApiResource::new(move || {
        round.track();
        open(regulation(), form())
    });
    let (of, which) = (route_param("regulation"), route_param("form"));
    move || {
        match opened.get() {
            // A draft of what cannot be opened any more can still be thrown away.
            Some(Err(problem)) => {
                view! { <ProblemAlert problem/><super::drafts::Drafts only=Some((of(), which()))/> }.into_any()
            }
            _ => sheet(opened, another).into_any(),
        }
    }
}

/// The form once it is there.
fn sheet(opened: ApiResource<Opened>, another: Callback<()>) -> impl IntoView {
    show_resource(opened, move |opened: Opened| {
        // Where many come from a file, the file stands first.
        let from_file =
            (!opened.form.filing.imports.is_empty()).then(|| record_import(&opened.regulation, &opened.form));
        view! { {from_file}<Sheet opened another/> }
    })
}

async fn open(regulation: String, form: String) -> api::ApiResult<Opened> {
    let path = format!("/api/forms/{regulation}/{form}");
    let declared: Form = api::get(path.clone()).await?;
    let draft = drafted(api::get(format!("{path}/draft")).await?);
    let offered: Vec<FormOffered> = api::get("/api/forms".to_owned()).await?;
    let mine = offered.iter().find(|offered| offered.regulation == regulation && offered.form == form);
    let for_others = mine.is_some_and(|offered| offered.on_behalf);
    Ok(Opened { path, form: declared, draft, for_others, regulation })
}

/// What the server said of its draft; the service worker answers for it where it is not reached.
fn drafted(answer: Value) -> ServerDraft {
    if answer.get("unreached").is_some() {
        return ServerDraft::Unreachable;
    }
    serde_json::from_value::<Option<Draft>>(answer).ok().flatten().map_or(ServerDraft::Missing, ServerDraft::Found)
}

/// The form, or what it came to in its place.
#[component]
fn Sheet(opened: Opened, another: Callback<()>) -> impl IntoView {
    let outbox = expect_context::<Outbox>();
    let Opened { path, form, draft, for_others, regulation } = opened;
    let filling = Filling::begin(&path, &form, draft);
    filling.follow();
    filling.await_fate(outbox);
    let title = form.title.clone();
    set_page_title_with_kind(&title, "填报");
    move || {
        match filling.outcome.get() {
        Some(Outcome::Filed(filed)) => view! { <Receipt filed title=title.clone() another/> }.into_any(),
        Some(Outcome::Waits(_)) => view! {
            <h1>{title.clone()}</h1>
            <p class="message good" role="status">{t("网络断开，填写的内容已存在这台设备上，连上网络后自动提交；可以关闭页面。")}</p>
            <p><button type="button" on:click=move |_| another.run(())>{t("再填一份")}</button></p>
        }
        .into_any(),
        None => view! { <Blank form=form.clone() filling for_others regulation=regulation.clone() another/> }.into_any(),
    }
    }
}

/// The fields with what is said of them beside.
#[component]
fn Blank(form: Form, filling: Filling, for_others: bool, regulation: String, another: Callback<()>) -> impl IntoView {
    let outbox = expect_context::<Outbox>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        filling.file(outbox);
    };
    let errors = errors(filling);
    let sections = form.sections.iter().map(|section| {
        view! {
            <section class="sheet">
                {section.title.clone().map(|title| view! { <h2>{title}</h2> })}
                <Fields fields=section.fields.clone() content=filling.content errors regulation=regulation.clone()/>
            </section>
        }
    });
    let sections = sections.collect_view();
    let (busy, remark) = (filling.busy, filling.remark);
    view! {
        <h1>{form.title.clone()}</h1>
        <form class="filing" class:tried=filling.tried on:submit=submit novalidate>
            <div>
                <Rival filling another/>
                {move || filling.problem.get().map(|problem| view! { <ErrorSummary remaining=Some(standing(filling, &problem)) problem/> })}
                {for_others.then(|| view! { <section class="sheet"><Fields fields=vec![on_behalf()] content=filling.other errors=Signal::derive(Vec::new) regulation=String::new()/></section> })}
                {sections}
                <div class="sheet" hidden=move || !warned(filling)>
                    <label for="remark">{t("有提醒，请说明理由后提交")}</label>
                    <textarea id="remark" prop:value=remark on:input=move |e| remark.set(event_target_value(&e))></textarea>
                </div>
                <Discard filling another/>
            </div>
            <Aside filling/>
            <ActionBar>
                <button class="primary" type="submit" aria-busy=move || busy.get().to_string()>{move || if busy.get() { t("正在提交…") } else { t("提交") }}</button>
                <div class="stands">
                    <span class="soft small" role="status">{filling.saved}</span>
                    <button type="button" class="plain phone" on:click=move |_| scroll_to_and_focus("ahead")>{icon(drawing::LuListChecks.data)}{move || ahead(filling)}</button>
                </div>
            </ActionBar>
        </form>
    }
}

/// A draft from elsewhere that says something else: one of the two is chosen, and nothing is lost before.
#[component]
fn Rival(filling: Filling, another: Callback<()>) -> impl IntoView {
    let told = move |draft: Draft| {
        let said = fill("服务器上另有 {} 保存的草稿，和这里填的不一样。", &[&format_moment(&draft.saved)]);
        view! {
            <div class="message warn" role="alert">
                <p>{said}</p>
                <p class="row">
                    <button type="button" on:click=move |_| filling.theirs(another)>{t("改用服务器上的草稿")}</button>
                    <button type="button" on:click=move |_| filling.mine()>{t("保留这里填的")}</button>
                </p>
            </div>
        }
    };
    move || filling.rival.get().map(told)
}

/// Throws the draft away, once it was pressed twice.
#[component]
fn Discard(filling: Filling, another: Callback<()>) -> impl IntoView {
    let sure = RwSignal::new(false);
    let press = move |_| if sure.get_untracked() { filling.discard(another) } else { sure.set(true) };
    let label = move || if sure.get() { t("确定删去，不再保留") } else { t("删去草稿") };
    view! {
        <p class="discard" hidden=move || !filling.drafted.get()><button type="button" class="plain" on:click=press on:blur=move |_| sure.set(false)>{label}</button></p>
    }
}

/// Who will decide, and what is still to be filled in.
#[component]
fn Aside(filling: Filling) -> impl IntoView {
    let (preview, content) = (filling.preview, filling.content);
    view! {
        <aside class="aside" id="ahead" tabindex="-1" aria-label=t("审批与检查")>
            <section class="sheet">
                <h2>{t("将由谁审批")}</h2>
                {move || preview.with(|preview| view! { <RoutePreview preview=preview.clone()/> })}
            </section>
            <section class="sheet" aria-live="polite">
                <h2>{t("还需补充")}</h2>
                {move || if filling.answered.get() || filling.tried.get() {
                    preview.with(|preview| view! { <OpenFindings findings=preview.findings.clone() content tried=filling.tried.get()/> }).into_any()
                } else {
                    loading()
                }}
            </section>
        </aside>
    }
}

/// What the line at the foot of a phone says: how much is still to be filled in, else where it will go.
fn ahead(filling: Filling) -> String {
    let wanting = filling
        .preview
        .with(|preview| preview.findings.iter().filter(|finding| finding.severity == Severity::Error).count());
    if wanting > 0 { fill("还要补 {} 处", &[&wanting]) } else { t("看由谁审批").to_owned() }
}

fn warned(filling: Filling) -> bool {
    filling.preview.with(|preview| preview.findings.iter().any(|finding| finding.severity == Severity::Warning))
}

/// What of a refusal is still wrong, as the check that follows typing has it. Without network nothing is checked: then what lacked
/// and was filled in is no longer wrong.
fn standing(filling: Filling, problem: &Problem) -> Signal<Vec<FindingShown>> {
    let unreached = problem.kind == api::NETWORK;
    Signal::derive(move || {
        let mut found = filling.preview.with(|preview| preview.findings.clone());
        let explained = !filling.remark.with(|words| words.trim().is_empty());
        found.retain(|one| one.severity != Severity::Warning || !explained);
        if unreached {
            let lacks = |path: &String| filling.content.with(|content| is_missing(content, path));
            found.retain(|one| one.field.as_ref().is_none_or(lacks));
        }
        found
    })
}

/// What is said at the fields: nothing before it was tried to file.
fn errors(filling: Filling) -> FieldErrors {
    Signal::derive(move || {
        let problem = filling.problem.get().map(|problem| problem.findings).unwrap_or_default();
        let findings =
            if filling.tried.get() { filling.preview.with(|preview| preview.findings.clone()) } else { problem };
        let errors = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        errors.filter_map(|finding| Some((finding.field?, finding.message))).collect::<Vec<_>>()
    })
}

/// Whom it is filed for.
fn on_behalf() -> Field {
    let help = t("不选就是为自己填报；代填的会注明由您代填");
    Field { help: Some(help.to_owned()), ..own_field("on-behalf", t("代谁填报"), false, ValueKind::Person) }
}
