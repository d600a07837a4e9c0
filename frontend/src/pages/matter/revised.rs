//! What the last correction changed, before and now side by side: for whoever decides on it again.

use crate::words::t;
use guiju_api::Revised as Field;
use leptos::prelude::*;

/// A line for each field that differs.
#[component]
pub fn Revised(revised: Vec<Field>) -> impl IntoView {
    let empty = revised.is_empty();
    let line =
        |field: Field| view! { <tr><th scope="row">{field.label}</th><td>{field.before}</td><td>{field.now}</td></tr> };
    view! {
        <section class="sheet noprint" hidden=empty>
            <h2>{t("修改前后对照")}</h2>
            <table>
                <thead><tr><th scope="col">{t("项目")}</th><th scope="col">{t("修改前")}</th><th scope="col">{t("现在")}</th></tr></thead>
                <tbody>{revised.into_iter().map(line).collect_view()}</tbody>
            </table>
        </section>
    }
}
