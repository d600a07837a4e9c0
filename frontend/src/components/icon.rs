//! Icons of the Lucide set (ISC licence; parts from Feather, MIT licence). Only the icons that are named in the code are built in.
//! An icon always has a text beside it, so it is hidden from assistive technology.

use leptos::prelude::*;

/// The icon set, with a constant for each icon such as `LuHouse`.
pub use icondata_lu as drawing;

/// An inline icon in the size and colour of the text beside it; hidden from assistive technology.
pub fn icon(drawing: &'static str) -> AnyView {
    view! { <svg class="i" viewBox="0 0 24 24" aria-hidden="true" inner_html=drawing></svg> }.into_any()
}
