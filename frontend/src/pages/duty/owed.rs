//! What is owed, with how much of it is done; and gaps between registers.

use crate::{
    api,
    cite::Cite,
    words::{fill, t},
};
use guiju_api::{DutyShown, GapShown};
use leptos::prelude::*;
use leptos_router::components::A;

/// Obligations with a meter each.
#[component]
pub fn Meters(
    /// Obligations.
    duties: Vec<DutyShown>,
    /// Whether it is said whose they are.
    whose: bool,
) -> impl IntoView {
    let empty = duties.is_empty();
    let line = |duty: DutyShown| {
        let met = duty.done >= duty.needed;
        let how = fill("{}/{}", &[&duty.done, &duty.needed]);
        let label = format!("{} {how}", duty.what);
        let what = match duty.met_by {
            Some((regulation, form)) if !met => {
                view! { <A href=format!("/start/{regulation}/{form}")>{duty.what}</A> }.into_any()
            }
            _ => duty.what.into_any(),
        };
        view! {
            <li class="meter">
                <span>{whose.then(|| view! { <strong>{duty.whose}</strong>" " })}{what}" "{duty.citation.map(|citation| view! { <Cite citation/> })}</span>
                <span class="row">
                    <meter aria-label=label min="0" max=duty.needed.max(1).to_string() value=duty.done.min(duty.needed).to_string()></meter>
                    <span class=if met { "good" } else { "warn" }>{how}</span>
                    <span class="soft small">{fill("{} 前", &[&duty.until])}</span>
                </span>
            </li>
        }
    };
    view! {
        <ul class="lines">{duties.into_iter().map(line).collect_view()}</ul>
        <p class="soft" hidden=!empty>{t("本期没有要履行的义务。")}</p>
    }
}

/// What I owe; nothing at all when there is nothing.
#[component]
pub fn Mine() -> impl IntoView {
    let mine = api::fetch::<Vec<DutyShown>>(|| "/api/duties".to_owned());
    api::shown(mine, |duties: Vec<DutyShown>| {
        (!duties.is_empty())
            .then(|| view! { <section class="sheet"><h2>{t("我的义务")}</h2><Meters duties whose=false/></section> })
    })
}

/// What one register has and another lacks.
#[component]
pub fn Gaps() -> impl IntoView {
    let gaps = api::fetch::<Vec<GapShown>>(|| "/api/gaps".to_owned());
    view! {
        <h1>{t("登记簿核对")}</h1>
        <p class="soft">{t("本期和上一期里，一本登记簿有、另一本没有的。")}</p>
        {api::shown(gaps, |gaps: Vec<GapShown>| {
            let empty = gaps.is_empty();
            let line = |gap: GapShown| {
                let what = match gap.matter {
                    Some(matter) => view! { <A href=format!("/matters/{matter}")>{gap.what}</A> }.into_any(),
                    None => gap.what.into_any(),
                };
                view! { <li><span class="soft">{gap.on}</span>" "{what}" "{gap.citation.map(|citation| view! { <Cite citation/> })}</li> }
            };
            view! {
                <section class="sheet">
                    <ul class="lines">{gaps.into_iter().map(line).collect_view()}</ul>
                    <p class="good" hidden=!empty>{t("各登记簿之间没有发现缺口。")}</p>
                </section>
            }
        })}
    }
}
