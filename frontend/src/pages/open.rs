//! What is under way, by how near its due date is.

use crate::{
    components::{
        card::{card_table, text_cell},
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, t},
    state::{query::query_param, resource::ApiResource},
    util::{dom::print_page, format::format_moment},
};
use guiju_api::OpenShown;
use leptos::prelude::*;
use leptos_router::components::A;

/// A lamp's word and colour.
fn lamp(name: &str) -> (&'static str, &'static str) {
    match name {
        "overdue" => (t("红 · 已超时"), "tag bad"),
        "near" => (t("黄 · 临近"), "tag warn"),
        "well" => (t("绿 · 正常"), "tag good"),
        _ => (t("未定期限"), "tag"),
    }
}

/// So many stations are told at most.
const MOST: usize = 500;

/// The page.
#[component]
pub fn Open() -> impl IntoView {
    let all = ApiResource::<Vec<OpenShown>>::from_path(|| "/api/open".to_owned());
    let wanted = query_param("lamp");
    view! {
        <h1>{t("在办")}</h1>
        {show_resource(all, move |all: Vec<OpenShown>| {
            let few = all.len() < MOST;
            let count = |name: &str| all.iter().filter(|line| name.is_empty() || line.lamp == name).count();
            let button = |name: &'static str, word: &'static str| {
                let label = format!("{word} {}", count(name));
                view! { <button type="button" aria-pressed=move || (wanted.get() == name).to_string() on:click=move |_| wanted.set(name.to_owned())>{label}</button> }
            };
            view! {
                <div class="tabs noprint" role="group" aria-label=t("按期限")>
                    {button("", t("全部"))}{button("overdue", lamp("overdue").0)}{button("near", lamp("near").0)}{button("well", lamp("well").0)}
                    <button type="button" class="plain" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t("打印")}</button>
                </div>
                <p class="sheet soft" hidden=few>{fill("只列出最先到期的 {} 个环节", &[&MOST])}</p>
                {move || lines(all.iter().filter(|line| wanted.get().is_empty() || line.lamp == wanted.get()))}
            }
        })}
    }
}

fn lines<'l>(lines: impl Iterator<Item = &'l OpenShown>) -> AnyView {
    let rows = lines
        .map(|line| {
            let (word, class) = lamp(&line.lamp);
            let (address, summary) = (format!("/matters/{}", line.matter), line.summary.clone());
            let due = line.due.as_deref().map_or_else(|| "—".to_owned(), format_moment);
            vec![
                view! { <span class=class>{word}</span> }.into_any(),
                view! { <A href=address>{summary}</A> }.into_any(),
                text_cell(line.department.clone()),
                text_cell(fill("{}（{}）", &[&line.station, &line.holders.join("、")])),
                text_cell(due),
                text_cell(fill("{} 天", &[&line.days])),
            ]
        })
        .collect::<Vec<_>>();
    if rows.is_empty() {
        return view! { <p class="soft">{t("没有这样的在办事项。")}</p> }.into_any();
    }
    card_table("", vec![t("期限"), t("事项"), t("部门"), t("现在环节"), t("应办完"), t("已用")], false, rows)
}
