//! The installed versions of a regulation, and installing a package.

use crate::{
    api,
    components::{
        card::{card_table, text_cell},
        download::DownloadLink,
        problem::ProblemAlert,
    },
    i18n::{fill, t, text},
    state::scope::TaskScope,
    util::format::format_moment,
};
use guiju_api::{PackageShown, Problem};
use leptos::{html::Input, prelude::*};
use leptos_router::components::A;
use wasm_bindgen::JsCast;

/// Text that says when a package is in force.
pub fn in_force(package: &PackageShown) -> String {
    let one = |(from, until): &(String, Option<String>)| match until {
        Some(until) => fill(text::revision::FROM_UNTIL_BEFORE, &[from, until]),
        None => fill(text::common::SINCE, &[from]),
    };
    if package.bound.is_empty() {
        return t(text::revision::NOT_IN_FORCE).to_owned();
    }
    package.bound.iter().map(one).collect::<Vec<_>>().join("；")
}

/// The table of installed versions.
#[component]
pub fn Packages(all: Vec<PackageShown>) -> impl IntoView {
    let rows = all.into_iter().map(|package| {
        let version = view! { <strong>{package.version.clone()}</strong>" "<span class="soft small">{package.digest.get(..12).unwrap_or_default().to_owned()}</span> };
        let acts = view! {
            <A href=format!("/regulations/{}/versions?compare={}", package.regulation, package.digest)>{t(text::revision::COMPARE_WITH_ONE_IN_FORCE)}</A>" "
            <DownloadLink path=format!("/api/packages/{}", package.digest) name=format!("{}-{}.wasm", package.regulation, package.version) label=t(text::revision::DOWNLOAD).to_owned()/>
        };
        vec![
            version.into_any(),
            text_cell(in_force(&package)),
            text_cell(package.publisher.clone().unwrap_or_else(|| t(text::revision::NOT_SIGNED).to_owned())),
            text_cell(if package.cases == 0 { "—".to_owned() } else { package.cases.to_string() }),
            text_cell(format_moment(&package.installed)),
            acts.into_any(),
        ]
    });
    let heads = vec![
        t(text::common::VERSION),
        t(text::revision::PERIOD_IN_FORCE),
        t(text::revision::PUBLISHER),
        t(text::revision::EXAMPLES),
        t(text::revision::INSTALLED),
        t(text::common::ACTIONS),
    ];
    let table = card_table("", heads, false, rows.collect());
    view! { <section class="sheet"><h2>{t(text::revision::INSTALLED_VERSIONS)}</h2>{table}</section> }
}

/// A form that installs a package from a file.
#[component]
pub fn InstallForm(installed: Callback<()>) -> impl IntoView {
    let (done, problem, busy) =
        (RwSignal::new(None::<PackageShown>), RwSignal::new(None::<Problem>), RwSignal::new(false));
    let input = NodeRef::<Input>::new();
    let scope = TaskScope::current();
    let send = move |_| {
        let element = input.get_untracked().map(JsCast::unchecked_into::<web_sys::HtmlInputElement>);
        let Some(file) = element.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            problem.set(Some(Problem { title: t(text::common::CHOOSE_FILE_FIRST).to_owned(), ..Problem::default() }));
            return;
        };
        busy.set(true);
        problem.set(None);
        done.set(None);
        scope.spawn(async move {
            match api::upload::<PackageShown>("/api/packages".to_owned(), file).await {
                Ok(package) => {
                    done.set(Some(package));
                    installed.run(());
                }
                Err(rejection) => problem.set(Some(rejection)),
            }
            busy.set(false);
        });
    };
    view! {
        <section class="sheet"><h2>{t(text::revision::INSTALL_NEW_VERSION)}</h2>
            <p class="help">{t(text::revision::SIGNATURE_CONTRACT_LIMITS_EVERY_EXAMPLE)}</p>
            <div class="row">
                <label for="package">{t(text::revision::PACKAGE)}</label>
                <input id="package" type="file" accept=".wasm" node_ref=input/>
                <button type="button" class="primary" disabled=busy on:click=send>{t(text::revision::CHECK_INSTALL)}</button>
                <span class="soft" role="status">{move || if busy.get() { t(text::revision::CHECKING) } else { "" }}</span>
            </div>
            {move || problem.get().map(|problem| view! { <ProblemAlert problem/> })}
            {move || done.get().map(|package| view! { <Installed package/> })}
        </section>
    }
}

/// What was installed, and what stands in the way of its coming into force.
#[component]
fn Installed(package: PackageShown) -> impl IntoView {
    let hindrances = package
        .hindrances
        .iter()
        .map(|hindrance| view! { <p class="message warn" role="status">{hindrance.clone()}</p> });
    let hindrances = hindrances.collect_view();
    view! {
        <p class="message good" role="status">{fill(text::revision::INSTALLED_ALL_EXAMPLES_HOLD, &[&package.title, &package.version, &package.cases])}</p>
        {hindrances}
    }
}
