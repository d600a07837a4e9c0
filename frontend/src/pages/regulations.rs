//! Regulations like a book: clause by clause, with the numbers in place.

use crate::{
    api::{self, Session},
    fields::{Content, Fields, asked},
    words::{fill, t},
};
use guiju_api::{ParameterChange, Problem, RegulationOffered, RegulationShown};
use guiju_model::{Clause, ClauseKind, Parameter};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::components::A;
use serde_json::Map;

/// All regulations in force.
#[component]
pub fn Regulations() -> impl IntoView {
    let all = api::fetch::<Vec<RegulationOffered>>(|| "/api/regulations".to_owned());
    view! {
        <h1>{t("制度")}</h1>
        {api::shown(all, |all: Vec<RegulationOffered>| view! {
            <div class="tiles">{all.into_iter().map(|one| view! {
                <A href=format!("/regulations/{}", one.id)>{one.title}<div class="soft small">{one.area}" · "{one.clauses}{t(" 条 · ")}{one.version}{t(" 版")}</div></A>
            }).collect_view()}</div>
        })}
    }
}

/// One regulation.
#[component]
pub fn Regulation() -> impl IntoView {
    let id = super::parameter("id");
    let shown = api::fetch::<RegulationShown>(move || format!("/api/regulations/{}", id()));
    let session = expect_context::<Session>();
    let administers = move || {
        session.0.with_untracked(|me| me.as_ref().is_some_and(|me| me.system_role.as_deref() == Some("administrator")))
    };
    let again = Callback::new(move |()| shown.refetch());
    api::shown(shown, move |shown: RegulationShown| {
        let regulation = shown.id.clone();
        let contents = shown.clauses.clone().into_iter().map(|clause| view! { <li><a rel="external" href=format!("#clause-{}", clause.id)>{clause.label}" "{clause.heading}</a></li> }).collect_view();
        let parameters = shown.parameters.clone();
        let clause = move |clause: Clause| {
            let (badge, class, reason) = match clause.kind {
                ClauseKind::Rule => (t("规则"), "tag good", None),
                ClauseKind::Duty => (t("义务"), "tag warn", None),
                ClauseKind::Definition => (t("定义"), "tag", None),
                ClauseKind::Declaratory(reason) => (t("宣示"), "tag", Some(reason)),
            };
            let stated = parameters.iter().filter(|(parameter, _, _)| parameter.clause == clause.id).map(|(parameter, value, since)| {
                let value = match value {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let since = since.clone().map_or_else(|| t("制度原文").to_owned(), |since| fill("自 {} 起", &[&since]));
                let change = administers().then(|| view! { <Change regulation=regulation.clone() parameter=parameter.clone() again/> });
                view! { <li>{parameter.label.clone()}"："<strong>{value}" "{parameter.unit.clone()}</strong>" "<span class="soft small">{since}</span>{change}</li> }
            }).collect_view();
            view! {
                <section class="sheet clause" id=format!("clause-{}", clause.id)>
                    <h3>{clause.label}" "{clause.heading}" "<span class=class>{badge}</span></h3>
                    <p>{clause.statement}</p>
                    {reason.map(|reason| view! { <p class="soft small">{reason}</p> })}
                    <ul>{stated}</ul>
                </section>
            }
        };
        let addresses = shown
            .forms
            .iter()
            .map(|form| (format!("/start/{}/{}", shown.id, form.id), form.title.clone()))
            .collect::<Vec<_>>();
        let forms = addresses.into_iter().map(|(address, title)| view! { <A href=address>{title}</A> }).collect_view();
        view! {
            <h1>{shown.title.clone()}</h1>
            <p class="soft">{shown.version.clone()}{t(" 版，自 ")}{shown.since.clone()}{t(" 起施行")}</p>
            <div class="filing">
                <div>{shown.clauses.clone().into_iter().map(clause).collect_view()}</div>
                <aside>
                    <nav class="sheet" aria-label=t("目录")><h2>{t("目录")}</h2><ul class="lines small">{contents}</ul></nav>
                    <section class="sheet"><h2>{t("表单")}</h2><div class="tiles">{forms}</div></section>
                </aside>
            </div>
        }
    })
}

/// Another value from a day on, for administrators.
#[component]
fn Change(regulation: String, parameter: Parameter, again: Callback<()>) -> impl IntoView {
    let content: Content = RwSignal::new(Map::new());
    let from = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<Problem>);
    let name = parameter.name.clone();
    let field = asked(&name, t("新值"), true, parameter.kind.clone());
    let id = format!("from-{name}");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value = content.with_untracked(|content| content.get(&name).cloned()).unwrap_or_default();
        let change = ParameterChange { name: name.clone(), value, from: from.get_untracked() };
        let path = format!("/api/regulations/{regulation}/parameters");
        spawn_local(async move {
            match api::post::<_, ()>(path, &change, None).await {
                Ok(()) => again.run(()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <details class="noprint"><summary>{t("从某天起改为…")}</summary>
            <form on:submit=submit class="message">
                {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
                <p class="soft small">{t("此前填报的事项和已经过去的日子按原值判定；改动记入事件链。")}</p>
                <Fields fields=vec![field] content faults=Signal::derive(Vec::new) regulation=String::new()/>
                <div class="field"><label for=id.clone()>{t("从哪天起")}</label><input id=id type="date" required prop:value=from on:input=move |e| from.set(event_target_value(&e))/></div>
                <button type="submit" class="primary">{t("改")}</button>
            </form>
        </details>
    }
}
