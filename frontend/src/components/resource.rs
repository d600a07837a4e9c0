//! Views of a resource while it loads, once it is loaded, and when it could not be loaded.

use super::problem::ProblemAlert;
use crate::{
    api,
    i18n::{t, text},
    state::resource::ApiResource,
};
use leptos::prelude::*;

/// A note that something is loading, or that it waits for the network.
pub fn loading() -> AnyView {
    let text =
        || if api::is_offline() { t(text::resource::NO_NETWORK_SHOWN_ONCE_BACK) } else { t(text::resource::LOADING) };
    view! { <p class="soft" role="status">{text}</p> }.into_any()
}

/// Renders the value of a resource by `show`, a note while it loads, or the problem if it could not be loaded.
pub fn show_resource<T, V>(resource: ApiResource<T>, show: impl Fn(T) -> V + Send + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match resource.get() {
        None => loading(),
        Some(Ok(value)) => show(value).into_any(),
        Some(Err(problem)) => view! { <ProblemAlert problem/> }.into_any(),
    }
}
