//! Filling in a form: checks and the way ahead follow typing, nothing typed is lost.

use super::administration::import::records;
use crate::{
    api::{self, Session},
    cite::Cite,
    fields::{Content, Fields, People, asked},
    kept::{self, Outbox},
    once::Once,
    words::{fill, t},
};
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use guiju_api::{Draft, Filed, Filing as Body, FindingShown, FormOffered, Preview, Problem, Station};
use guiju_model::{Field, Form, Severity, ValueKind};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use serde_json::{Map, Value};

/// The page of a form.
#[component]
pub fn Filing() -> impl IntoView {
    let (regulation, form) = (super::parameter("regulation"), super::parameter("form"));
    let id = super::parameter("regulation");
    provide_context(People(api::fetch(|| "/api/people".to_owned())));
    let declared = LocalResource::new(move || {
        let path = format!("/api/forms/{}/{}", regulation(), form());
        let (regulation, form) = (regulation(), form());
        async move {
            let declared: Form = api::get(path.clone()).await?;
            let draft: Option<Draft> = api::get(format!("{path}/draft")).await?;
            let offered: Vec<FormOffered> = api::get("/api/forms".to_owned()).await?;
            let mine = offered.iter().find(|offered| offered.regulation == regulation && offered.form == form);
            let for_others = mine.is_some_and(|offered| offered.on_behalf);
            Ok((path, declared, draft, for_others))
        }
    });
    api::shown(declared, move |(path, form, draft, for_others): (String, Form, Option<Draft>, bool)| {
        // Where many come from a file, the file stands first.
        let from_file = (!form.filing.imports.is_empty()).then(|| records(&id(), &form));
        view! { {from_file}<Sheet path form draft regulation=id() for_others/> }
    })
}

/// What the fields begin with.
pub fn initial(form: &Form) -> Map<String, Value> {
    let values = form
        .fields()
        .filter_map(|field| Some((field.name.clone(), serde_json::from_str(field.initial.as_ref()?).ok()?)));
    values.collect()
}

#[component]
fn Sheet(path: String, form: Form, draft: Option<Draft>, regulation: String, for_others: bool) -> impl IntoView {
    let (session, outbox) = (expect_context::<Session>(), expect_context::<Outbox>());
    let me = session.0.with_untracked(|me| me.as_ref().map(|me| me.person).unwrap_or_default());
    // What never reached the server is newer than what did.
    let unsent = kept::kept_draft(me, &path);
    let start = unsent.as_ref().or(draft.as_ref().map(|draft| &draft.content));
    let start = start.and_then(|content| content.as_object().cloned()).unwrap_or_else(|| initial(&form));
    let content: Content = RwSignal::new(start);
    let remark = RwSignal::new(String::new());
    let preview = RwSignal::new(Preview::default());
    let problem = RwSignal::new(None::<Problem>);
    let (filed, waits) = (RwSignal::new(None::<Filed>), RwSignal::new(false));
    let finished = move || filed.with(Option::is_some) || waits.get();
    let saved = RwSignal::new(
        draft.map(|draft| fill("已载入 {} 保存的草稿", &[&super::moment(&draft.saved)])).unwrap_or_default(),
    );
    let busy = RwSignal::new(false);
    let once = Once::new();
    let generation = RwSignal::new(0u64);
    // Whom it is filed for, where one may file for others.
    let other: Content = RwSignal::new(Map::new());
    let body = move || Body {
        content: Value::Object(content.get_untracked()),
        on_behalf_of: other.with_untracked(|other| other.get("person").and_then(Value::as_u64)),
        remark: Some(remark.get_untracked()),
    };

    Effect::new({
        let path = path.clone();
        move |before: Option<()>| {
            content.track();
            other.track();
            let mine = generation.get_untracked() + 1;
            generation.set(mine);
            let path = path.clone();
            spawn_local(async move {
                TimeoutFuture::new(300).await;
                if generation.get_untracked() != mine {
                    return;
                }
                if before.is_some() {
                    kept::keep_draft(me, &path, &Value::Object(content.get_untracked()));
                }
                match api::ask::<_, Preview>(&format!("{path}/preview"), &body()).await {
                    Ok(answer) => preview.set(answer),
                    Err(why) => problem.set(Some(why)),
                }
                if before.is_some() {
                    TimeoutFuture::new(1200).await;
                    if generation.get_untracked() == mine && !untrack(finished) {
                        let done = api::change(Method::PUT, format!("{path}/draft"), Some(&body())).await;
                        if done.is_ok() {
                            kept::drop_draft(me, &path);
                            saved.set(t("草稿已保存").to_owned());
                        }
                    }
                }
            });
        }
    });

    let tried = RwSignal::new(false);
    let faults = Signal::derive(move || {
        let from_problem =
            problem.with(|problem| problem.as_ref().map(|problem| problem.findings.clone()).unwrap_or_default());
        let findings = if tried.get() { preview.with(|preview| preview.findings.clone()) } else { from_problem };
        let faults = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        faults.filter_map(|finding| Some((finding.field?, finding.message))).collect::<Vec<_>>()
    });
    let submit = {
        let (path, title) = (path.clone(), form.title.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            tried.set(true);
            generation.update(|generation| *generation += 1);
            let (path, title, body) = (path.clone(), title.clone(), body());
            let key = once.key(&body);
            spawn_local(async move {
                let answer = api::post_once::<_, Filed>(format!("{path}/file"), &body, key.clone()).await;
                // Without network it waits on this device and goes by itself once the network is back.
                let answer = match answer {
                    Err(why) if why.kind == api::NETWORK => {
                        outbox.keep(kept::waiting(me, path.clone(), title, key, &body)).map(|()| None)
                    }
                    answer => answer.map(Some),
                };
                match answer {
                    Ok(answer) => {
                        kept::drop_draft(me, &path);
                        waits.set(answer.is_none());
                        filed.set(answer);
                    }
                    Err(why) => {
                        if !why.findings.is_empty() {
                            preview.update(|preview| preview.findings.clone_from(&why.findings));
                        }
                        problem.set(Some(why));
                        TimeoutFuture::new(30).await;
                        focus("summary");
                    }
                }
                busy.set(false);
            });
        }
    };
    let title = form.title.clone();
    let all = form.sections.clone();
    let sections = move || {
        all.iter()
            .map(|section| {
                view! {
                    <section class="sheet">
                        {section.title.clone().map(|title| view! { <h2>{title}</h2> })}
                        <Fields fields=section.fields.clone() content faults regulation=regulation.clone()/>
                    </section>
                }
            })
            .collect_view()
    };
    let warned =
        move || preview.with(|preview| preview.findings.iter().any(|finding| finding.severity == Severity::Warning));
    view! {
        <h1>{title}</h1>
        {move || filed.get().map(|filed| view! { <Receipt filed/> })}
        <p class="message good" role="status" hidden=move || !waits.get()>{t("网络断开，填写的内容已存在这台设备上，连上网络后自动提交；可以关闭页面。")}</p>
        <form class="filing" on:submit=submit hidden=finished>
            <div>
                {move || problem.get().map(|problem| view! { <Summary problem/> })}
                {for_others.then(|| view! { <section class="sheet"><Fields fields=vec![on_behalf()] content=other faults=Signal::derive(Vec::new) regulation=String::new()/></section> })}
                {sections()}
                <div class="sheet" hidden=move || !warned()>
                    <label for="remark">{t("有提醒，请说明理由后提交")}</label>
                    <textarea id="remark" prop:value=remark on:input=move |e| remark.set(event_target_value(&e))></textarea>
                </div>
                <div class="actions">
                    <button class="primary" type="submit" aria-busy=move || busy.get().to_string()>{move || if busy.get() { t("正在提交…") } else { t("提交") }}</button>
                    <span class="soft small" role="status">{saved}</span>
                </div>
            </div>
            <aside class="aside" aria-label=t("审批与检查")>
                <section class="sheet">
                    <h2>{t("将由谁审批")}</h2>
                    {move || preview.with(|preview| view! { <Ahead preview=preview.clone()/> })}
                </section>
                <section class="sheet" aria-live="polite">
                    <h2>{t("还需补充")}</h2>
                    {move || preview.with(|preview| view! { <Needs findings=preview.findings.clone()/> })}
                </section>
            </aside>
        </form>
    }
}

/// Whom it is filed for.
fn on_behalf() -> Field {
    let help = t("不选就是为自己填报；代填的会注明由您代填");
    Field { help: Some(help.to_owned()), ..asked("person", t("代谁填报"), false, ValueKind::Person) }
}

fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The error summary: links lead to the fields.
#[component]
pub fn Summary(
    /// What is wrong.
    problem: Problem,
) -> impl IntoView {
    let faults = problem.findings.into_iter().filter(|finding| finding.severity != Severity::Notice);
    let line = |finding: FindingShown| {
        let place =
            finding.field.as_ref().map(|field| format!("#field-{}", field.split('/').next().unwrap_or_default()));
        let why = finding.citation.map(|citation| view! { <Cite citation/> });
        match place {
            Some(place) => view! { <li><a href=place rel="external">{finding.message}</a>" "{why}</li> }.into_any(),
            None => view! { <li>{finding.message}" "{why}</li> }.into_any(),
        }
    };
    view! {
        <div class="message bad" id="summary" tabindex="-1" role="alert">
            <strong>{problem.title}</strong>
            <ul>{faults.map(line).collect_view()}</ul>
        </div>
    }
}

#[component]
fn Needs(findings: Vec<FindingShown>) -> impl IntoView {
    if findings.is_empty() {
        return view! { <p class="good">{t("没有要补充的。")}</p> }.into_any();
    }
    let line = |finding: FindingShown| {
        let (sign, class) = match finding.severity {
            Severity::Error => (t("须改正"), "tag bad"),
            Severity::Warning => (t("提醒"), "tag warn"),
            Severity::Notice => (t("说明"), "tag"),
        };
        view! {
            <li><span class=class>{sign}</span>" "{finding.message}" "{finding.citation.map(|citation| view! { <Cite citation/> })}</li>
        }
    };
    view! { <ul class="lines">{findings.into_iter().map(line).collect_view()}</ul> }.into_any()
}

#[component]
fn Ahead(preview: Preview) -> impl IntoView {
    let derived = preview.derived.into_iter().map(|derived| {
        let because = derived.because.clone();
        view! { <p><strong>{derived.label}"："{derived.text}</strong>" "<span class="soft small">{derived.because}</span>" "{derived.citation.map(|citation| view! { <Cite citation because=because/> })}</p> }
    });
    let empty = preview.stations.is_empty();
    let effects = preview.effects.into_iter().map(|effect| view! { <li>{effect}</li> }).collect::<Vec<_>>();
    let follows = !effects.is_empty();
    view! {
        {derived.collect_view()}
        <p class="soft" hidden=!empty>{t("填好后这里会列出审批环节；不需要审批的直接登记。")}</p>
        <ol class="line">{preview.stations.into_iter().map(|station| view! { <Coming station/> }).collect_view()}</ol>
        <div hidden=!follows><h3>{t("连带影响")}</h3><ul>{effects}</ul></div>
    }
}

/// A station that is to come.
#[component]
fn Coming(station: Station) -> impl IntoView {
    let vacant = station.people.is_empty();
    view! {
        <li>
            <div class="who">{station.title}</div>
            <div class=if vacant { "bad" } else { "" }>{station.people.join("、")}{vacant.then(|| station.note.clone())}</div>
            <div class="soft small">{station.mode}{station.due.map(|due| fill(" · {} 前", &[&super::moment(&due)]))}{(!vacant && !station.note.is_empty()).then(|| format!(" · {}", station.note))}</div>
            {station.citations.into_iter().map(|citation| view! { <Cite citation because=station.because.clone()/>" " }).collect_view()}
        </li>
    }
}

/// What was filed and what happens next.
#[component]
fn Receipt(filed: Filed) -> impl IntoView {
    view! {
        <div class="message good" role="status">
            <h2>{filed.next}</h2>
            <p>{filed.number.map(|number| fill("编号 {}", &[&number]))}</p>
            <p class="row">
                <A href=format!("/matters/{}", filed.id) attr:class="button">{t("查看办理情况")}</A>
                <A href="/start" attr:class="button">{t("再填一份")}</A>
            </p>
        </div>
    }
}
