//! The integrity of the event chain.

use crate::{
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::fill,
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
                    None => view! { <p class="message good">{icon(drawing::LuShieldCheck.data)}" "{fill("共 {} 个事件，首尾相接，没有改动。", &[&chain.events])}</p> },
                    Some(at) => view! { <p class="message bad">{icon(drawing::LuTriangleAlert.data)}" "{fill("第 {} 个事件与记录不符，请立即联系安全员。", &[&at])}</p> },
                };
                let alarms = chain.alarms.into_iter().map(|alarm| view! { <p class="bad">{alarm}</p> });
                view! { {result}{alarms.collect_view()} }
            })}
        </section>
    }
}
