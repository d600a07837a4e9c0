//! The versions of a regulation: packages, a comparison with the version in force, rehearsals and revisions.

mod comparison;
mod drafts;
mod packages;
mod rehearsal;
mod schedule;
pub mod trust;

pub use packages::in_force;
pub use rehearsal::Rehearsal;

use crate::{
    components::resource::show_resource,
    i18n::{t, text},
    state::{
        page_title::set_page_title,
        query::{query_map, route_param},
        resource::ApiResource,
    },
};
use comparison::VersionComparison;
use guiju_api::{PackageShown, RegulationShown};
use leptos::prelude::*;
use leptos_router::components::A;
use packages::{InstallForm, Packages};
use rehearsal::Rehearsals;
use schedule::{RevisionForm, Revisions};

/// The page of the versions of a regulation.
#[component]
pub fn Versions() -> impl IntoView {
    let id = route_param("id");
    let query = query_map();
    let regulation = ApiResource::<RegulationShown>::from_path(move || format!("/api/regulations/{}", id()));
    let packages = ApiResource::<Vec<PackageShown>>::from_path(move || format!("/api/packages?regulation={}", id()));
    // Counts changes, because each may affect everything else on the page.
    let changed = RwSignal::new(0u32);
    let again = Callback::new(move |()| {
        packages.refetch();
        changed.update(|n| *n += 1);
    });
    // A proposed revision leaves the packages and the form as they are.
    let proposed = Callback::new(move |()| changed.update(|n| *n += 1));
    let compared = move || query.read().get("compare").filter(|digest| !digest.is_empty());
    view! {
        {show_resource(regulation, move |shown: RegulationShown| {
            let title = shown.title.clone();
            let regulation = shown.id.clone();
            set_page_title(&format!("{title} · {}", t(text::common::VERSIONS_REVISIONS)));
            view! {
                <h1>{title}" · "{t(text::common::VERSIONS_REVISIONS)}</h1>
                <p><A href=format!("/regulations/{regulation}")>{t(text::revision::BACK_TEXT)}</A></p>
                {show_resource(packages, {
                    let shown = shown.clone();
                    move |all: Vec<PackageShown>| view! { <Packages all=all.clone()/><RevisionForm regulation=shown.clone() packages=all proposed/> }
                })}
                <InstallForm installed=again/>
            }
        })}
        {move || compared().map(|digest| view! { <VersionComparison digest/> })}
        <Rehearsals changed/>
        <Revisions changed again/>
    }
}
