//! Suspended privileges: a line that says whose, from when until when, and why.

use crate::{
    components::citation::CitationLink,
    i18n::{fill, text},
    util::format::format_moment,
};
use guiju_api::SuspensionShown;
use leptos::prelude::*;

/// One suspended privilege in words, with its clause.
pub fn suspension_line(one: SuspensionShown) -> AnyView {
    let starts = format_moment(&one.starts);
    let ends = one.ends.as_deref().map(format_moment);
    let words = match (one.own, ends) {
        (true, Some(ends)) => fill(text::suspension::OF_YOURS, &[&one.privilege, &starts, &ends, &one.reason]),
        (true, None) => fill(text::suspension::OF_YOURS_OPEN, &[&one.privilege, &starts, &one.reason]),
        (false, Some(ends)) => fill(
            text::suspension::OF_OTHERS,
            &[&one.name, &one.department, &one.privilege, &starts, &ends, &one.reason],
        ),
        (false, None) => {
            fill(text::suspension::OF_OTHERS_OPEN, &[&one.name, &one.department, &one.privilege, &starts, &one.reason])
        }
    };
    view! { {words}" "{one.citation.map(|citation| view! { <CitationLink citation/> })} }.into_any()
}
