//! A proposed sanction: a summary line that opens to the evidence and the actions.

use crate::{
    api,
    components::{
        citation::CitationLink,
        icon::{drawing, icon},
        submit::SubmitStatus,
    },
    i18n::{fill, t, text},
    state::submission::Submission,
};
use guiju_api::{ProposalDecision, ProposalShown};
use leptos::prelude::*;
use leptos_router::components::A;

/// Name, class and icon of the state of a proposal.
fn state_tag(state: &str) -> (&'static str, &'static str, AnyView) {
    match state {
        "objected" => (t(text::assessment::OBJECTED), "tag warn", icon(drawing::LuMessageSquare.data)),
        "confirmed" => (t(text::common::CONFIRMED), "tag bad", icon(drawing::LuCheck.data)),
        "dismissed" => (t(text::assessment::DISMISS), "tag good", icon(drawing::LuX.data)),
        _ => (t(text::common::TO_BE_CONFIRMED), "tag warn", icon(drawing::LuClock.data)),
    }
}

/// A proposal with its evidence and actions.
#[component]
pub fn Proposal(
    /// The proposed sanction.
    proposal: ProposalShown,
    /// Address of the assessment sheet, if the reader may open it.
    sheet: Option<String>,
    /// Whether it is unfolded at first.
    open: bool,
    /// Called after a decision.
    reload: Callback<()>,
) -> impl IntoView {
    let (words, class, sign) = state_tag(&proposal.state);
    let actions = (!proposal.actions.is_empty())
        .then(|| view! { <ProposalActions id=proposal.id actions=proposal.actions.clone() reload/> });
    let evidence =
        proposal.evidence.into_iter().map(|line| view! { <li>{icon(drawing::LuFileText.data)}{line}</li> }.into_any());
    let evidence = evidence.collect::<Vec<_>>();
    let clauses = proposal
        .citations
        .into_iter()
        .map(|citation| view! { <CitationLink citation/>" " }.into_any())
        .collect::<Vec<_>>();
    view! {
        <details class="case" open=open>
            <summary>
                <strong>{proposal.person}</strong>" "<span class="soft">{proposal.department}</span>" "
                <span class="measure">{proposal.measure}</span>" "
                <span class=class>{sign}{words}</span>
            </summary>
            <p>{proposal.explanation}</p>
            <p class="small soft">{proposal.starts}{t(text::assessment::TO)}{proposal.ends}{t(text::assessment::DECIDED)}{proposal.decided_by}{t(text::assessment::DECIDES_SUFFIX)}{clauses}{sheet.map(|sheet| view! { <A href=sheet>{t(text::assessment::SEE_SHEET_PERIOD)}</A> })}</p>
            {(!evidence.is_empty()).then(|| view! { <p class="soft small">{fill(text::assessment::RECORDS_BEHIND, &[&evidence.len()])}</p><ul class="evidence">{evidence}</ul> })}
            {proposal.objection.map(|words| view! { <p class="message warn">{t(text::assessment::OBJECTION)}{words}</p> })}
            {proposal.reason.map(|words| view! { <p>{t(text::common::REASON)}{words}</p> })}
            {actions}
        </details>
    }
}

/// The actions on a proposal, with a field for the reason.
#[component]
fn ProposalActions(id: u64, actions: Vec<String>, reload: Callback<()>) -> impl IntoView {
    let (reason, submission) = (RwSignal::new(String::new()), Submission::new());
    let decide = move |action: String| {
        let decision = ProposalDecision { action, reason: reason.get_untracked() };
        submission.send(async move {
            api::post::<_, ()>(format!("/api/proposals/{id}"), &decision, None).await?;
            reload.run(());
            Ok(None)
        });
    };
    let objects = actions.iter().any(|action| action == "object");
    let button = |action: String| {
        let label = match action.as_str() {
            "object" => t(text::assessment::OBJECT),
            "confirm" => t(text::common::CONFIRM),
            _ => t(text::assessment::DISMISS),
        };
        view! { <button type="button" aria-busy=move || submission.busy.get().to_string() on:click=move |_| decide(action.clone())>{label}</button> }.into_any()
    };
    let field = format!("reason-{id}");
    view! {
        <label for=field.clone()>{if objects { t(text::assessment::WHY_YOU_OBJECT) } else { t(text::assessment::REASON_NEEDED_DISMISS_CONFIRM_OVER) }}</label>
        <textarea id=field.clone() class="brief" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea>
        <div class="row acts">{actions.into_iter().map(button).collect::<Vec<_>>()}</div>
        <SubmitStatus submission/>
    }
}
