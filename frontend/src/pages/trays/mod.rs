//! 待办、待阅、我发起的、已办: lists of matters, each line a sentence.

mod several;

use super::{matter::onward::within, moment};
use crate::{
    api,
    words::{fill, t},
};
use guiju_api::{Line, Page};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use several::Several;

/// Lines of a page.
const PAGE: u64 = 50;

/// The trays as tabs.
#[component]
pub fn Trays() -> impl IntoView {
    let tray = super::parameter("tray");
    let query = use_query_map();
    let offset = move || query.read().get("offset").and_then(|offset| offset.parse::<u64>().ok()).unwrap_or(0);
    let (which, here) = (super::parameter("tray"), super::parameter("tray"));
    let lines = api::fetch::<Page<Line>>(move || format!("/api/trays/{}?offset={}", tray(), offset()));
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
    let label = tabs.iter().find(|(name, _)| *name == here_is).map_or(t("我的事项"), |(_, label)| label);
    crate::title::titled(label);
    view! {
        <h1>{t("我的事项")}</h1>
        <div class="tabs">
            {tabs.map(|(name, label)| view! { <A href=format!("/trays/{name}") attr:class="button">{t(label)}</A> }).collect_view()}
        </div>
        {(which() == "mine").then(|| view! { <super::drafts::Drafts only=None/> })}
        <section class="sheet">{api::shown(lines, move |page: Page<Line>| {
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
    view! {
        <ul class="lines">{page.rows.into_iter().map(|line| view! { <li>{sentence(line, &tray)}</li> }).collect_view()}</ul>
        <p class="soft small">{t("共 ")}{total}{t(" 件")}</p>
    }
    .into_any()
}

/// A line as one reads it: who asks for what, how urgent it is, when it came and until when.
fn sentence(line: Line, tray: &str) -> impl IntoView + use<> {
    let (sign, class) = match (line.urgency.as_str(), line.status.as_str()) {
        ("overdue", _) => (t("已超时"), "tag bad"),
        ("soon", _) => (t("今天到期"), "tag warn"),
        (_, "completed") => (t("已办结"), "tag good"),
        (_, "refused") => (t("不同意"), "tag bad"),
        (_, "returned") => (t("退回修改"), "tag warn"),
        (_, "withdrawn") => (t("已撤回"), "tag"),
        _ => ("", ""),
    };
    let due = line.due.as_ref().map(|due| fill("{} 前", &[&moment(due)]));
    view! {
        <A href=within(line.matter, tray)>{line.applicant}"（"{line.department}"） "{line.title}"："{line.summary}</A>
        " "<span class=class hidden=sign.is_empty()>{sign}</span>
        <div class="soft small">
            {moment(&line.at)}
            {(!line.step.is_empty()).then(|| format!(" · {}", line.step))}
            {due.map(|due| format!(" · {due}"))}
            {(!line.with.is_empty()).then(|| fill(" · 现由{}办理", &[&line.with]))}
        </div>
    }
}
