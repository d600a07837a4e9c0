//! The keyboard: `/` searches, `g t` opens 待办, Ctrl+Enter does the page's main act; Esc closes sheets by itself.

use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Milliseconds in which a second key belongs to `g`.
const PATIENCE: f64 = 1200.0;

fn find(selector: &str) -> Option<HtmlElement> {
    let found = web_sys::window()?.document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

/// Whether somebody is typing, so that letters are letters.
fn typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false))
}

/// Listens as long as the frame is there.
pub fn listen() {
    let navigate = use_navigate();
    let pressed = StoredValue::new(f64::NEG_INFINITY);
    let listening = window_event_listener(leptos::ev::keydown, move |event| {
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
        if typing(&event) || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let now = js_sys::Date::now();
        let after_g = now - pressed.get_value() < PATIENCE;
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
    on_cleanup(move || listening.remove());
}
