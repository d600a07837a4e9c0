//! Assessments: proposals that people decide, and the sheets behind them.

mod day;
mod sheet;

pub use sheet::Sheet;

use crate::{
    api,
    cite::Cite,
    sending::{Came, Sending},
    tiles::{Tile, tiles},
    words::t,
};
use guiju_api::{AssessmentOffered, AssessmentShown, ProposalDecision, ProposalShown, SubjectShown};
use guiju_model::summary::counted;
use leptos::prelude::*;

/// Proposals and assessments.
#[component]
pub fn Assessments() -> impl IntoView {
    let proposals = api::fetch::<Vec<ProposalShown>>(|| "/api/proposals".to_owned());
    let all = api::fetch::<Vec<AssessmentOffered>>(|| "/api/assessments".to_owned());
    let again = Callback::new(move |()| proposals.refetch());
    view! {
        <h1>{t("考核")}</h1>
        <Mine/>
        {api::shown(all, |all: Vec<AssessmentOffered>| {
            let tile = |one: AssessmentOffered| Tile {
                href: format!("/assessments/{}/{}", one.regulation, one.assessed),
                title: one.title,
                of: one.regulation_title,
                ..Tile::default()
            };
            tiles(all.into_iter().map(tile).collect())
        })}
        <h2>{t("处理提议")}</h2>
        {api::shown(proposals, move |proposals: Vec<ProposalShown>| {
            let empty = proposals.is_empty();
            view! {
                {proposals.into_iter().map(|proposal| view! { <Proposal proposal again/> }).collect_view()}
                <p class="soft" hidden=!empty>{t("没有与您有关的提议。")}</p>
            }
        })}
    }
}

/// My own figures so far: leave taken and left, and what else is counted.
#[component]
fn Mine() -> impl IntoView {
    let mine = api::fetch::<Vec<AssessmentShown>>(|| "/api/assessments/mine".to_owned());
    let figures = |subject: SubjectShown| {
        subject
            .figures
            .into_iter()
            .map(|figure| {
                view! { <li><strong>{counted(figure.value, &figure.unit)}</strong>" "{figure.label}</li> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    let period = move |of: AssessmentShown| {
        view! { <h3>{of.title}" "<span class="soft small">{of.starts}{t(" 至 ")}{of.ends}</span></h3><ul class="totals">{of.subjects.into_iter().map(figures).collect::<Vec<_>>()}</ul> }.into_any()
    };
    api::shown(mine, move |mine: Vec<AssessmentShown>| {
        (!mine.is_empty()).then(|| view! { <section class="sheet"><h2>{t("我的本期累计")}</h2>{mine.into_iter().map(period).collect::<Vec<_>>()}</section> })
    })
}

#[component]
fn Proposal(proposal: ProposalShown, again: Callback<()>) -> impl IntoView {
    let (reason, sending) = (RwSignal::new(String::new()), Sending::new());
    let (state, class) = match proposal.state.as_str() {
        "objected" => (t("已提异议"), "tag warn"),
        "confirmed" => (t("已确认"), "tag bad"),
        "dismissed" => (t("不予处理"), "tag good"),
        _ => (t("待确认"), "tag warn"),
    };
    let id = proposal.id;
    let decide = move |action: String| {
        let decision = ProposalDecision { action, reason: reason.get_untracked() };
        sending.send(async move {
            api::post::<_, ()>(format!("/api/proposals/{id}"), &decision, None).await?;
            again.run(());
            Ok(None)
        });
    };
    let buttons = proposal
        .actions
        .iter()
        .map(|action| {
            let (label, mine) = (
                match action.as_str() {
                    "object" => t("提出异议"),
                    "confirm" => t("确认"),
                    _ => t("不予处理"),
                },
                action.clone(),
            );
            view! { <button type="button" aria-busy=move || sending.busy.get().to_string() on:click=move |_| decide(mine.clone())>{label}</button> }
        })
        .collect_view();
    let acts = !proposal.actions.is_empty();
    let field = format!("reason-{id}");
    view! {
        <section class="sheet">
            <h3>{proposal.person}"（"{proposal.department}"） "{proposal.measure}" "<span class=class>{state}</span></h3>
            <p>{proposal.explanation}</p>
            <p class="small soft">{proposal.starts}{t(" 至 ")}{proposal.ends}{t(" · 由")}{proposal.decided_by}{t("决定 ")}{proposal.citations.into_iter().map(|citation| view! { <Cite citation/>" " }).collect_view()}</p>
            {(!proposal.evidence.is_empty()).then(|| view! {
                <details><summary>{t("依据的记录（")}{proposal.evidence.len()}"）"</summary><ul>{proposal.evidence.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul></details>
            })}
            {proposal.objection.map(|words| view! { <p class="message warn">{t("异议：")}{words}</p> })}
            {proposal.reason.map(|words| view! { <p>{t("理由：")}{words}</p> })}
            {acts.then(|| view! {
                <label for=field.clone()>{t("理由")}</label>
                <textarea id=field.clone() class="brief" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea>
                <div class="row">{buttons}</div>
            })}
            <Came of=sending/>
        </section>
    }
}
