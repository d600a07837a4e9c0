//! The way from what is said of a form to the field that it is said of.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What is typed into or pressed.
const TYPED_INTO: &str = "input, select, textarea, button";

/// Leads to the field of this path, in a table to its cell: it is brought into view and whatever is typed into has the focus.
pub fn lead(path: &str) {
    let cell = || document().query_selector(&format!("[data-path=\"{path}\"]")).ok().flatten();
    let field = || document().get_element_by_id(&format!("field-{}", path.split('/').next().unwrap_or_default()));
    let Some(place) = cell().or_else(field) else { return };
    if let Some(target) = typed_into(place).and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        // With its label, and with what is said of it.
        let whole = target.closest("td[data-path], .field").ok().flatten();
        whole.unwrap_or_else(|| target.clone().into()).scroll_into_view();
        let _ = target.focus();
    }
}

fn typed_into(place: Element) -> Option<Element> {
    if place.matches(TYPED_INTO).unwrap_or(false) {
        return Some(place);
    }
    place.query_selector(TYPED_INTO).ok().flatten()
}
