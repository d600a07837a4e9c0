//! A value that changes, from what to what.

use crate::i18n::{t, text};
use guiju_api::RequestChange;
use leptos::prelude::*;

/// What changes, before and after; what is empty is said to be.
#[component]
pub fn ChangedValue(change: RequestChange) -> impl IntoView {
    let none = |text: String| if text.is_empty() { t(text::requests::NONE).to_owned() } else { text };
    view! { <li>{change.label}"："{none(change.from)}" → "<strong>{none(change.to)}</strong></li> }
}
