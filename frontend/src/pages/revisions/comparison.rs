//! Two versions side by side.

use crate::{
    components::{card::card_table, resource::show_resource},
    i18n::{fill, t},
    state::resource::ApiResource,
};
use guiju_api::{Alteration, Chapter, Comparison};
use leptos::prelude::*;

/// An answer of more lines is shown by what differs in it.
const LONG: usize = 8;

fn chapter(kind: &str) -> &'static str {
    match kind {
        "clauses" => t("条文"),
        "parameters" => t("参数"),
        "forms" => t("表单"),
        "duties" => t("考核与义务"),
        "roles" => t("角色"),
        "views" => t("登记簿与公示"),
        _ => t("示例的办理"),
    }
}

/// A package beside the one in force.
#[component]
pub fn Compared(digest: String) -> impl IntoView {
    let comparison = ApiResource::<Comparison>::from_path(move || format!("/api/packages/{digest}/comparison"));
    view! {
        <section class="sheet" id="comparison"><h2>{t("版本对照")}</h2>
            {show_resource(comparison, |shown: Comparison| {
                let none = shown.chapters.is_empty();
                let consequences = shown.consequences.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
                view! {
                    <p>{fill("现行 {} 版 → {} 版", &[&shown.before.0, &shown.after.0])}</p>
                    <ul class="message" hidden=move || none>{consequences}</ul>
                    <p hidden=!none>{t("两个版本没有差别。")}</p>
                    {shown.chapters.into_iter().map(|one| view! { <Part one/> }).collect_view()}
                }
            })}
        </section>
    }
}

#[component]
fn Part(one: Chapter) -> impl IntoView {
    let rows = one.changes.into_iter().map(|change: Alteration| {
        let (word, class) = match change.kind.as_str() {
            "added" => (t("新增"), "tag good"),
            "removed" => (t("删去"), "tag bad"),
            _ => (t("改动"), "tag warn"),
        };
        let what = view! { {change.what.clone()}" "<span class=class>{word}</span> };
        let side = |own: &[String], other: &[String], gone: bool| {
            // Of a long answer only what differs is of use.
            let long = own.len() > LONG;
            let shown = own.iter().filter(|line| !long || !other.contains(line));
            let mut shown = shown.map(|line| line_of(line.clone(), other.contains(line), gone)).collect::<Vec<_>>();
            let same = own.iter().filter(|line| long && other.contains(line)).count();
            if same > 0 {
                shown.push(view! { <p class="soft small">{fill("另有 {} 项相同", &[&same])}</p> }.into_any());
            }
            shown.into_any()
        };
        vec![what.into_any(), side(&change.before, &change.after, true), side(&change.after, &change.before, false)]
    });
    let table = card_table("sides", vec![t("内容"), t("现行"), t("新版")], true, rows.collect());
    view! { <h3>{chapter(&one.kind)}</h3>{table} }
}

/// A line of one side: on both, gone, or new.
pub fn line_of(line: String, both: bool, gone: bool) -> AnyView {
    match (both, gone) {
        (true, _) => view! { <p>{line}</p> }.into_any(),
        (false, true) => view! { <p><del>{line}</del></p> }.into_any(),
        (false, false) => view! { <p><ins>{line}</ins></p> }.into_any(),
    }
}
