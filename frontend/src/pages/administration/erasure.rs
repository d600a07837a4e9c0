//! Matters that the office need not keep any longer: what is due, what stays and why, and what was erased. An administrator asks for
//! them to be erased, a security officer confirms.

use crate::{
    api::{self, Session},
    components::{
        card::{card_table, text_cell},
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
    util::format::format_moment,
};
use guiju_api::{DueMatterShown, DuePersonShown, ErasureDue, ErasureShown, HeldShown, Outcome, Reason, TermShown};
use leptos::{ev::SubmitEvent, prelude::*};

/// What is due, with the form by which an administrator asks for it to be erased, and what was erased before.
#[component]
pub fn Erasure() -> impl IntoView {
    let due = ApiResource::<ErasureDue>::from_path(|| "/api/erasure".to_owned());
    let is_administrator = expect_context::<Session>().system_role().as_deref() == Some("administrator");
    view! {
        <section class="sheet">
            <p class="help">{t(text::erasure::WHAT_HAPPENS)}</p>
            {show_resource(due, move |shown: ErasureDue| {
                let before = shown.before.clone().unwrap_or_default();
                let is_due = shown.due + shown.results + shown.people.len() as u64 > 0;
                let for_ever = shown.terms.iter().all(|term| term.years == 0);
                let said = match shown.years {
                    _ if for_ever => t(text::erasure::FOR_EVER).to_owned(),
                    0 => fill(text::erasure::TERM_OF_SOME, &[&shown.due]),
                    years => fill(text::erasure::TERM, &[&years, &before, &shown.due]),
                };
                let results = (shown.results > 0)
                    .then(|| view! { <p>{fill(text::erasure::RESULTS_DUE, &[&shown.results])}</p> });
                view! {
                    <p>{said}</p>
                    {results}
                    {people(shown.people_years, shown.people)}
                    {terms(shown.terms)}
                    {held(shown.held)}
                    {(is_administrator && is_due).then(|| view! { <AskForm/> })}
                    {matters(shown.matters, shown.due)}
                    {runs(shown.runs)}
                }
            })}
        </section>
    }
}

/// People who left and of whom something is due.
fn people(years: u64, people: Vec<DuePersonShown>) -> impl IntoView {
    let heads = vec![t(text::erasure::PERSON), t(text::erasure::LEFT), t(text::erasure::NAME)];
    let row = |of: DuePersonShown| {
        let name = if of.keeps_name { t(text::erasure::NAME_STAYS) } else { t(text::erasure::NAME_GOES) };
        vec![text_cell(of.name), text_cell(of.left), text_cell(name)]
    };
    let title = fill(text::erasure::PEOPLE_DUE, &[&years, &people.len()]);
    (!people.is_empty()).then(|| {
        view! {
            <p>{title}</p>
            {card_table(t(text::erasure::PEOPLE), heads, false, people.into_iter().map(row).collect())}
        }
    })
}

/// Regulations whose matters are kept for other years than the office's.
fn terms(terms: Vec<TermShown>) -> impl IntoView {
    let heads = vec![t(text::erasure::REGULATION), t(text::erasure::KEPT_FOR), t(text::erasure::DUE_BEFORE)];
    let row = |of: TermShown| {
        let years = match of.years {
            0 => t(text::erasure::FOR_EVER_SHORT).to_owned(),
            years => fill(text::erasure::YEARS, &[&years]),
        };
        vec![text_cell(of.title), text_cell(years), text_cell(of.before.unwrap_or_else(|| "—".to_owned()))]
    };
    let own = terms.into_iter().filter(|term| term.own).map(row).collect::<Vec<_>>();
    (!own.is_empty()).then(|| card_table(t(text::erasure::TERMS), heads, false, own))
}

/// How many of what is due stay, and why.
fn held(held: Vec<HeldShown>) -> impl IntoView {
    let heads = vec![t(text::erasure::STAYS_BECAUSE), t(text::erasure::MATTERS)];
    let row = |of: HeldShown| vec![text_cell(of.words), text_cell(of.matters.to_string())];
    (!held.is_empty()).then(|| card_table(t(text::erasure::STAYS), heads, false, held.into_iter().map(row).collect()))
}

/// The first matters that can be erased.
fn matters(matters: Vec<DueMatterShown>, due: u64) -> impl IntoView {
    let heads =
        vec![t(text::erasure::NUMBER), t(text::common::FORM), t(text::erasure::FILED), t(text::erasure::BY_TERM)];
    let shown = matters.len() as u64;
    let row = |of: DueMatterShown| {
        let named = of.number.unwrap_or_else(|| format!("№ {}", of.id));
        vec![text_cell(named), text_cell(of.form), text_cell(of.filed), text_cell(of.term)]
    };
    let more =
        (due > shown).then(|| view! { <p class="soft">{fill(text::erasure::FIRST_LISTED, &[&due, &shown])}</p> });
    (shown > 0).then(|| {
        view! {
            {card_table(t(text::erasure::CAN_BE_ERASED), heads, true, matters.into_iter().map(row).collect())}
            {more}
        }
    })
}

/// What was erased before, and who asked and confirmed.
fn runs(runs: Vec<ErasureShown>) -> impl IntoView {
    let heads = vec![
        t(text::erasure::BEGUN),
        t(text::erasure::ASKED_BY),
        t(text::erasure::CONFIRMED_BY),
        t(text::erasure::MATTERS),
        t(text::erasure::RESULTS),
        t(text::erasure::RECORDINGS),
        t(text::common::FILES),
        t(text::erasure::PEOPLE_SHORT),
        t(text::erasure::STATE),
    ];
    let row = |of: ErasureShown| {
        let state = if of.state == "done" { t(text::erasure::DONE) } else { t(text::erasure::GOES_ON) };
        vec![
            text_cell(format_moment(&of.begun)),
            text_cell(of.asked_by),
            text_cell(of.confirmed_by.unwrap_or_else(|| t(text::erasure::ON_SERVER).to_owned())),
            text_cell(of.matters.to_string()),
            text_cell(of.results.to_string()),
            text_cell(of.recordings.to_string()),
            text_cell(of.files.to_string()),
            text_cell(of.people.to_string()),
            text_cell(state),
        ]
    };
    (!runs.is_empty()).then(|| card_table(t(text::erasure::ERASED), heads, false, runs.into_iter().map(row).collect()))
}

/// The form by which an administrator asks for what is due to be erased.
#[component]
fn AskForm() -> impl IntoView {
    let (reason, submission) = (RwSignal::new(String::new()), Submission::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let entry = Reason { reason: reason.get_untracked() };
        submission.send(async move {
            api::post::<_, Outcome>("/api/erasure".to_owned(), &entry, None).await?;
            Ok(Some(SubmitOutcome::Pending(t(text::erasure::ASKED).to_owned())))
        });
    };
    view! {
        <form on:submit=submit hidden=move || submission.is_finished()>
            <div class="field"><label for="erasure-reason">{t(text::erasure::REASON)}</label>
                <input id="erasure-reason" type="text" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/>
            </div>
            <SubmitButton submission label=t(text::erasure::ASK) primary=true/>
        </form>
        <SubmitStatus submission takes_focus=true/>
    }
}
