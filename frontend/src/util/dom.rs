//! Helpers for the browser's document: printing, focus and scrolling.

use leptos::{html::Div, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Opens the browser's print dialog for the page.
pub fn print_page() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Scrolls by as little as is needed to bring an element into view.
pub fn scroll_to_nearest(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Gives the focus to the element with this id, if there is one.
pub fn focus_by_id(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Scrolls to the element with this id and gives it the focus.
pub fn scroll_to_and_focus(id: &str) {
    if let Some(part) = document().get_element_by_id(id) {
        part.scroll_into_view();
    }
    focus_by_id(id);
}

/// Gives the focus to the first element that matches a selector, once the current changes are rendered. The element becomes
/// focusable, and the Tab key goes on from there.
pub fn focus_after_render(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _ = element.set_attribute("tabindex", "-1");
            let _ = element.focus();
        }
    });
}

/// Scrolls an element into view once the current changes are rendered; with `focus`, gives it the focus too.
pub fn reveal(element: NodeRef<Div>, focus: bool) {
    request_animation_frame(move || {
        if let Some(element) = element.try_get_untracked().flatten() {
            scroll_to_nearest(&element);
            if focus {
                let _ = element.focus();
            }
        }
    });
}
