//! The steps of a matter that are open next.

use crate::{
    i18n::{fill, t, text},
    util::format::format_moment,
};
use guiju_api::{MatterShown, StepShown};
use leptos::prelude::*;

/// Who decides next and until when, or that no decision is needed.
pub fn next_steps(matter: &MatterShown) -> AnyView {
    let open = |step: &&StepShown| step.state == "current";
    let steps = matter.stations.iter().filter(open).map(|step| {
        let waited = step.acts.iter().filter(|act| act.state == "open").map(|act| act.person.clone());
        let waited = waited.collect::<Vec<_>>();
        let people = if waited.is_empty() { step.people.clone() } else { waited };
        let due = step.due.as_ref().map(|due| fill(text::matter::BY, &[&format_moment(due)]));
        view! { <li><strong>{people.join("、")}</strong>"（"{step.title.clone()}"）"{due}</li> }
    });
    let steps = steps.collect::<Vec<_>>();
    if steps.is_empty() {
        return view! { <p>{t(text::matter::NOTHING_MORE_NEEDED_ON_RECORD)}</p> }.into_any();
    }
    view! { <h2>{t(text::matter::WHAT_HAPPENS_NEXT)}</h2><ul class="lines">{steps}</ul><p class="soft small">{t(text::matter::YOU_WILL_TOLD_WHAT_COMES)}</p> }
        .into_any()
}
