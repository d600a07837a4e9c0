//! Marks the inputs of fields with errors for assistive technology.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Sets `aria-invalid` on the inputs of the field or cell with this id as long as `invalid` holds.
pub fn mark_invalid(id: String, invalid: impl Fn() -> bool + 'static) {
    Effect::new(move |before: Option<bool>| {
        let invalid = invalid();
        if invalid || before == Some(true) {
            let id = id.clone();
            request_animation_frame(move || set_attribute(&id, invalid));
        }
        invalid
    });
}

fn set_attribute(id: &str, invalid: bool) {
    let of = |own: &str| {
        let all = document().query_selector_all(&format!(":is(input, select, textarea)[id{own}]:not([type=radio])"));
        all.ok().filter(|all| all.length() > 0)
    };
    // The field's own input, or those of a group.
    let Some(all) = of(&format!("='{id}'")).or_else(|| of(&format!("^='{id}-'"))) else { return };
    let inputs = (0..all.length()).filter_map(|index| all.get(index)?.dyn_into::<Element>().ok());
    for input in inputs {
        let _ =
            if invalid { input.set_attribute("aria-invalid", "true") } else { input.remove_attribute("aria-invalid") };
    }
}
