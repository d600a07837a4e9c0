//! The page of shifts and obligations: links to rosters, and the obligations of the current period.

mod obligations;
mod roster;

pub use obligations::{Discrepancies, MyObligations};
pub use roster::Roster;

use crate::{
    components::resource::show_resource,
    i18n::{t, text},
    state::resource::ApiResource,
};
use guiju_api::{DutyShown, RosterOffered};
use leptos::prelude::*;
use leptos_router::components::A;
use obligations::ObligationGroups;

/// The page of shifts and obligations.
#[component]
pub fn Shifts() -> impl IntoView {
    let rosters = ApiResource::<Vec<RosterOffered>>::from_path(|| "/api/rosters".to_owned());
    let board = ApiResource::<Vec<DutyShown>>::from_path(|| "/api/duties/board".to_owned());
    view! {
        <h1>{t(text::common::SHIFTS)}</h1>
        {show_resource(rosters, |rosters: Vec<RosterOffered>| view! {
            <div class="tiles">
                {rosters.into_iter().map(|roster| view! {
                    <A href=format!("/rosters/{}/{}", roster.regulation, roster.roster)>{roster.title}</A>
                }).collect_view()}
                <A href="/gaps">{t(text::common::REGISTERS_COMPARED)}</A>
            </div>
        })}
        <section class="sheet">
            <h2>{t(text::duty::WHAT_EVERYBODY_OWES_IN_PERIOD)}</h2>
            {show_resource(board, |duties: Vec<DutyShown>| view! { <ObligationGroups duties/> })}
        </section>
    }
}
