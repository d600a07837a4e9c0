//! Two versions side by side.

use crate::{
    api,
    words::{fill, t},
};
use guiju_api::{Alteration, Chapter, Comparison};
use leptos::prelude::*;

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
    let comparison = api::fetch::<Comparison>(move || format!("/api/packages/{digest}/comparison"));
    view! {
        <section class="sheet" id="comparison"><h2>{t("版本对照")}</h2>
            {api::shown(comparison, |shown: Comparison| {
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
        let (before, after) = (change.before.clone(), change.after.clone());
        let old = change.before.into_iter().map(|line| {
            let kept = after.contains(&line);
            if kept { view! { <p>{line}</p> }.into_any() } else { view! { <p><del>{line}</del></p> }.into_any() }
        });
        let new = change.after.into_iter().map(|line| {
            let kept = before.contains(&line);
            if kept { view! { <p>{line}</p> }.into_any() } else { view! { <p><ins>{line}</ins></p> }.into_any() }
        });
        view! {
            <tr>
                <th scope="row">{change.what}" "<span class=class>{word}</span></th>
                <td data-label=t("现行")>{old.collect_view()}</td>
                <td data-label=t("新版")>{new.collect_view()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h3>{chapter(&one.kind)}</h3>
        <table class="list cards sides"><thead><tr><th scope="col">{t("内容")}</th><th scope="col">{t("现行")}</th><th scope="col">{t("新版")}</th></tr></thead><tbody>{rows}</tbody></table>
    }
}
