//! An alert for a problem that the server reported, with a countdown where the caller only has to wait.

use crate::{
    components::{citation::CitationLink, error_summary::finding_link},
    i18n::{t, text},
};
use gloo_timers::callback::Interval;
use guiju_api::Problem;
use leptos::prelude::*;

/// An alert with the title of a problem and its findings, each a link to its field.
#[component]
pub fn ProblemAlert(
    /// The reported problem.
    problem: Problem,
) -> impl IntoView {
    let findings = problem
        .findings
        .iter()
        .cloned()
        .map(|finding| {
            let clause = finding.citation.clone().map(|citation| view! { <CitationLink citation/> });
            view! { <li>{finding_link(finding)}" "{clause}</li> }
        })
        .collect_view();
    let found = !problem.findings.is_empty();
    view! {
        <div class="message bad" role="alert">
            <strong>{title(problem)}</strong>
            {found.then(|| view! { <ul>{findings}</ul> })}
        </div>
    }
}

/// The title. If the problem names a time to wait, the number in the title counts down; assistive technology reads it once.
fn title(problem: Problem) -> AnyView {
    let Problem { title, wait: Some(wait), .. } = problem else { return problem.title.into_any() };
    let unit = if wait < 60 { 1 } else { 60 };
    let number = wait.div_ceil(unit).to_string();
    let Some((before, after)) = title.split_once(&number) else { return title.into_any() };
    let (before, after) = (before.to_owned(), after.to_owned());
    let left = RwSignal::new(wait);
    let timer = Interval::new(1000, move || left.update(|left| *left = left.saturating_sub(1)));
    let timer = StoredValue::new_local(Some(timer));
    on_cleanup(move || timer.set_value(None));
    let running = move || match left.get() {
        0 => t(text::problem::YOU_CAN_TRY_AGAIN_NOW).to_owned(),
        left => format!("{before}{}{after}", left.div_ceil(unit)),
    };
    view! { <span class="visually-hidden">{title}</span><span aria-hidden="true">{running}</span> }.into_any()
}
