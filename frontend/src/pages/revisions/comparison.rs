//! The comparison of a package with the version in force.

use crate::{
    components::{card::card_table, resource::show_resource},
    i18n::{fill, t, text},
    state::resource::ApiResource,
};
use guiju_api::{Alteration, Chapter, Comparison};
use leptos::prelude::*;

/// Of an answer with more lines, only those that differ are shown.
const LONG: usize = 8;

/// Title of a chapter of the comparison: text, numbers, forms …
fn chapter_title(kind: &str) -> &'static str {
    match kind {
        "clauses" => t(text::common::CLAUSES),
        "parameters" => t(text::revision::NUMBERS),
        "forms" => t(text::common::FORMS),
        "duties" => t(text::revision::JUDGEMENTS_DUTIES),
        "roles" => t(text::revision::ROLES),
        "views" => t(text::revision::REGISTERS_BOARDS),
        _ => t(text::revision::HOW_EXAMPLES_HANDLED),
    }
}

/// A package beside the version in force, chapter by chapter.
#[component]
pub fn VersionComparison(digest: String) -> impl IntoView {
    let comparison = ApiResource::<Comparison>::from_path(move || format!("/api/packages/{digest}/comparison"));
    view! {
        <section class="sheet" id="comparison"><h2>{t(text::revision::COMPARISON)}</h2>
            {show_resource(comparison, |shown: Comparison| {
                let none = shown.chapters.is_empty();
                let consequences = shown.consequences.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
                view! {
                    <p>{fill(text::revision::FROM_VERSION_TO_VERSION, &[&shown.before.0, &shown.after.0])}</p>
                    <ul class="message" hidden=move || none>{consequences}</ul>
                    <p hidden=!none>{t(text::revision::TWO_VERSIONS_NO_DIFFERENCE)}</p>
                    {shown.chapters.into_iter().map(|one| view! { <ComparisonChapter one/> }).collect_view()}
                }
            })}
        </section>
    }
}

/// One subject in which two packages are compared, with its differences side by side.
#[component]
fn ComparisonChapter(one: Chapter) -> impl IntoView {
    let rows = one.changes.into_iter().map(|change: Alteration| {
        let (word, class) = match change.kind.as_str() {
            "added" => (t(text::revision::ADDED), "tag good"),
            "removed" => (t(text::common::REMOVE), "tag bad"),
            _ => (t(text::revision::CHANGED), "tag warn"),
        };
        let what = view! { {change.what.clone()}" "<span class=class>{word}</span> };
        let side = |own: &[String], other: &[String], gone: bool| {
            let long = own.len() > LONG;
            let shown = own.iter().filter(|line| !long || !other.contains(line));
            let mut shown =
                shown.map(|line| compared_line(line.clone(), other.contains(line), gone)).collect::<Vec<_>>();
            let same = own.iter().filter(|line| long && other.contains(line)).count();
            if same > 0 {
                shown.push(view! { <p class="soft small">{fill(text::revision::MORE_SAME, &[&same])}</p> }.into_any());
            }
            shown.into_any()
        };
        vec![what.into_any(), side(&change.before, &change.after, true), side(&change.after, &change.before, false)]
    });
    let table = card_table(
        "sides",
        vec![t(text::revision::WHAT), t(text::revision::PRESENT_VERSION), t(text::revision::NEW)],
        true,
        rows.collect(),
    );
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
