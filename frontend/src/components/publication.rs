//! The content of a publication.

use crate::{
    i18n::{fill, text},
    util::format::format_moment,
};
use guiju_api::PublicationShown;
use leptos::prelude::*;

/// The text of a publication, when it was published, and when and why it was withdrawn.
#[component]
pub fn PublicationText(
    /// The publication to be shown.
    one: PublicationShown,
) -> impl IntoView {
    let withdrawn = one.withdrawn.map(|at| {
        let because = one.withdrawn_because.unwrap_or_default();
        view! { <p class="bad small">{fill(text::publication::WITHDRAWN, &[&format_moment(&at), &because])}</p> }
    });
    view! { <p class="published">{one.body}</p><p class="soft small">{format_moment(&one.published)}</p>{withdrawn} }
}
