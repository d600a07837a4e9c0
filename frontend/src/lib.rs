//! Guiju's portal: composed in the browser from what regulations declare. Nothing here is specific to any of them.

mod api;
mod cards;
mod cite;
mod download;
mod fields;
mod frame;
mod kept;
mod once;
mod pages;
mod scrolled;
mod sending;
mod sheet;
mod tiles;
mod trouble;
mod words;

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the portal.
#[wasm_bindgen(start)]
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        words::load().await;
        leptos::mount::mount_to_body(frame::Portal);
    });
}
