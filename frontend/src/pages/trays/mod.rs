//! 待办、待阅、我发起的、已办: lists of matters, each line a sentence.

mod several;

use super::matter::onward::within;
use crate::{
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, t},
    state::{
        page_title::set_page_title,
        query::{query_map, route_param},
        resource::ApiResource,
    },
    util::format::format_moment,
};
use guiju_api::{Line, Page};
use leptos::prelude::*;
use leptos_router::components::A;
use several::Several;

/// Lines of a page.
const PAGE: u64 = 50;

/// The trays as tabs.
#[component]
pub fn Trays() -> impl IntoView {
    let tray = route_param("tray");
    let query = query_map();
    let offset = move || query.read().get("offset").and_then(|offset| offset.parse::<u64>().ok()).unwrap_or(0);
    let (which, here) = (route_param("tray"), route_param("tray"));
    let lines = ApiResource::<Page<Line>>::from_path(move || format!("/api/trays/{}?offset={}", tray(), offset()));
    let again = Callback::new(move |()| lines.refetch());
    let tabs = [
        ("decide", t("待办")),
        ("read", t("待阅")),
        ("soon", t("即将超时")),
        ("overdue", t("已超时")),
        ("mine", t("我发起的")),
        ("done", t("已办")),
    ];
    let here_is = here();
    let label = tabs.iter().find(|(name, _)| *name == here_is).map_or(t("我的事项"), |(_, label)| *label);
    set_page_title(label);
    view! {
        <h1>{label}</h1>
        <div class="tabs" role="group" aria-label=t("我的事项")>
            {tabs.map(|(name, label)| view! { <A href=format!("/trays/{name}") attr:class="button">{t(label)}</A> }).collect_view()}
        </div>
        {(which() == "mine").then(|| view! { <super::drafts::Drafts only=None/> })}
        <section class="sheet">{show_resource(lines, move |page: Page<Line>| {
            let (total, offset, tray) = (page.total, offset(), here());
            let address = move |offset: u64| format!("/trays/{tray}?offset={offset}");
            view! {
                {if which() == "decide" && !page.rows.is_empty() {
                    view! { <Several page again/> }.into_any()
                } else {
                    view! { <Lines page tray=which()/> }.into_any()
                }}
                <p class="row">
                    {(offset > 0).then(|| view! { <A href=address(offset.saturating_sub(PAGE)) attr:class="button">{t("上一页")}</A> })}
                    {(offset + PAGE < total).then(|| view! { <A href=address(offset + PAGE) attr:class="button">{t("下一页")}</A> })}
                </p>
            }
        })}</section>
    }
}

/// Lines of a tray.
#[component]
pub fn Lines(
    /// The lines.
    page: Page<Line>,
    /// The tray.
    tray: String,
) -> impl IntoView {
    if page.rows.is_empty() {
        return view! { <p class="soft">{t("这里现在没有事项。")}</p> }.into_any();
    }
    let total = page.total;
    let line = move |line| view! { <li>{sentence(line, &tray)}</li> };
    view! {
        <ul class="lines">{page.rows.into_iter().map(line).collect_view()}</ul>
        <p class="soft small">{t("共 ")}{total}{t(" 件")}</p>
    }
    .into_any()
}

/// A line as one reads it: who asks for what, until when or how it ended, then where it is and since when.
fn sentence(line: Line, tray: &str) -> impl IntoView + use<> {
    let due = line.due.as_ref().map(|due| fill("{} 前", &[&format_moment(due)]));
    let (sign, said, class) = match (line.urgency.as_str(), line.status.as_str()) {
        ("overdue", _) => (Some(drawing::LuTriangleAlert), t("已超时").to_owned(), "when bad"),
        ("soon", _) => (Some(drawing::LuClock), due.unwrap_or_else(|| t("今天到期").to_owned()), "when warn"),
        (_, "completed") => (Some(drawing::LuCheck), t("已办结").to_owned(), "when good"),
        (_, "refused") => (Some(drawing::LuX), t("不同意").to_owned(), "when bad"),
        (_, "returned") => (Some(drawing::LuUndo2), t("退回修改").to_owned(), "when warn"),
        (_, "withdrawn") => (None, t("已撤回").to_owned(), "when"),
        _ => (None, due.unwrap_or_default(), "when"),
    };
    let with = (!line.with.is_empty()).then(|| fill("现由{}办理", &[&line.with]));
    let step = (!line.step.is_empty()).then_some(line.step);
    let arrived = fill("{} 送到", &[&format_moment(&line.at)]);
    let about =
        [Some(line.department), step, with, Some(arrived)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <A href=within(line.matter, tray) attr:class="line-of">
            <span class="what"><strong>{line.applicant}</strong>" "{line.title}"："{line.summary}</span>
            <span class=class>{sign.map(|sign| icon(sign.data))}{said}</span>
            <span class="soft small">{about}</span>
        </A>
    }
}
