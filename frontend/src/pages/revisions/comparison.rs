//! The comparison of a package with the version in force.

use crate::{
    components::{card::card_table, resource::show_resource},
    i18n::{fill, t},
    state::resource::ApiResource,
};
use guiju_api::{Alteration, Chapter, Comparison};
use leptos::prelude::*;

/// Of an answer with more lines, only those that differ are shown.
const LONG: usize = 8;

/// Title of a chapter.
fn chapter_title(kind: &str) -> &'static str {
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

/// A package beside the version in force, chapter by chapter.
#[component]
pub fn VersionComparison(digest: String) -> impl IntoView {
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
                    {shown.chapters.into_iter().map(|one| view! { <ComparisonChapter one/> }).collect_view()}
                }
            })}
        </section>
    }
}

/// A chapter of the comparison.
#[component]
fn ComparisonChapter(one: Chapter) -> impl IntoView {
    let rows = one.changes.into_iter().map(|change: Alteration| {
        let (word, class) = match change.kind.as_str() {
            "added" => (t("新增"), "tag good"),
            "removed" => (t("删去"), "tag bad"),
            _ => (t("改动"), "tag warn"),
        };
        let what = view! { {change.what.clone()}" "<span class=class>{word}</span> };
        let side = |own: &[String], other: &[String], gone: bool| {
            let long = own.len() > LONG;
            let shown = own.iter().filter(|line| !long || !other.contains(line));
            let mut shown =
                shown.map(|line| compared_line(line.clone(), other.contains(line), gone)).collect::<Vec<_>>();
            let same = own.iter().filter(|line| long && other.contains(line)).count();
            if same > 0 {
                shown.push(view! { <p class="soft small">{fill("另有 {} 项相同", &[&same])}</p> }.into_any());
            }
            shown.into_any()
        };
        vec![what.into_any(), side(&change.before, &change.after, true), side(&change.after, &change.before, false)]
    });
    let table = card_table("sides", vec![t("内容"), t("现行"), t("新版")], true, rows.collect());
    view! { <h3>{chapter_title(&one.kind)}</h3>{table} }
}

/// A line of one side: unchanged if both sides have it, else marked as removed or added.
pub fn compared_line(line: String, both: bool, removed: bool) -> AnyView {
    match (both, removed) {
        (true, _) => view! { <p>{line}</p> }.into_any(),
        (false, true) => view! { <p><del>{line}</del></p> }.into_any(),
        (false, false) => view! { <p><ins>{line}</ins></p> }.into_any(),
    }
}
