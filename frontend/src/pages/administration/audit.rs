//! The integrity of the event chain.

use crate::{
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, text},
    state::resource::ApiResource,
};
use guiju_api::ChainReport;
use leptos::prelude::*;

/// The result of the last verification of the event chain, and the alarms.
#[component]
pub fn Audit() -> impl IntoView {
    let chain = ApiResource::<ChainReport>::from_path(|| "/api/audit".to_owned());
    view! {
        <section class="sheet">
            {show_resource(chain, |chain: ChainReport| {
                let result = match chain.broken_at {
                    None => view! { <p class="message good">{icon(drawing::LuShieldCheck.data)}" "{fill(text::audit::EVENTS_UNBROKEN_NOTHING_ALTERED, &[&chain.events])}</p> },
                    Some(at) => view! { <p class="message bad">{icon(drawing::LuTriangleAlert.data)}" "{fill(text::audit::EVENT_DOES_NOT_MATCH_RECORD, &[&at])}</p> },
                };
                let alarms = chain.alarms.into_iter().map(|alarm| view! { <p class="bad">{alarm}</p> });
                view! { {result}{alarms.collect_view()} }
            })}
        </section>
    }
}
