//! Assessments: proposals that people decide, and the sheets behind them.

use crate::{api, api::Session, cite::Cite};
use guiju_api::{AssessmentOffered, AssessmentShown, ProposalDecision, ProposalShown, SubjectShown};
use guiju_model::{Date, Half};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_query_map};
use std::collections::BTreeSet;

/// Proposals and assessments.
#[component]
pub fn Assessments() -> impl IntoView {
    let proposals = api::fetch::<Vec<ProposalShown>>(|| "/api/proposals".to_owned());
    let all = api::fetch::<Vec<AssessmentOffered>>(|| "/api/assessments".to_owned());
    let again = Callback::new(move |()| proposals.refetch());
    view! {
        <h1>"考核"</h1>
        {api::shown(all, |all: Vec<AssessmentOffered>| view! {
            <div class="tiles">{all.into_iter().map(|one| view! {
                <A href=format!("/assessments/{}/{}", one.regulation, one.assessed)>{one.title}<div class="soft small">{one.regulation_title}</div></A>
            }).collect_view()}</div>
        })}
        <h2>"处理提议"</h2>
        {api::shown(proposals, move |proposals: Vec<ProposalShown>| {
            let empty = proposals.is_empty();
            view! {
                {proposals.into_iter().map(|proposal| view! { <Proposal proposal again/> }).collect_view()}
                <p class="soft" hidden=!empty>"没有与您有关的提议。"</p>
            }
        })}
    }
}

#[component]
fn Proposal(proposal: ProposalShown, again: Callback<()>) -> impl IntoView {
    let (reason, problem) = (RwSignal::new(String::new()), RwSignal::new(None));
    let (state, class) = match proposal.state.as_str() {
        "objected" => ("已提异议", "tag warn"),
        "confirmed" => ("已确认", "tag bad"),
        "dismissed" => ("不予处理", "tag good"),
        _ => ("待确认", "tag warn"),
    };
    let id = proposal.id;
    let decide = move |action: String| {
        let decision = ProposalDecision { action, reason: reason.get_untracked() };
        let csrf = api::csrf();
        spawn_local(async move {
            match api::post::<_, ()>(csrf, format!("/api/proposals/{id}"), &decision, None).await {
                Ok(()) => again.run(()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let buttons = proposal
        .actions
        .iter()
        .map(|action| {
            let (label, mine) = (
                match action.as_str() {
                    "object" => "提出异议",
                    "confirm" => "确认",
                    _ => "不予处理",
                },
                action.clone(),
            );
            view! { <button type="button" on:click=move |_| decide(mine.clone())>{label}</button> }
        })
        .collect_view();
    let acts = !proposal.actions.is_empty();
    let field = format!("reason-{id}");
    view! {
        <section class="sheet">
            <h3>{proposal.person}"（"{proposal.department}"） "{proposal.measure}" "<span class=class>{state}</span></h3>
            <p>{proposal.explanation}</p>
            <p class="small soft">{proposal.starts}" 至 "{proposal.ends}" · 由"{proposal.decided_by}"决定 "{proposal.citations.into_iter().map(|citation| view! { <Cite citation/>" " }).collect_view()}</p>
            <details><summary>"依据的记录（"{proposal.evidence.len()}"）"</summary><ul>{proposal.evidence.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul></details>
            {proposal.objection.map(|words| view! { <p class="message warn">"异议："{words}</p> })}
            {proposal.reason.map(|words| view! { <p>"理由："{words}</p> })}
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            {acts.then(|| view! {
                <label for=field.clone()>"理由"</label>
                <textarea id=field.clone() prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea>
                <div class="row">{buttons}</div>
            })}
        </section>
    }
}

/// One assessment's sheet of a period.
#[component]
pub fn Sheet() -> impl IntoView {
    let (regulation, assessed) = (super::parameter("regulation"), super::parameter("assessed"));
    let session = expect_context::<Session>();
    let query = use_query_map();
    let today = session
        .0
        .with_untracked(|me| me.as_ref().and_then(|me| me.now.get(..10).map(str::to_owned)))
        .unwrap_or_default();
    let day = move || query.read().get("day").unwrap_or_else(|| today.clone());
    let shown = api::fetch::<AssessmentShown>({
        let day = day.clone();
        move || format!("/api/assessments/{}/{}?day={}", regulation(), assessed(), day())
    });
    let page = move |text: String| {
        let navigate = leptos_router::hooks::use_navigate();
        navigate(
            &format!("/assessments/{}/{}?day={text}", regulation(), assessed()),
            leptos_router::NavigateOptions::default(),
        );
    };
    view! {
        <div class="filters"><div><label for="day">"所看的日期"</label><input id="day" type="date" prop:value=day on:change=move |e| page(event_target_value(&e))/></div></div>
        {api::shown(shown, |shown: AssessmentShown| view! {
            <h1>{shown.title.clone()}</h1>
            <p class="soft">{shown.starts.clone()}" 至 "{shown.ends.clone()}</p>
            <Month subjects=shown.subjects/>
        })}
    }
}

#[component]
fn Month(subjects: Vec<SubjectShown>) -> impl IntoView {
    if subjects.is_empty() {
        return view! { <p class="sheet soft">"这一期还没有考核结果。"</p> }.into_any();
    }
    let days = subjects.iter().flat_map(|subject| subject.marks.iter().map(|mark| mark.date)).collect::<BTreeSet<_>>();
    let heads = days.iter().map(|day| view! { <th scope="col">{Date(*day).parts().2}</th> }).collect_view();
    let line = |subject: SubjectShown| {
        let cells = days
            .iter()
            .map(|day| {
                let mark = |half: Half| subject.marks.iter().find(|mark| mark.date == *day && mark.half == half);
                let title = [Half::Am, Half::Pm]
                    .iter()
                    .filter_map(|half| mark(*half))
                    .map(|mark| mark.label.clone())
                    .collect::<Vec<_>>()
                    .join("；");
                let sign = |half| mark(half).map(|mark| mark.sign.clone()).unwrap_or_default();
                view! { <td title=title>{sign(Half::Am)}<br/>{sign(Half::Pm)}</td> }
            })
            .collect_view();
        let figures = subject
            .figures
            .iter()
            .filter(|figure| figure.value != 0)
            .map(|figure| format!("{} {} {}", figure.label, figure.value, figure.unit));
        let duties = subject.duties.iter().map(|(what, done, needed)| format!("{what} {done}/{needed}"));
        let text = figures.chain(duties).collect::<Vec<_>>().join("，");
        view! { <tr><th scope="row">{subject.name.clone()}</th><td>{text}</td>{cells}</tr> }
    };
    let rows = subjects.into_iter().map(line).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="考核表">
            <table class="list month"><thead><tr><th scope="col">"姓名"</th><th scope="col">"合计"</th>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
        <p class="soft small">"√ 出勤　△ 迟到　▽ 早退　○ 请假　□ 外出　☆ 情况说明　× 旷工半天；上行上午，下行下午"</p>
    }
    .into_any()
}
