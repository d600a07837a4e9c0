//! Suspended privileges: a line that says whose, over which time, and why.

use crate::{
    components::citation::CitationLink,
    i18n::{fill, text},
};
use guiju_api::SuspensionShown;
use guiju_model::{Moment, SpanShown};
use leptos::prelude::*;

/// One suspended privilege in words, with its clause.
pub fn suspension_line(one: SuspensionShown) -> AnyView {
    let over = over(&one);
    let words = match one.own {
        true => fill(text::suspension::OF_YOURS, &[&one.privilege, &over, &one.reason]),
        false => fill(text::suspension::OF_OTHERS, &[&one.name, &one.department, &one.privilege, &over, &one.reason]),
    };
    view! { {words}" "{one.citation.map(|citation| view! { <CitationLink citation/> })} }.into_any()
}

/// For how long it is suspended.
fn over(one: &SuspensionShown) -> String {
    let Ok(starts) = one.starts.parse::<Moment>() else { return String::new() };
    match SpanShown::of(starts, one.ends.as_ref().and_then(|ends| ends.parse().ok())) {
        SpanShown::Day(day) => fill(text::suspension::DAY, &[&day]),
        SpanShown::Between(first, last) => fill(text::suspension::BETWEEN, &[&first, &last]),
        SpanShown::From(first) => fill(text::suspension::FROM, &[&first]),
    }
}
