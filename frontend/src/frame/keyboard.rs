//! Keyboard shortcuts: `/` focuses the search, `g` and a letter open a page, Ctrl+Enter presses the main button of the page.

use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Milliseconds in which a second key belongs to `g`.
const SEQUENCE_TIME: f64 = 1200.0;

/// The first element that matches a selector.
fn find(selector: &str) -> Option<HtmlElement> {
    let found = web_sys::window()?.document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

/// Whether the key goes into an input.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false))
}

/// Listens for shortcuts as long as the current component exists.
pub fn listen() {
    let navigate = use_navigate();
    let pressed = StoredValue::new(f64::NEG_INFINITY);
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let key = event.key();
        if event.ctrl_key() && key == "Enter" {
            if let Some(button) =
                find("dialog[open] button.primary").or_else(|| find("main button.primary:not([disabled])"))
            {
                event.prevent_default();
                button.click();
            }
            return;
        }
        if is_typing(&event) || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let now = js_sys::Date::now();
        let after_g = now - pressed.get_value() < SEQUENCE_TIME;
        let page = match key.as_str() {
            "t" if after_g => "/trays/decide",
            "h" if after_g => "/",
            "s" if after_g => "/start",
            "m" if after_g => "/trays/mine",
            "g" => return pressed.set_value(now),
            "/" => match find("main input[type=search]") {
                Some(field) => {
                    event.prevent_default();
                    let _ = field.focus();
                    return;
                }
                None => "/start",
            },
            _ => return,
        };
        event.prevent_default();
        pressed.set_value(f64::NEG_INFINITY);
        navigate(page, leptos_router::NavigateOptions::default());
    });
    on_cleanup(move || listener.remove());
}
