//! The way from a finding to the field that it is about.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Selector of the elements of a field that take the focus.
const CONTROLS: &str = "input, select, textarea, button";

/// Scrolls to the field with this path, in a table to its cell, and gives its control the focus.
pub fn focus_field(path: &str) {
    let cell = || document().query_selector(&format!("[data-path=\"{path}\"]")).ok().flatten();
    let field = || document().get_element_by_id(&format!("field-{}", path.split('/').next().unwrap_or_default()));
    let Some(place) = cell().or_else(field) else { return };
    if let Some(target) = control(place).and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        // What is folded away takes no focus.
        if let Ok(Some(folded)) = target.closest("details:not([open])") {
            let _ = folded.set_attribute("open", "");
        }
        // The label and the error messages come into view with it.
        let whole = target.closest("td[data-path], .field").ok().flatten();
        whole.unwrap_or_else(|| target.clone().into()).scroll_into_view();
        let _ = target.focus();
    }
}

fn control(place: Element) -> Option<Element> {
    if place.matches(CONTROLS).unwrap_or(false) {
        return Some(place);
    }
    place.query_selector(CONTROLS).ok().flatten()
}
