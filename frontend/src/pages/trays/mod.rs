//! The page of the reader's trays: matters to decide, to read, due soon, overdue, filed, and decided.

mod batch_approval;
pub mod lines;

use crate::{
    components::resource::show_resource,
    i18n::{t, text},
    pages::trays::lines::TrayLines,
    state::{
        page_title::set_page_title,
        query::{query_map, route_param},
        resource::ApiResource,
    },
};
use batch_approval::BatchApproval;
use guiju_api::{InboxItem, Page};
use leptos::prelude::*;
use leptos_router::components::A;

/// Lines of a page of the tray.
const PAGE: u64 = 50;

/// The page of a tray, with the trays as tabs.
#[component]
pub fn Trays() -> impl IntoView {
    let tray = route_param("tray");
    let query = query_map();
    let offset = move || query.read().get("offset").and_then(|offset| offset.parse::<u64>().ok()).unwrap_or(0);
    let (which, here) = (route_param("tray"), route_param("tray"));
    let lines = ApiResource::<Page<InboxItem>>::from_path(move || format!("/api/trays/{}?offset={}", tray(), offset()));
    let reload = Callback::new(move |()| lines.refetch());
    let tabs = [
        ("decide", t(text::common::DECIDE)),
        ("read", t(text::common::READ)),
        ("soon", t(text::common::DUE_SOON)),
        ("overdue", t(text::common::OVERDUE)),
        ("mine", t(text::common::FILED_ME)),
        ("done", t(text::common::DECIDED)),
    ];
    let here_is = here();
    let label = tabs.iter().find(|(name, _)| *name == here_is).map_or(t(text::common::MY_MATTERS), |(_, label)| *label);
    set_page_title(label);
    view! {
        <h1>{label}</h1>
        <div class="tabs" role="group" aria-label=t(text::common::MY_MATTERS)>
            {tabs.map(|(name, label)| view! { <A href=format!("/trays/{name}") attr:class="button">{label}</A> }).collect_view()}
        </div>
        {(which() == "mine").then(|| view! { <super::drafts::Drafts only=None/> })}
        <section class="sheet">{show_resource(lines, move |page: Page<InboxItem>| {
            let (total, offset, tray) = (page.total, offset(), here());
            let address = move |offset: u64| format!("/trays/{tray}?offset={offset}");
            view! {
                {if which() == "decide" && !page.rows.is_empty() {
                    view! { <BatchApproval page reload/> }.into_any()
                } else {
                    view! { <TrayLines page tray=which()/> }.into_any()
                }}
                <p class="row">
                    {(offset > 0).then(|| view! { <A href=address(offset.saturating_sub(PAGE)) attr:class="button">{t(text::common::PREVIOUS_PAGE)}</A> })}
                    {(offset + PAGE < total).then(|| view! { <A href=address(offset + PAGE) attr:class="button">{t(text::common::NEXT_PAGE)}</A> })}
                </p>
            }
        })}</section>
    }
}
