//! The preview of a form while it is being filled in: what is missing, computed values, the approval steps and effects.

use crate::{
    components::{
        citation::CitationLink,
        error_summary::finding_link,
        fields::{Content, is_missing},
    },
    i18n::{fill, t, text},
    util::format::format_moment,
};
use guiju_api::{FindingShown, Preview, StepShown};
use guiju_model::Severity;
use leptos::prelude::*;

/// The findings that the form still has. Before the first attempt to submit, a missing value is shown as open and not as an error.
#[component]
pub fn OpenFindings(findings: Vec<FindingShown>, content: Content, tried: bool) -> impl IntoView {
    if findings.is_empty() {
        return view! { <p class="good">{t(text::form::NOTHING_MISSING)}</p> }.into_any();
    }
    let line = |finding: FindingShown| {
        // What is about no field is no gap in one: it is a refusal.
        let empty = content.with(|content| finding.field.as_ref().is_some_and(|path| is_missing(content, path)));
        let (sign, class) = match finding.severity {
            Severity::Error if !empty => (t(text::form::MEND), "tag bad"),
            Severity::Error if tried => (t(text::form::FILL_IN), "tag bad"),
            Severity::Error => (t(text::form::FILL_IN), "tag todo"),
            Severity::Warning => (t(text::form::NOTICES), "tag warn"),
            Severity::Notice => (t(text::form::NOTE), "tag"),
        };
        let clause = finding.citation.clone().map(|citation| view! { <CitationLink citation/> });
        view! { <li><span class=class>{sign}</span>" "{finding_link(finding)}" "{clause}</li> }
    };
    view! { <ul class="lines needs">{findings.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// Computed values, the steps of the approval, and the effects.
#[component]
pub fn RoutePreview(preview: Preview) -> impl IntoView {
    let derived = preview.derived.into_iter().map(|derived| {
        let because = derived.because.clone();
        view! { <p><strong>{fill(text::common::LABEL_AND_VALUE, &[&derived.label, &derived.text])}</strong>" "<span class="soft small">{derived.because}</span>" "{derived.citation.map(|citation| view! { <CitationLink citation because=because/> })}</p> }
    });
    let empty = preview.stations.is_empty();
    let effects = preview.effects.into_iter().map(|effect| view! { <li>{effect}</li> }).collect::<Vec<_>>();
    let follows = !effects.is_empty();
    view! {
        {derived.collect_view()}
        <p class="soft" hidden=!empty>{t(text::form::ONCE_FILLED_IN_STATIONS_STAND)}</p>
        <ol class="line">{preview.stations.into_iter().map(|step| view! { <UpcomingStep step/> }).collect_view()}</ol>
        <div class="follows" hidden=!follows><h3>{t(text::form::WHAT_FOLLOWS)}</h3><ul>{effects}</ul></div>
    }
}

/// A step of the approval that is to come.
#[component]
fn UpcomingStep(step: StepShown) -> impl IntoView {
    let vacant = step.people.is_empty();
    view! {
        <li>
            <div class="who">{step.title}</div>
            <div class=if vacant { "bad" } else { "" }>{step.people.join("、")}{vacant.then(|| step.note.clone())}</div>
            <div class="soft small">{step.mode}{step.due.map(|due| fill(text::common::DUE_SUFFIX, &[&format_moment(&due)]))}{(!vacant && !step.note.is_empty()).then(|| format!(" · {}", step.note))}</div>
            {step.citations.into_iter().map(|citation| view! { <CitationLink citation because=step.because.clone()/>" " }).collect_view()}
        </li>
    }
}
