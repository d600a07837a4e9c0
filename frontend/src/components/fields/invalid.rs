//! Ties the inputs of a field to its help and its errors for assistive technology.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Id of the element that holds the help and the errors of the field or cell with this id.
pub fn about(id: &str) -> String {
    format!("{id}-about")
}

/// Sets `aria-describedby` on the field or cell with this id, and `aria-invalid` on its inputs as long as `invalid` holds.
pub fn describe(id: String, invalid: impl Fn() -> bool + 'static) {
    Effect::new(move |before: Option<bool>| {
        let invalid = invalid();
        if before != Some(invalid) {
            let id = id.clone();
            request_animation_frame(move || set_attributes(&id, invalid));
        }
        invalid
    });
}

fn set_attributes(id: &str, invalid: bool) {
    if let Some(own) = document().get_element_by_id(id) {
        let _ = own.set_attribute("aria-describedby", &about(id));
    }
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
