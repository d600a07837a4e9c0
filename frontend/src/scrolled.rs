//! A table that may be wider than the screen: it scrolls by itself, by finger and by keyboard, and the page does not.

use leptos::prelude::*;

/// What scrolls within the page.
#[component]
pub fn Scrolled(
    /// What it is, for people who hear the page.
    #[prop(into)]
    label: String,
    /// The table.
    children: Children,
) -> impl IntoView {
    view! { <div class="scroll" tabindex="0" role="region" aria-label=label>{children()}</div> }
}
