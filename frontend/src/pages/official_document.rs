//! The page of an official document of a matter, laid out for A4.

use crate::{
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::{page_title::set_page_title, query::route_param, resource::ApiResource},
    util::dom::print_page,
};
use guiju_api::{DocumentShown, Paragraph};
use leptos::prelude::*;
use leptos_router::components::A;

/// The page of an official document.
#[component]
pub fn OfficialDocument() -> impl IntoView {
    let (id, letter) = (route_param("id"), route_param("letter"));
    let shown = ApiResource::<DocumentShown>::from_path(move || format!("/api/matters/{}/letters/{}", id(), letter()));
    view! {
        <p class="row noprint">
            <A href=move || format!("/matters/{}", id()) attr:class="button">{t(text::official_document::BACK_MATTER)}</A>
            <button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button>
        </p>
        {show_resource(shown, |letter: DocumentShown| view! { <DocumentView letter/> })}
    }
}

/// The document from its head to its footer.
#[component]
fn DocumentView(letter: DocumentShown) -> impl IntoView {
    let signers =
        (!letter.signers.is_empty()).then(|| fill(text::official_document::SIGNED, &[&letter.signers.join("　")]));
    let numbered = if signers.is_some() { "row number upward" } else { "row number" };
    let enclosed = letter.enclosed.iter().enumerate().map(|(index, name)| {
        let alone = letter.enclosed.len() == 1;
        let name = if alone { name.clone() } else { format!("{}. {name}", index + 1) };
        view! { <p class="enclosed">{if index == 0 { t(text::official_document::ENCLOSED) } else { "　　　" }}{name}</p> }
    });
    let enclosed = enclosed.collect_view();
    let listed = letter
        .listed
        .iter()
        .map(|(label, text)| view! { <p><span class="hei">{label.clone()}"："</span>{text.clone()}</p> });
    let listed = listed.collect_view();
    let day = letter.day.clone().unwrap_or_else(|| t(text::official_document::BLANK_DATE).to_owned());
    let issued = letter.day.as_ref().map(|day| fill(text::official_document::ISSUED, &[&day]));
    set_page_title(if letter.heading.is_empty() { &letter.head } else { &letter.heading });
    // A document without a heading has its head as the page's heading.
    let head = if letter.heading.is_empty() {
        view! { <h1 class="head">{letter.head}</h1> }.into_any()
    } else {
        view! { <p class="head">{letter.head}</p> }.into_any()
    };
    view! {
        <article class="letter">
            {head}
            <p class=numbered><span>{letter.number}</span>{signers.map(|signers| view! { <span>{signers}</span> })}</p>
            <hr/>
            {(!letter.heading.is_empty()).then(|| view! { <h1>{letter.heading}</h1> })}
            <p class="draft" hidden=!letter.draft>{t(text::official_document::DRAFT_NOT_SIGNED_YET)}</p>
            {letter.to.map(|to| view! { <p class="to">{to}"："</p> })}
            {letter.body.into_iter().map(paragraph).collect_view()}
            {enclosed}
            {if letter.sealed {
                view! { <div class="seal"><p>{letter.office.clone()}</p><p>{day}</p></div> }.into_any()
            } else {
                listed.into_any()
            }}
            <footer>
                {letter.copied.map(|copied| view! { <p>{fill(text::official_document::COPIES, &[&copied])}</p> })}
                <p class="row issued"><span>{letter.office}</span><span>{issued}</span></p>
            </footer>
        </article>
    }
}

/// A paragraph with the type of its level.
fn paragraph(paragraph: Paragraph) -> impl IntoView {
    let class = match paragraph.level {
        1 => "hei",
        2 => "kai",
        _ => "",
    };
    view! { <p class=class>{paragraph.text}</p> }
}
