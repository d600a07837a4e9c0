//! What stands in the form's place once it is filed: its number, who is next and until when, the print, and another one.

use super::super::matter::Printable;
use crate::{
    components::resource::show_resource,
    i18n::{fill, t},
    state::{page_title::set_page_title, query::query_map, resource::ApiResource},
    util::{dom::print_page, format::format_moment},
};
use guiju_api::{Filed, MatterShown, Station};
use leptos::{html::H1, prelude::*};
use leptos_router::components::A;

/// What was filed and what happens next.
#[component]
pub fn Receipt(filed: Filed, title: String, another: Callback<()>) -> impl IntoView {
    let matter = ApiResource::<MatterShown>::from_path(move || format!("/api/matters/{}", filed.id));
    let heading = NodeRef::<H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    set_page_title(&fill("{} 已提交", &[&title]));
    view! {
        <section class="sheet receipt noprint">
            <h1 tabindex="-1" node_ref=heading>{title}" "<span class="tag good">{filed.next}</span></h1>
            {filed.number.map(|number| view! { <p class="number">{fill("编号 {}", &[&number])}</p> })}
            {show_resource(matter, |matter: MatterShown| view! {
                <p>{matter.summary.clone()}</p>
                {next(&matter)}
            })}
            <div class="row">
                <A href=format!("/matters/{}", filed.id) attr:class="button">{t("查看办理情况")}</A>
                <button type="button" on:click=|_| print_page()>{t("打印")}</button>
                <button type="button" on:click=move |_| another.run(())>{t("再填一份")}</button>
                {back()}
                <A href="/" attr:class="button">{t("回首页")}</A>
            </div>
        </section>
        <div class="paperonly">{move || matter.value().map(|matter| view! { <Printable matter/> })}</div>
    }
}

/// The way back to the form from which one came to file this first.
fn back() -> Option<AnyView> {
    let back = query_map().read_untracked().get("back")?;
    // Only to a page of the portal.
    let inside = back.starts_with("/start/") || back.starts_with("/matters/");
    inside.then(|| view! { <A href=back attr:class="button primary">{t("回到刚才填的表单")}</A> }.into_any())
}

/// Who is next, and until when.
pub fn next(matter: &MatterShown) -> AnyView {
    let open = |station: &&Station| station.state == "current";
    let stations = matter.stations.iter().filter(open).map(|station| {
        let waited = station.acts.iter().filter(|act| act.state == "open").map(|act| act.person.clone());
        let waited = waited.collect::<Vec<_>>();
        let people = if waited.is_empty() { station.people.clone() } else { waited };
        let due = station.due.as_ref().map(|due| fill("，{} 前", &[&format_moment(due)]));
        view! { <li><strong>{people.join("、")}</strong>"（"{station.title.clone()}"）"{due}</li> }
    });
    let stations = stations.collect::<Vec<_>>();
    if stations.is_empty() {
        return view! { <p>{t("不需要再办理，已经登记。")}</p> }.into_any();
    }
    view! { <h2>{t("下一步")}</h2><ul class="lines">{stations}</ul><p class="soft small">{t("办理有结果会通知您；没有人办理之前可以撤回。")}</p> }
        .into_any()
}
