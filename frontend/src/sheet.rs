//! A sheet over the page, open as long as it is there; Esc closes it, and the focus goes back to where it was.

use crate::i18n::t;
use leptos::{html::Dialog, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What is shown over the page.
#[component]
pub fn Sheet(
    /// What it is, for people who hear the page.
    #[prop(into)]
    label: String,
    /// `side` for one at the side.
    #[prop(optional)]
    class: &'static str,
    /// When it is closed.
    close: Callback<()>,
    /// What else can be done with it, beside closing it.
    #[prop(optional)]
    act: Option<AnyView>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let sheet = NodeRef::<Dialog>::new();
    let before = StoredValue::new_local(document().active_element().and_then(|one| one.dyn_into::<HtmlElement>().ok()));
    Effect::new(move |_| {
        if let Some(dialog) = sheet.get() {
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        request_animation_frame(move || drop(before.filter(|one| one.is_connected()).map(|one| one.focus())));
    });
    view! {
        <dialog node_ref=sheet class=class aria-label=label on:close=move |_| close.run(())>
            {children()}
            <p class="row">{act}<button type="button" on:click=move |_| close.run(())>{t("关闭")}</button></p>
        </dialog>
    }
}
