//! A sheet over the page, open as long as it is there; Esc closes it.

use crate::words::t;
use leptos::{html::Dialog, prelude::*};

/// What is shown over the page.
#[component]
pub fn Sheet(
    /// What it is, for people who hear the page.
    label: &'static str,
    /// `side` for one at the side.
    #[prop(optional)]
    class: &'static str,
    /// When it is closed.
    close: Callback<()>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let sheet = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = sheet.get() {
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog node_ref=sheet class=class aria-label=label on:close=move |_| close.run(())>
            {children()}
            <button type="button" on:click=move |_| close.run(())>{t("关闭")}</button>
        </dialog>
    }
}
