//! Rehearsals: how far they are, what differs by clause, and both answers side by side.

use super::comparison::line_of;
use crate::{
    api,
    components::{
        card::{card_table, text_cell},
        dialog::ModalDialog,
        download::DownloadLink,
        problem::ProblemAlert,
        resource::show_resource,
    },
    i18n::{fill, t},
    state::{
        page_title::set_page_title,
        query::{query_param, route_param},
        resource::ApiResource,
        scope::TaskScope,
    },
    util::format::format_moment,
};
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use guiju_api::{ClauseDiffering, DifferenceOpened, DifferenceShown, Page, RehearsalShown};
use leptos::prelude::*;
use leptos_router::components::A;

pub fn aspect(name: &str) -> &'static str {
    match name {
        "findings" => t("审查意见"),
        "stations" => t("办理环节"),
        "effects" => t("后续事项"),
        "penalties" => t("处理建议"),
        "duties" => t("义务"),
        "figures" => t("统计"),
        "gone" => t("不再办理"),
        "fault" => t("规则程序出错"),
        _ => t("其他"),
    }
}

fn state(shown: &RehearsalShown) -> (&'static str, &'static str) {
    match shown.state.as_str() {
        "running" => (t("进行中"), "tag warn"),
        "done" => (t("已完成"), "tag good"),
        "cancelled" => (t("已停止"), "tag"),
        _ => (t("没有完成"), "tag bad"),
    }
}

fn what(shown: &RehearsalShown) -> String {
    let version = shown.version.as_ref().map(|version| fill("改用 {} 版", &[version]));
    let values = shown.parameters.iter().map(|(name, value)| format!("{name} = {value}"));
    let what = version.into_iter().chain(values).collect::<Vec<_>>().join("，");
    if what.is_empty() { t("按当时的版本重放").to_owned() } else { what }
}

/// Rehearsals of a regulation.
#[component]
pub fn Rehearsals(changed: RwSignal<u32>) -> impl IntoView {
    let regulation = route_param("id");
    let all = ApiResource::<Vec<RehearsalShown>>::from_path(move || {
        changed.track();
        format!("/api/rehearsals?regulation={}", regulation())
    });
    view! {
        <section class="sheet"><h2>{t("演练")}</h2>
            {show_resource(all, |all: Vec<RehearsalShown>| {
                if all.is_empty() {
                    return view! { <p class="soft">{t("还没有演练。")}</p> }.into_any();
                }
                let lines = all.into_iter().map(|shown| {
                    let (word, class) = state(&shown);
                    let (address, change) = (format!("/rehearsals/{}", shown.id), what(&shown));
                    let counted = fill("{} 件判定，{} 件会不同", &[&shown.asked, &shown.differing]);
                    let begun = format_moment(&shown.begun);
                    view! { <li><A href=address>{change}</A>" "<span class=class>{word}</span>" "{counted}" "<span class="soft small">{begun}</span></li> }
                });
                view! { <ul class="lines">{lines.collect_view()}</ul> }.into_any()
            })}
        </section>
    }
}

/// One rehearsal.
#[component]
pub fn Rehearsal() -> impl IntoView {
    let id = route_param("id");
    let scope = TaskScope::current();
    let clause = query_param("clause");
    let at = query_param("page");
    let page = move || at.get().parse::<u64>().unwrap_or(0);
    let turn = move |page: u64| at.set(if page == 0 { String::new() } else { page.to_string() });
    let opened = RwSignal::new(None::<u64>);
    let shown = ApiResource::<RehearsalShown>::from_path(move || format!("/api/rehearsals/{}", id()));
    let differences = ApiResource::<Page<DifferenceShown>>::from_path(move || {
        format!("/api/rehearsals/{}/differences?clause={}&page={}", id(), clause.get(), page())
    });
    // As long as it runs, it is looked at again and again.
    Effect::new(move |_| {
        if let Some(Ok(now)) = shown.get()
            && now.state == "running"
        {
            scope.spawn(async move {
                TimeoutFuture::new(700).await;
                shown.refetch();
                differences.refetch();
            });
        }
    });
    let stop = move |_| {
        scope.spawn(async move {
            let _ = api::request::<()>(Method::DELETE, format!("/api/rehearsals/{}", id()), None).await;
            shown.refetch();
        });
    };
    view! {
        <h1>{t("演练结果")}</h1>
        {move || shown.get().map(|answer| match answer {
            Err(problem) => view! { <ProblemAlert problem/> }.into_any(),
            Ok(shown) => {
                let (word, class) = state(&shown);
                let running = shown.state == "running";
                let (title, change) = (shown.title.clone(), what(&shown));
                set_page_title(&format!("{} {title}", t("演练结果")));
                let over = if shown.from.is_empty() {
                    fill("截至 {} 的全部判定，不改动任何记录", &[&shown.to])
                } else {
                    fill("{} 至 {} 的判定，不改动任何记录", &[&shown.from, &shown.to])
                };
                let clauses = shown.clauses.clone().into_iter().map(|ClauseDiffering { clause: id, label, count }| {
                    let pressed = id.clone();
                    view! { <button type="button" aria-pressed=move || (clause.get() == pressed).to_string() on:click=move |_| { turn(0); clause.set(if clause.get_untracked() == id { String::new() } else { id.clone() }) }>{label}" "{count}</button> }
                });
                let aspects = shown.aspects.iter().map(|one| view! { <li>{aspect(&one.aspect)}" "<strong>{one.count}</strong></li> }).collect_view();
                view! {
                    <p><A href=format!("/regulations/{}/versions", shown.regulation)>{title}</A>" · "{change}" "<span class=class>{word}</span></p>
                    <p class="soft small">{over}</p>
                    <section class="sheet" aria-live="polite">
                        <progress max=shown.total.max(1) value=shown.asked aria-label=t("进度")></progress>
                        <p>{fill("共 {} 件判定，已演练 {} 件，用时 {} 秒；会不同 {} 件。", &[&shown.total, &shown.asked, &shown.seconds, &shown.differing])}</p>
                        {shown.problem.clone().map(|problem| view! { <p class="bad">{problem}</p> })}
                        <div class="row">
                            {running.then(|| view! { <button type="button" on:click=stop>{t("停止")}</button> })}
                            <DownloadLink class="button" path=format!("/api/rehearsals/{}/export", shown.id) label=t("导出 CSV").to_owned()/>
                        </div>
                        <ul class="totals" hidden=shown.aspects.is_empty()>{aspects}</ul>
                    </section>
                    <div class="tabs" role="group" aria-label=t("按条款")>{clauses.collect_view()}</div>
                }.into_any()
            }
        })}
        {show_resource(differences, move |found: Page<DifferenceShown>| {
            if found.rows.is_empty() {
                return view! { <p class="soft">{t("没有差别。")}</p> }.into_any();
            }
            let total = found.total;
            let rows = found.rows.into_iter().map(|one| {
                let recording = one.recording;
                let aspects = one.aspects.iter().map(|name| aspect(name)).collect::<Vec<_>>().join("、");
                vec![
                    text_cell(one.on),
                    view! { <button type="button" class="plain" on:click=move |_| opened.set(Some(recording))>{one.title}</button> }.into_any(),
                    text_cell(one.clauses.join("、")),
                    text_cell(aspects),
                    one.matter.map(|matter| view! { <A href=format!("/matters/{matter}")>{t("事项")}</A> }).into_any(),
                ]
            });
            let heads = vec![t("日期"), t("事项"), t("条款"), t("方面"), t("查看")];
            let table = card_table("", heads, false, rows.collect());
            view! {
                {table}
                <p class="row">
                    <button type="button" disabled=move || page() == 0 on:click=move |_| turn(page().saturating_sub(1))>{t("上一页")}</button>
                    <span>{move || fill("第 {} 页，共 {} 件", &[&(page() + 1), &total])}</span>
                    <button type="button" disabled={move || (page() + 1) * 50 >= total} on:click=move |_| turn(page() + 1)>{t("下一页")}</button>
                </p>
            }.into_any()
        })}
        {move || opened.get().map(|recording| view! { <Sides rehearsal=id() recording close=Callback::new(move |()| opened.set(None))/> })}
    }
}

/// Both answers to one question.
#[component]
fn Sides(rehearsal: String, recording: u64, close: Callback<()>) -> impl IntoView {
    let both = ApiResource::<DifferenceOpened>::from_path(move || {
        format!("/api/rehearsals/{rehearsal}/differences/{recording}")
    });
    view! {
        <ModalDialog label=t("两种判定对照") close>
            {show_resource(both, |both: DifferenceOpened| view! {
                <h2>{both.title}</h2>
                {both.aspects.into_iter().map(|one| {
                    let side = |line: Option<String>, gone: bool| line.map(|line| line_of(line, false, gone)).into_any();
                    let rows = one.lines.into_iter().map(|(before, after)| vec![side(before, true), side(after, false)]);
                    let table = card_table("sides", vec![t("当时"), t("演练")], false, rows.collect());
                    let same = fill("另有 {} 项相同", &[&one.same]);
                    view! { <h3>{aspect(&one.aspect)}</h3>{table}<p class="soft small" hidden=one.same == 0>{same}</p> }
                }).collect_view()}
            })}
        </ModalDialog>
    }
}
