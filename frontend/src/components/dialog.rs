//! A modal dialog that is open as long as its component exists. Esc closes it; closing returns the focus to where it was.

use crate::i18n::{t, text};
use leptos::{html::Dialog, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A modal dialog with a close button below its content.
#[component]
pub fn ModalDialog(
    /// Accessible name of the dialog.
    #[prop(into)]
    label: String,
    /// CSS class; `side` places the dialog at the edge of the screen.
    #[prop(optional)]
    class: &'static str,
    /// Called when the dialog is closed, by the button or by Esc.
    close: Callback<()>,
    /// A further control beside the close button.
    #[prop(optional)]
    action: Option<AnyView>,
    /// Content of the dialog, above its buttons.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let before = StoredValue::new_local(document().active_element().and_then(|one| one.dyn_into::<HtmlElement>().ok()));
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        request_animation_frame(move || drop(before.filter(|one| one.is_connected()).map(|one| one.focus())));
    });
    view! {
        <dialog node_ref=dialog class=class aria-label=label on:close=move |_| close.run(())>
            {children()}
            <p class="row">{action}<button type="button" on:click=move |_| close.run(())>{t(text::common::CLOSE)}</button></p>
        </dialog>
    }
}
