//! The title of the document, which the browser shows in tabs and history.

use crate::i18n::{Text, t, text};
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static TITLE: Cell<Option<RwSignal<String>>> = const { Cell::new(None) };
}

/// Keeps the document's title in step with the title that pages set. Called once, when the portal starts.
pub fn track_page_title() {
    let title = RwSignal::new(String::new());
    TITLE.set(Some(title));
    Effect::new(move |_| {
        title.track();
        // Delayed until the router has pushed the new address, so that the entry of the page before keeps its own title.
        set_timeout(
            move || {
                let (page, name) = (title.try_get_untracked().unwrap_or_default(), t(text::common::GUIJU));
                document().set_title(&if page.is_empty() { name.to_owned() } else { format!("{page} · {name}") });
            },
            std::time::Duration::ZERO,
        );
    });
}

/// Sets the title to a name and the kind of page, because a form, its register and its chart may share a name.
pub fn set_page_title_with_kind(name: &str, kind: Text) {
    set_page_title(&format!("{name} · {}", t(kind)));
}

/// Sets the title of the current page.
pub fn set_page_title(name: &str) {
    if let Some(title) = TITLE.get().filter(|title| title.try_with_untracked(|now| now != name) == Some(true)) {
        title.set(name.to_owned());
    }
}
