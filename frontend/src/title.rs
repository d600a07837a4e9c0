//! What the browser calls the page, in its tabs and its history.

use crate::i18n::t;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static TITLE: Cell<Option<RwSignal<String>>> = const { Cell::new(None) };
}

/// Keeps the browser's title at what the page calls itself; once for the portal.
pub fn keep() {
    let title = RwSignal::new(String::new());
    TITLE.set(Some(title));
    Effect::new(move |_| {
        title.track();
        // By then the browser has been told of the page's address, so that the page before keeps its own title in the history.
        set_timeout(
            move || {
                let (page, name) = (title.try_get_untracked().unwrap_or_default(), t("规矩"));
                document().set_title(&if page.is_empty() { name.to_owned() } else { format!("{page} · {name}") });
            },
            std::time::Duration::ZERO,
        );
    });
}

/// Names the page by what it shows and what it is: a form, its register and its chart may have one name.
pub fn titled_as(name: &str, kind: &'static str) {
    titled(&format!("{name} · {}", t(kind)));
}

/// Names the page, until another is opened or it names itself anew.
pub fn titled(name: &str) {
    if let Some(title) = TITLE.get().filter(|title| title.try_with_untracked(|now| now != name) == Some(true)) {
        title.set(name.to_owned());
    }
}
