//! The page of assessments: proposed sanctions, the reader's own figures, and links to the assessment sheets.

mod day;
mod legend;
mod month_table;
mod period;
mod proposal;

pub use period::AssessmentSheet;

use crate::{
    components::{
        icon::{drawing, icon},
        resource::show_resource,
        suspension::suspension_line,
        tile::{Tile, tile_grid},
    },
    i18n::{fill, t, text},
    state::resource::ApiResource,
};
use guiju_api::{AssessmentOffered, AssessmentShown, ProposalShown, SubjectShown, SuspensionShown};
use guiju_model::{Date, summary::counted};
use leptos::prelude::*;
use proposal::Proposal;

/// The page of assessments.
#[component]
pub fn Assessments() -> impl IntoView {
    let proposals = ApiResource::<Vec<ProposalShown>>::from_path(|| "/api/proposals".to_owned());
    let all = ApiResource::<Vec<AssessmentOffered>>::from_path(|| "/api/assessments".to_owned());
    let reload = Callback::new(move |()| proposals.refetch());
    view! {
        <h1>{t(text::common::ASSESSMENTS)}</h1>
        {show_resource(proposals, move |proposals: Vec<ProposalShown>| {
            let offered = all.value().unwrap_or_default();
            proposal_list(proposals, &offered, reload)
        })}
        <Suspensions/>
        <OwnFigures/>
        {show_resource(all, |all: Vec<AssessmentOffered>| {
            let tile = |one: AssessmentOffered| Tile {
                href: format!("/assessments/{}/{}", one.regulation, one.assessed),
                title: one.title,
                subtitle: one.regulation_title,
                ..Tile::default()
            };
            tile_grid(all.into_iter().map(tile).collect())
        })}
    }
}

/// The list of proposals; the first that waits for the reader is unfolded.
fn proposal_list(proposals: Vec<ProposalShown>, offered: &[AssessmentOffered], reload: Callback<()>) -> AnyView {
    if proposals.is_empty() {
        return view! { <p class="sheet soft">{t(text::assessment::NO_PROPOSALS_CONCERN_YOU)}</p> }.into_any();
    }
    let waiting = proposals.iter().filter(|one| !one.actions.is_empty()).count();
    let first = proposals.iter().position(|one| !one.actions.is_empty());
    let item = |(index, proposal): (usize, ProposalShown)| {
        let sheet = sheet_address(&proposal, offered);
        view! { <Proposal proposal sheet open={first == Some(index)} reload/> }.into_any()
    };
    let items = proposals.into_iter().enumerate().map(item).collect::<Vec<_>>();
    let waiting_tag = (waiting > 0).then(
        || view! { <span class="tag warn">{icon(drawing::LuClock.data)}{fill(text::assessment::WAIT_YOUR_WORD, &[&waiting])}</span> },
    );
    view! { <section class="sheet flush"><div class="top"><h2>{t(text::assessment::PROPOSALS)}</h2>{waiting_tag}</div>{items}</section> }
        .into_any()
}

/// The address of the assessment sheet behind a proposal, if the reader may open it: the sheet of its regulation and period.
fn sheet_address(proposal: &ProposalShown, offered: &[AssessmentOffered]) -> Option<String> {
    let days = proposal.ends.parse::<Date>().ok()?.0 - proposal.starts.parse::<Date>().ok()?.0 + 1;
    let period = match days {
        7 => "week",
        28..=31 => "month",
        90..=92 => "quarter",
        181..=184 => "half-year",
        365..=366 => "year",
        _ => return None,
    };
    let regulation = &proposal.citations.first()?.regulation;
    let sheet = offered.iter().find(|one| one.regulation == *regulation && one.period == period)?;
    Some(format!("/assessments/{}/{}?day={}", sheet.regulation, sheet.assessed, proposal.starts))
}

/// The suspended privileges that are not over: the reader's own, and those that the reader may see.
#[component]
fn Suspensions() -> impl IntoView {
    let all = ApiResource::<Vec<SuspensionShown>>::from_path(|| "/api/suspensions".to_owned());
    show_resource(all, |all: Vec<SuspensionShown>| {
        let line = |one: SuspensionShown| view! { <li>{suspension_line(one)}</li> }.into_any();
        (!all.is_empty()).then(|| view! { <section class="sheet"><h2>{t(text::suspension::HEADING)}</h2><ul class="suspensions">{all.into_iter().map(line).collect::<Vec<_>>()}</ul></section> })
    })
}

/// The reader's figures of the current period.
#[component]
fn OwnFigures() -> impl IntoView {
    let mine = ApiResource::<Vec<AssessmentShown>>::from_path(|| "/api/assessments/mine".to_owned());
    let figures = |subject: SubjectShown| {
        subject
            .figures
            .into_iter()
            .map(|figure| {
                view! { <div><dt>{figure.label}</dt><dd>{counted(figure.value, &figure.unit)}</dd></div> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    let period = move |of: AssessmentShown| {
        view! { <h3>{of.title}" "<span class="soft small">{of.starts}{t(text::assessment::TO)}{of.ends}</span></h3><dl class="figures">{of.subjects.into_iter().map(figures).collect::<Vec<_>>()}</dl> }.into_any()
    };
    show_resource(mine, move |mine: Vec<AssessmentShown>| {
        (!mine.is_empty()).then(|| view! { <section class="sheet"><h2>{t(text::assessment::MY_RUNNING_TOTALS)}</h2>{mine.into_iter().map(period).collect::<Vec<_>>()}</section> })
    })
}
