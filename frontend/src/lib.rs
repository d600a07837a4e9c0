//! Guiju's portal: a web front end composed from what regulations declare. It knows no regulation by name.

mod api;
mod components;
mod frame;
mod i18n;
mod offline;
mod pages;
mod state;
mod util;

use crate::i18n::text;
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the portal.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(report_panic));
    wasm_bindgen_futures::spawn_local(async {
        i18n::load().await;
        leptos::mount::mount_to_body(frame::Portal);
    });
}

/// Reports a panic: the message goes to the console, and the page asks the reader to reload.
fn report_panic(info: &std::panic::PanicHookInfo<'_>) {
    leptos::leptos_dom::logging::console_error(&info.to_string());
    let Ok(bar) = document().create_element("p") else { return };
    bar.set_class_name("connection above");
    bar.set_text_content(Some(i18n::t(text::frame::PAGE_FAILED_PLEASE_OPEN_AGAIN)));
    let _ = bar.set_attribute("role", "alert");
    if let Some(body) = document().body() {
        let _ = body.insert_before(&bar, body.first_child().as_ref());
    }
}
