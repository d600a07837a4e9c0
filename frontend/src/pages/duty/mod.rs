//! Duty: rosters, what is owed in the running period, what does not fit together between registers.

mod owed;
mod roster;

pub use owed::{Gaps, Mine};
pub use roster::Roster;

use crate::{
    i18n::t,
    loaded::{self, Loaded},
};
use guiju_api::{DutyShown, RosterOffered};
use leptos::prelude::*;
use leptos_router::components::A;
use owed::Kinds;

/// Rosters and obligations.
#[component]
pub fn Duty() -> impl IntoView {
    let rosters = Loaded::<Vec<RosterOffered>>::from(|| "/api/rosters".to_owned());
    let board = Loaded::<Vec<DutyShown>>::from(|| "/api/duties/board".to_owned());
    view! {
        <h1>{t("值班")}</h1>
        {loaded::shown(rosters, |rosters: Vec<RosterOffered>| view! {
            <div class="tiles">
                {rosters.into_iter().map(|roster| view! {
                    <A href=format!("/rosters/{}/{}", roster.regulation, roster.roster)>{roster.title}</A>
                }).collect_view()}
                <A href="/gaps">{t("登记簿核对")}</A>
            </div>
        })}
        <section class="sheet">
            <h2>{t("本期各人各部门的义务")}</h2>
            {loaded::shown(board, |duties: Vec<DutyShown>| view! { <Kinds duties/> })}
        </section>
    }
}
