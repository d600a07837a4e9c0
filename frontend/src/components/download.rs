//! Links to files of the server. A file is fetched first, so that a problem is shown on the page and does not replace it.

use super::submit::SubmitStatus;
use crate::{
    api,
    i18n::{t, text},
    state::submission::{Submission, SubmitOutcome},
};
use guiju_api::Problem;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlElement, Url};

/// Milliseconds after which the address of a saved file is released; the browser has read it long before.
const RELEASED_AFTER: u32 = 60_000;

/// A link that downloads a file, with the problem beside it if the server refuses.
#[component]
pub fn DownloadLink(
    /// Path of the file at the server, read when the link is followed.
    #[prop(into)]
    path: Signal<String>,
    /// Text of the link.
    label: String,
    /// Name of the saved file; if empty, the name that the server states.
    #[prop(optional, into)]
    name: String,
    /// CSS class of the link.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let submission = Submission::new();
    let file_name = name.clone();
    let fetch = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        submission.send(save_file(path.get_untracked(), file_name.clone()));
    };
    view! {
        <a class=class rel="external" href=path download=name aria-busy=move || submission.busy.get().to_string() on:click=fetch>{label}</a>
        <SubmitStatus submission/>
    }
}

/// Fetches a file and hands it to the browser to save. Success has no message, because the browser shows the download.
pub async fn save_file(path: String, name: String) -> Result<Option<SubmitOutcome>, Problem> {
    let (bytes, stated_name) = api::get_file(&path).await?;
    let name = if name.is_empty() { stated_name.unwrap_or_default() } else { name };
    hand_to_browser(&bytes, &name).map_err(|_| Problem {
        title: t(text::download::FILE_NOT_SAVED_PLEASE_TRY).to_owned(),
        ..Problem::default()
    })?;
    Ok(None)
}

fn hand_to_browser(bytes: &[u8], name: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?.unchecked_into::<HtmlElement>();
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.set_attribute("rel", "external")?;
    link.click();
    gloo_timers::callback::Timeout::new(RELEASED_AFTER, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}
