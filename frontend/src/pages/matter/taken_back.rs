//! What is void: the record of the matter, with the matter that did it; and what the matter itself took back.

use crate::{
    components::citation::CitationLink,
    i18n::{fill, t, text},
};
use guiju_api::{EffectShown, MatterShown};
use leptos::prelude::*;
use leptos_router::components::A;

/// That the record of the matter is void, why, by which matter and by which clause.
#[component]
pub fn VoidNotice(matter: MatterShown) -> impl IntoView {
    matter.void.then(|| {
        let void = t(text::matter::RECORD_VOID);
        let because = |reason: &String| fill(text::common::LABEL_AND_VALUE, &[&void, reason]);
        let said = matter.void_reason.as_ref().map_or_else(|| void.to_owned(), because);
        let by = matter.void_by.map(
            |by| view! { " "<A href=format!("/matters/{by}")>{fill(text::matter::VOID_BY, &[&by.to_string()])}</A> },
        );
        let citation = matter.void_citation.map(|citation| view! { " "<CitationLink citation/> });
        view! { <p class="message warn" role="status"><strong>{said}</strong>{by}{citation}</p> }
    })
}

/// What the matter took back: records that are void by it, privileges that it suspended or gave back.
#[component]
pub fn TakenBack(matter: MatterShown) -> impl IntoView {
    let line = |effect: EffectShown| {
        let words = match effect.matter {
            Some(matter) => view! { <A href=format!("/matters/{matter}")>{effect.text}</A> }.into_any(),
            None => effect.text.into_any(),
        };
        view! { <li>{words}{effect.citation.map(|citation| view! { " "<CitationLink citation/> })}</li> }
    };
    (!matter.taken_back.is_empty()).then(|| view! {
        <div class="message" role="status"><p><strong>{t(text::matter::TAKEN_BACK)}</strong></p><ul>{matter.taken_back.into_iter().map(line).collect_view()}</ul></div>
    })
}
