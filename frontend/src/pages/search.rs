//! The search box and the page of search results.

use crate::{
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::{page_title::set_page_title, query::query_map, resource::ApiResource},
};
use guiju_api::Found;
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    components::A,
    hooks::{use_location, use_navigate},
};

/// The search box of the top bar or of the results page.
#[component]
pub fn SearchBox(
    /// The present query.
    #[prop(optional)]
    text: String,
    /// Whether it is the box of the results page.
    #[prop(optional)]
    on_page: bool,
) -> impl IntoView {
    let wanted = RwSignal::new(text);
    if !on_page {
        // The box of the top bar follows the address, also after going back.
        let place = use_location();
        Effect::new(move |_| {
            let text = if place.pathname.get() == "/search" { place.query.get().get("q") } else { None };
            wanted.set(text.unwrap_or_default());
        });
    }
    let (id, class) = if on_page { ("sought", "search here") } else { ("search", "search") };
    let navigate = use_navigate();
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let text = js_sys::encode_uri_component(wanted.get_untracked().trim());
        navigate(&format!("/search?q={text}"), leptos_router::NavigateOptions::default());
    };
    view! {
        <form class=class role=(!on_page).then_some("search") on:submit=go>
            <label for=id class="visually-hidden">{t(text::common::SEARCH)}</label>
            {icon(drawing::LuSearch.data)}
            <input id=id type="search" placeholder=t(text::search::SEARCH_MATTERS_PUBLICATIONS_CLAUSES) prop:value=wanted on:input=move |e| wanted.set(event_target_value(&e))/>
        </form>
    }
}

/// The page of search results, by kind.
#[component]
pub fn Search() -> impl IntoView {
    let query = query_map();
    let text = move || query.read().get("q").unwrap_or_default();
    let found = ApiResource::<Vec<Found>>::from_path(move || {
        format!("/api/search?q={}", js_sys::encode_uri_component(&text()))
    });
    let heading = move || match text() {
        nothing if nothing.is_empty() => t(text::common::SEARCH).to_owned(),
        text => fill(text::common::LABEL_AND_VALUE, &[&t(text::common::SEARCH), &text]),
    };
    Effect::new(move |_| set_page_title(&heading()));
    let kinds = [
        ("form", t(text::search::THINGS_FILE)),
        ("matter", t(text::common::MATTERS)),
        ("publication", t(text::common::BOARDS)),
        ("clause", t(text::common::CLAUSES)),
    ];
    view! {
        <h1>{heading}</h1>
        {move || view! { <SearchBox text=text() on_page=true/> }}
        {show_resource(found, move |found: Vec<Found>| {
            let empty = found.is_empty() && !text().is_empty();
            let group = |(kind, label): (&'static str, &'static str)| {
                let lines = found.iter().filter(|found| found.kind == kind).cloned().collect::<Vec<_>>();
                (!lines.is_empty()).then(|| view! {
                    <section class="sheet"><h2>{label}" "{lines.len()}</h2><ul class="lines">
                        {lines.into_iter().map(|found| view! { <li><A href=found.address>{found.title}</A><div class="soft small">{found.place}</div></li> }).collect_view()}
                    </ul></section>
                })
            };
            let bounds = found.iter().filter(|found| found.kind == "bound").map(|found| view! { <p class="sheet soft">{found.title.clone()}</p> }).collect_view();
            view! {
                {kinds.map(group)}{bounds}
                <p class="sheet soft" hidden=!empty>{t(text::search::NOTHING_FOUND_TRY_ANOTHER_WORD)}</p>
            }
        })}
    }
}
