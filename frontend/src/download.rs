//! Files from the server: fetched first, so that a refusal is said on the page and does not take the page's place.

use crate::{
    api,
    sending::{Came, Sending},
};
use guiju_api::Problem;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlElement, Url};

/// A link to a file, and why it is not given where it is not.
#[component]
pub fn Download(
    /// Its address, as it is when the link is followed.
    #[prop(into)]
    path: Signal<String>,
    /// What stands on the link.
    label: String,
    /// What the file is called where the server does not say.
    #[prop(optional, into)]
    name: String,
    /// How the link looks.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let sending = Sending::new();
    let called = name.clone();
    let fetch = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        sending.send(save(path.get_untracked(), called.clone()));
    };
    view! {
        <a class=class rel="external" href=path download=name aria-busy=move || sending.busy.get().to_string() on:click=fetch>{label}</a>
        <Came of=sending/>
    }
}

/// Fetches a file and hands it to the browser; nothing is said where it went well, since the browser says so.
pub async fn save(path: String, name: String) -> Result<Option<crate::sending::Told>, Problem> {
    let (bytes, told) = api::get_file(&path).await?;
    let name = if name.is_empty() { told.unwrap_or_default() } else { name };
    hand(&bytes, &name).map_err(|_| Problem {
        title: crate::i18n::t("文件没有存下来，请再试一次").to_owned(),
        ..Problem::default()
    })?;
    Ok(None)
}

fn hand(bytes: &[u8], name: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?.unchecked_into::<HtmlElement>();
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.set_attribute("rel", "external")?;
    link.click();
    // The browser reads it after this; a minute is more than it needs.
    gloo_timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}
