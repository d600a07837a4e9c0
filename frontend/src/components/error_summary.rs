//! The summary of the errors of a form, with a link to each field.

use super::{citation::CitationLink, fields::focus_field};
use crate::i18n::{fill, text};
use guiju_api::{FindingShown, Problem};
use guiju_model::Severity;
use leptos::prelude::*;

/// An alert with the findings of a problem. Findings that are corrected leave it.
#[component]
pub fn ErrorSummary(
    /// The problem that the server reported.
    problem: Problem,
    /// The findings that still hold, where that is known; else all of the problem are shown.
    #[prop(optional_no_strip)]
    remaining: Option<Signal<Vec<FindingShown>>>,
) -> impl IntoView {
    let Problem { title, mut findings, .. } = problem;
    let counts = |finding: &FindingShown| finding.severity != Severity::Notice;
    findings.retain(counts);
    let total = findings.len();
    // A memo, so that assistive technology does not read unchanged findings again at each key.
    let shown = Memo::new(move |_| match remaining.filter(|_| total > 0) {
        Some(remaining) => remaining.get().into_iter().filter(counts).collect(),
        None => findings.clone(),
    });
    let title = move || match shown.with(Vec::len) {
        count if count == total => title.clone(),
        count => fill(text::error_summary::STILL_MENDED_EXPLAINED, &[&count]),
    };
    let corrected = move || total > 0 && shown.with(Vec::is_empty);
    let line = |finding: FindingShown| {
        let clause = finding.citation.clone().map(|citation| view! { <CitationLink citation/> });
        view! { <li>{finding_link(finding)}" "{clause}</li> }
    };
    view! {
        <div class="message bad" id="summary" tabindex="-1" role="alert" hidden=corrected>
            <strong>{title}</strong>
            <ul>{move || shown.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
}

/// The message of a finding, as a link to its field if it has one.
pub fn finding_link(finding: FindingShown) -> AnyView {
    let Some(field) = finding.field else { return finding.message.into_any() };
    let place = format!("#field-{}", field.split('/').next().unwrap_or_default());
    let focus = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_field(&field);
    };
    view! { <a href=place rel="external" on:click=focus>{finding.message}</a> }.into_any()
}
