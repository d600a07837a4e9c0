//! A scrollable region for content wider than the screen, reachable by touch and by keyboard; the page itself does not scroll.

use leptos::prelude::*;

/// A focusable region that scrolls on its own.
#[component]
pub fn ScrollArea(
    /// Accessible name of the region.
    #[prop(into)]
    label: String,
    /// Content, usually a table.
    children: Children,
) -> impl IntoView {
    view! { <div class="scroll" tabindex="0" role="region" aria-label=label>{children()}</div> }
}
