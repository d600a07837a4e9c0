//! The submit button of a form and the status message beside it.

use super::problem::ProblemAlert;
use crate::{
    i18n::{t, text},
    state::submission::{Submission, SubmitOutcome},
    util::dom::reveal,
};
use leptos::{html::Div, prelude::*};

/// The outcome of a submission. It is scrolled into view as soon as there is one.
#[component]
pub fn SubmitStatus(
    /// The submission that is followed.
    submission: Submission,
    /// Whether the status takes the focus once the submission is finished, because the form is hidden then.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let refused = |outcome: &Option<SubmitOutcome>| matches!(outcome, Some(SubmitOutcome::Rejected(problem)) if !problem.findings.is_empty());
        if submission.outcome.with(Option::is_some) {
            // What is wrong with the fields is read first, as in forms.
            reveal(place, takes_focus && submission.is_finished() || submission.outcome.with(refused));
        }
    });
    let status = move || match submission.outcome.get() {
        Some(SubmitOutcome::Done(text)) => view! { <p class="message good">{text}</p> }.into_any(),
        Some(SubmitOutcome::Pending(text)) => view! { <p class="message warn">{text}</p> }.into_any(),
        None | Some(SubmitOutcome::Rejected(_)) => ().into_any(),
    };
    let problem = move || match submission.outcome.get() {
        Some(SubmitOutcome::Rejected(problem)) => Some(view! { <ProblemAlert problem/> }),
        _ => None,
    };
    view! { <div class="came" tabindex="-1" node_ref=place><div role="status">{status}</div>{problem}</div> }
}

/// The submit button of a form; marked as busy while a response is awaited.
#[component]
pub fn SubmitButton(
    /// The submission that is followed.
    submission: Submission,
    /// Text of the button.
    label: &'static str,
    /// Whether it is the main action of the page.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let class = if primary { "primary" } else { "" };
    view! { <button type="submit" class=class aria-busy=move || submission.busy.get().to_string()>{label}</button> }
}

/// A note for assistive technology while a response is awaited.
pub fn busy_note(submission: Submission) -> impl IntoView {
    view! { <span class="soft" role="status">{move || if submission.busy.get() { t(text::submit::UNDER_WAY) } else { "" }}</span> }
}
