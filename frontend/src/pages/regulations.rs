//! Regulations like a book: clause by clause, with the numbers in place.

use crate::{
    api::{self, Session},
    components::{
        resource::show_resource,
        submit::SubmitStatus,
        tile::{Tile, tile_grid},
    },
    i18n::{fill, t},
    state::{
        page_title::set_page_title,
        query::route_param,
        resource::ApiResource,
        submission::{Submission, done},
    },
};
use gloo_net::http::Method;
use guiju_api::{PackageShown, RegulationOffered, RegulationShown, WordingEntry};
use guiju_model::{Clause, ClauseKind};
use leptos::prelude::*;
use leptos_router::components::A;

/// All regulations in force.
#[component]
pub fn Regulations() -> impl IntoView {
    let all = ApiResource::<Vec<RegulationOffered>>::from_path(|| "/api/regulations".to_owned());
    view! {
        <h1>{t("制度")}</h1>
        {show_resource(all, |all: Vec<RegulationOffered>| {
            let tile = |one: RegulationOffered| Tile {
                href: format!("/regulations/{}", one.id),
                title: one.title,
                subtitle: fill("{} · {} 条 · {} 版", &[&one.area, &one.clauses, &one.version]),
                area: one.area,
            };
            tile_grid(all.into_iter().map(tile).collect())
        })}
    }
}

/// One regulation.
#[component]
pub fn Regulation() -> impl IntoView {
    let id = route_param("id");
    let shown = ApiResource::<RegulationShown>::from_path(move || format!("/api/regulations/{}", id()));
    let session = expect_context::<Session>();
    let keeps = move || session.0.with_untracked(|me| me.as_ref().is_some_and(|me| me.system_role.is_some()));
    let runs = move || {
        session.0.with_untracked(|me| me.as_ref().is_some_and(|me| me.system_role.as_deref() == Some("administrator")))
    };
    let again = Callback::new(move |()| shown.refetch());
    let packages = ApiResource::<Vec<PackageShown>>::from_path(move || format!("/api/packages?regulation={}", id()));
    show_resource(shown, move |shown: RegulationShown| {
        let versions = format!("/regulations/{}/versions", shown.id);
        let contents = shown.clauses.clone().into_iter().map(|clause| view! { <li><a rel="external" href=format!("#clause-{}", clause.id)>{clause.label}" "{clause.heading}</a></li> }).collect_view();
        let parameters = shown.parameters.clone();
        let digest = shown.digest.clone();
        let words = runs();
        let clause = move |clause: Clause| {
            let id = clause.id.clone();
            let (badge, class, reason) = match clause.kind {
                ClauseKind::Rule => (t("规则"), "tag good", None),
                ClauseKind::Duty => (t("义务"), "tag warn", None),
                ClauseKind::Definition => (t("定义"), "tag", None),
                ClauseKind::Declaratory(reason) => (t("宣示"), "tag", Some(reason)),
            };
            let uses = shown.uses.get(&clause.id).map(|uses| {
                let cited = fill("今年用到 {} 次", &[&uses.cited.to_string()]);
                let held = (uses.held_back > 0).then(|| fill("，拦下填报 {} 次", &[&uses.held_back.to_string()]));
                view! { <p class="soft small">{cited}{held}</p> }
            });
            let stated = parameters.iter().filter(|(parameter, _, _)| parameter.clause == clause.id).map(|(parameter, value, since)| {
                let value = match value {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let since = since.clone().map_or_else(|| t("制度原文").to_owned(), |since| fill("自 {} 起", &[&since]));
                view! { <li>{parameter.label.clone()}" "<strong class="param">{value}" "{parameter.unit.clone()}</strong>" "<span class="soft small">{since}</span></li> }
            }).collect_view();
            view! {
                <section class="art clause" id=format!("clause-{}", clause.id)>
                    <p class="n">{clause.label}</p>
                    <div>
                        <h2>{clause.heading}" "<span class=class>{badge}</span></h2>
                        <p class="text">{clause.statement}</p>
                        {reason.map(|reason| view! { <p class="soft small">{reason}</p> })}
                        <ul class="params">{stated}</ul>
                        {uses}
                        {words.then(|| view! { <Wording digest=digest.clone() clause=id again/> })}
                    </div>
                </section>
            }
        };
        let addresses = shown
            .forms
            .iter()
            .map(|form| (format!("/start/{}/{}", shown.id, form.id), form.title.clone()))
            .collect::<Vec<_>>();
        let forms =
            addresses.into_iter().map(|(address, title)| view! { <li><A href=address>{title}</A></li> }).collect_view();
        view! {
            {set_page_title(&shown.title)}
            <div class="book">
                <nav class="toc" aria-label=t("目录")><h2>{t("目录")}</h2><ol>{contents}</ol></nav>
                <article class="sheet law">
                    <h1>{shown.title.clone()}</h1>
                    <p class="soft small since">{shown.version.clone()}{t(" 版，自 ")}{shown.since.clone()}{t(" 起施行")}</p>
                    {shown.clauses.clone().into_iter().map(clause).collect_view()}
                </article>
                <aside>
                    <section class="sheet"><h2>{t("表单")}</h2><ul class="lines ways">{forms}</ul></section>
                    <section class="sheet"><h2>{t("版本")}</h2>
                        {show_resource(packages, |all: Vec<PackageShown>| {
                            let lines = all.into_iter().filter(|package| !package.bound.is_empty()).map(|package| {
                                view! { <li><strong>{package.version.clone()}</strong>" "<span class="soft small">{super::revisions::bound(&package)}</span></li> }
                            });
                            view! { <ul class="lines">{lines.collect_view()}</ul> }
                        })}
                        {keeps().then(|| view! { <p><A href=versions.clone()>{t("对照、演练与修订")}</A></p> })}
                    </section>
                </aside>
            </div>
        }
    })
}

/// The office's own wording of a clause, for administrators.
#[component]
fn Wording(digest: String, clause: String, again: Callback<()>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let submission = Submission::new();
    let id = format!("wording-{clause}");
    let save = move |_| {
        let clauses = [(clause.clone(), text.get_untracked().into())].into_iter().collect();
        let entry = WordingEntry { digest: digest.clone(), clauses };
        submission.send(async move {
            let path = format!("/api/packages/{}/wording", entry.digest);
            api::request(Method::PUT, path, Some(&entry)).await?;
            again.run(());
            Ok(done(t("已保存。")))
        });
    };
    view! {
        <details class="noprint"><summary>{t("附上本单位原文…")}</summary>
            <div class="field"><label for=id.clone()>{t("本单位原文")}</label><p class="help">{t("留空则显示制度包里的复述")}</p>
                <textarea id=id prop:value=text on:input=move |e| text.set(event_target_value(&e))></textarea></div>
            <SubmitStatus submission/>
            <button type="button" aria-busy=move || submission.busy.get().to_string() on:click=save>{t("保存原文")}</button>
        </details>
    }
}
