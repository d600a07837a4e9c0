//! Obligations with their progress, and discrepancies between registers.

use crate::{
    components::{citation::CitationLink, resource::show_resource},
    i18n::{fill, t, text},
    state::resource::ApiResource,
};
use guiju_api::{DutyShown, GapShown};
use leptos::prelude::*;
use leptos_router::components::A;
use std::collections::BTreeMap;

/// Obligations, each with a meter of its progress.
#[component]
pub fn ObligationMeters(
    /// The obligations to be shown.
    duties: Vec<DutyShown>,
    /// Whether the person is shown.
    named: bool,
) -> impl IntoView {
    let empty = duties.is_empty();
    let line = |duty: DutyShown| {
        let met = duty.done >= duty.needed;
        let how = format!("{}/{}", duty.done, duty.needed);
        let label = format!("{} {how}", duty.what);
        let what = match duty.met_by {
            Some((regulation, form)) if !met => {
                view! { <A href=format!("/start/{regulation}/{form}")>{duty.what}</A> }.into_any()
            }
            _ => duty.what.into_any(),
        };
        view! {
            <li class="meter">
                <span>{named.then(|| view! { <strong>{duty.whose}</strong>" " })}{what}" "{duty.citation.map(|citation| view! { <CitationLink citation/> })}</span>
                <span class="row">
                    <meter aria-label=label min="0" max=duty.needed.max(1).to_string() value=duty.done.min(duty.needed).to_string()></meter>
                    <span class=if met { "good" } else { "warn" }>{how}</span>
                    <span class="soft small">{fill(text::common::DUE_BY, &[&duty.until])}</span>
                </span>
            </li>
        }
    };
    view! {
        <ul class="lines">{duties.into_iter().map(line).collect_view()}</ul>
        <p class="soft" hidden=!empty>{t(text::duty::NOTHING_OWED_IN_PERIOD)}</p>
    }
}

/// The reader's open obligations, the earliest deadline first.
#[component]
pub fn MyObligations() -> impl IntoView {
    const SHOWN: usize = 4;
    let mine = ApiResource::<Vec<DutyShown>>::from_path(|| "/api/duties".to_owned());
    show_resource(mine, |mut duties: Vec<DutyShown>| {
        let all = duties.len();
        duties.retain(|duty| duty.done < duty.needed);
        duties.sort_by(|a, b| a.until.cmp(&b.until));
        let progress = fill(text::duty::IN_ALL_DONE, &[&all, &(all - duties.len())]);
        duties.truncate(SHOWN);
        (all > 0).then(|| view! { <section class="sheet"><h2><A href="/duty">{t(text::duty::WHAT_I_OWE)}</A></h2><ObligationMeters duties named=false/><p class="soft small">{progress}</p></section> })
    })
}

/// Obligations of several people, grouped by kind and deadline.
#[component]
pub fn ObligationGroups(
    /// The obligations to be shown.
    duties: Vec<DutyShown>,
) -> impl IntoView {
    let mut groups: BTreeMap<(String, String), Vec<DutyShown>> = BTreeMap::new();
    for duty in duties {
        groups.entry((duty.until.clone(), duty.what.clone())).or_default().push(duty);
    }
    let (single, several): (Vec<_>, Vec<_>) = groups.into_values().partition(|duties| duties.len() == 1);
    let single = single.into_iter().flatten().collect::<Vec<_>>();
    let group = |duties: Vec<DutyShown>| {
        let met = duties.iter().filter(|duty| duty.done >= duty.needed).count();
        let (what, all) = (duties.first().map(|duty| duty.what.clone()).unwrap_or_default(), duties.len());
        let how = fill(text::duty::MET, &[&what, &all, &met]);
        view! { <details class="kind"><summary>{how}</summary><ObligationMeters duties named=true/></details> }
    };
    view! { <ObligationMeters duties=single named=true/>{several.into_iter().map(group).collect_view()} }
}

/// The page of entries that one register has and another lacks.
#[component]
pub fn Discrepancies() -> impl IntoView {
    let gaps = ApiResource::<Vec<GapShown>>::from_path(|| "/api/gaps".to_owned());
    view! {
        <h1>{t(text::common::REGISTERS_COMPARED)}</h1>
        <p class="soft">{t(text::duty::WHAT_ONE_REGISTER_ANOTHER_LACKS)}</p>
        {show_resource(gaps, |gaps: Vec<GapShown>| {
            let empty = gaps.is_empty();
            let line = |gap: GapShown| {
                let what = match gap.matter {
                    Some(matter) => view! { <A href=format!("/matters/{matter}")>{gap.what}</A> }.into_any(),
                    None => gap.what.into_any(),
                };
                view! { <li><span class="soft">{gap.on}</span>" "{what}" "{gap.citation.map(|citation| view! { <CitationLink citation/> })}</li> }
            };
            view! {
                <section class="sheet">
                    <ul class="lines">{gaps.into_iter().map(line).collect_view()}</ul>
                    <p class="good" hidden=!empty>{t(text::duty::REGISTERS_AGREE)}</p>
                </section>
            }
        })}
    }
}
