//! The receipt of a filed form: its number, the next steps, printing, and filing another one.

use super::super::matter::Printable;
use crate::{
    components::resource::show_resource,
    i18n::{fill, t, text},
    pages::matter::next_step::next_steps,
    state::{page_title::set_page_title, query::query_map, resource::ApiResource},
    util::dom::print_page,
};
use guiju_api::{Filed, MatterShown};
use leptos::{html::H1, prelude::*};
use leptos_router::components::A;

/// The receipt; the heading takes the focus.
#[component]
pub fn Receipt(filed: Filed, title: String, reopen: Callback<()>) -> impl IntoView {
    let matter = ApiResource::<MatterShown>::from_path(move || format!("/api/matters/{}", filed.id));
    let heading = NodeRef::<H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    set_page_title(&fill(text::form::FILED, &[&title]));
    view! {
        <section class="sheet receipt noprint">
            <h1 tabindex="-1" node_ref=heading>{title}" "<span class="tag good">{filed.next}</span></h1>
            {filed.number.map(|number| view! { <p class="number">{fill(text::form::NUMBER, &[&number])}</p> })}
            {show_resource(matter, |matter: MatterShown| view! {
                <p>{matter.summary.clone()}</p>
                {next_steps(&matter)}
            })}
            <div class="row">
                <A href=format!("/matters/{}", filed.id) attr:class="button">{t(text::form::SEE_HOW_GOES)}</A>
                <button type="button" on:click=|_| print_page()>{t(text::common::PRINT)}</button>
                <button type="button" on:click=move |_| reopen.run(())>{t(text::form::FILE_ANOTHER)}</button>
                {return_link()}
                <A href="/" attr:class="button">{t(text::common::GO_HOME)}</A>
            </div>
        </section>
        <div class="paperonly">{move || matter.value().map(|matter| view! { <Printable matter/> })}</div>
    }
}

/// A link back to the form from which the reader came to file this one first.
fn return_link() -> Option<AnyView> {
    let back = query_map().read_untracked().get("back")?;
    // Only addresses of the portal are accepted.
    let inside = back.starts_with("/start/") || back.starts_with("/matters/");
    inside.then(|| {
        view! { <A href=back attr:class="button primary">{t(text::form::BACK_FORM_YOU_CAME_FROM)}</A> }.into_any()
    })
}
