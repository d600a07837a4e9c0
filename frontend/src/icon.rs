//! Icons: Lucide (ISC licence; parts from Feather, MIT licence), from the set's crate. Only the drawings that the portal names are
//! built into it. An icon says nothing by itself: a word always stands beside it, so people who hear the page are not told of it.

use leptos::prelude::*;

/// A drawing of the set, such as `LuHouse`.
pub use icondata_lu as drawing;

/// The drawing as an icon: as large as the letters beside it, and of their colour.
pub fn icon(drawing: &'static str) -> AnyView {
    view! { <svg class="i" viewBox="0 0 24 24" aria-hidden="true" inner_html=drawing></svg> }.into_any()
}
