//! The page for an address that leads nowhere.

use crate::{
    i18n::{t, text},
    state::page_title::set_page_title,
};
use leptos::prelude::*;

/// Says that there is no such page, and leads home.
pub fn no_such_page() -> AnyView {
    set_page_title(t(text::frame::NO_SUCH_PAGE));
    view! { <h1>{t(text::frame::NO_SUCH_PAGE)}</h1><p class="sheet">{t(text::common::THERE_NO_SUCH_PAGE)}<a href="/">{t(text::common::GO_HOME)}</a></p> }
        .into_any()
}
