//! What is wrong is also told to people who hear the page: its inputs are marked.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Marks the inputs of a field or a cell as long as something is wrong with it.
pub fn marked(id: String, wrong: impl Fn() -> bool + 'static) {
    Effect::new(move |before: Option<bool>| {
        let wrong = wrong();
        if wrong || before == Some(true) {
            let id = id.clone();
            request_animation_frame(move || mark(&id, wrong));
        }
        wrong
    });
}

fn mark(id: &str, wrong: bool) {
    let of = |own: &str| {
        let all = document().query_selector_all(&format!(":is(input, select, textarea)[id{own}]:not([type=radio])"));
        all.ok().filter(|all| all.length() > 0)
    };
    // Its own input, or those of a group.
    let Some(all) = of(&format!("='{id}'")).or_else(|| of(&format!("^='{id}-'"))) else { return };
    let inputs = (0..all.length()).filter_map(|index| all.get(index)?.dyn_into::<Element>().ok());
    for input in inputs {
        let _ =
            if wrong { input.set_attribute("aria-invalid", "true") } else { input.remove_attribute("aria-invalid") };
    }
}
