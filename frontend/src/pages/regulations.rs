//! The list of regulations, and the page of a regulation with its clauses and the parameter values in force.

use crate::{
    api::{self, Session},
    components::{
        citation::effective_since,
        resource::show_resource,
        submit::SubmitStatus,
        tile::{Tile, tile_grid},
    },
    i18n::{fill, t, text},
    pages::revisions::in_force,
    state::{
        page_title::set_page_title,
        query::route_param,
        resource::ApiResource,
        submission::{Submission, done},
    },
    util::format::format_parameter,
};
use gloo_net::http::Method;
use guiju_api::{PackageShown, RegulationOffered, RegulationShown, WordingEntry};
use guiju_model::{Clause, ClauseKind, Form};
use leptos::prelude::*;
use leptos_router::components::A;

/// The regulations in force, as tiles.
#[component]
pub fn Regulations() -> impl IntoView {
    let all = ApiResource::<Vec<RegulationOffered>>::from_path(|| "/api/regulations".to_owned());
    view! {
        <h1>{t(text::common::REGULATIONS)}</h1>
        {show_resource(all, |all: Vec<RegulationOffered>| {
            let tile = |one: RegulationOffered| Tile {
                href: format!("/regulations/{}", one.id),
                title: one.title,
                subtitle: fill(text::regulations::CLAUSES_VERSION, &[&one.area, &one.clauses, &one.version]),
                area: one.area,
            };
            tile_grid(all.into_iter().map(tile).collect())
        })}
    }
}

/// The page of a regulation: contents, clauses, forms and versions.
#[component]
pub fn Regulation() -> impl IntoView {
    let id = route_param("id");
    let shown = ApiResource::<RegulationShown>::from_path(move || format!("/api/regulations/{}", id()));
    let packages = ApiResource::<Vec<PackageShown>>::from_path(move || format!("/api/packages?regulation={}", id()));
    let reload = Callback::new(move |()| shown.refetch());
    show_resource(shown, move |shown: RegulationShown| {
        set_page_title(&shown.title);
        view! {
            <div class="book">
                {contents(&shown.clauses)}
                <RegulationText shown=shown.clone() reload/>
                <aside>
                    <section class="sheet"><h2>{t(text::common::FORMS)}</h2>{form_links(&shown)}</section>
                    <VersionList regulation=shown.id packages/>
                </aside>
            </div>
        }
    })
}

/// Links to the clauses of the page.
fn contents(clauses: &[Clause]) -> AnyView {
    let link = |clause: &Clause| {
        let (label, heading) = (clause.label.clone(), clause.heading.clone());
        view! { <li><a rel="external" href=format!("#clause-{}", clause.id)>{label}" "{heading}</a></li> }
    };
    let links = clauses.iter().map(link).collect_view();
    view! { <nav class="toc" aria-label=t(text::common::CONTENTS)><h2>{t(text::common::CONTENTS)}</h2><ol>{links}</ol></nav> }.into_any()
}

/// Links to the forms of a regulation.
fn form_links(shown: &RegulationShown) -> AnyView {
    let link = |form: &Form| {
        let (address, title) = (format!("/start/{}/{}", shown.id, form.id), form.title.clone());
        view! { <li><A href=address>{title}</A></li> }
    };
    view! { <ul class="lines ways">{shown.forms.iter().map(link).collect_view()}</ul> }.into_any()
}

/// The text of a regulation, clause by clause.
#[component]
fn RegulationText(shown: RegulationShown, reload: Callback<()>) -> impl IntoView {
    let is_administrator = expect_context::<Session>().is_administrator();
    let clause = |clause: Clause| {
        let usage = shown.uses.get(&clause.id).map(|usage| {
            let cited = fill(text::regulations::USED_TIMES_YEAR, &[&usage.cited.to_string()]);
            let held_back = (usage.held_back > 0)
                .then(|| fill(text::regulations::HELD_BACK_FILINGS, &[&usage.held_back.to_string()]));
            view! { <p class="soft small">{cited}{held_back}</p> }.into_any()
        });
        let own_parameters = shown.parameters.iter().filter(|(parameter, _, _)| parameter.clause == clause.id);
        let parameters = own_parameters.map(|(parameter, value, since)| {
            let (value, since) = (format_parameter(parameter, value), effective_since(since.as_deref()));
            view! { <li>{parameter.label.clone()}" "<strong class="param">{value}</strong>" "<span class="soft small">{since}</span></li> }
        });
        let parameters = parameters.collect_view().into_any();
        let wording = is_administrator
            .then(|| view! { <Wording digest=shown.digest.clone() clause=clause.id.clone() reload/> }.into_any());
        clause_section(clause, parameters, usage, wording)
    };
    let clauses = shown.clauses.clone().into_iter().map(clause).collect_view();
    view! {
        <article class="sheet law">
            <h1>{shown.title.clone()}</h1>
            <p class="soft small since">{shown.version.clone()}{t(text::regulations::VERSION_IN_FORCE_SINCE)}{shown.since.clone()}{t(text::regulations::IN_FORCE_SUFFIX)}</p>
            {clauses}
        </article>
    }
}

/// A clause with its kind, parameter values, usage, and the office's own wording for administrators.
fn clause_section(clause: Clause, parameters: AnyView, usage: Option<AnyView>, wording: Option<AnyView>) -> AnyView {
    let (kind, class, reason) = match clause.kind {
        ClauseKind::Rule => (t(text::regulations::RULE), "tag good", None),
        ClauseKind::Duty => (t(text::common::OBLIGATION), "tag warn", None),
        ClauseKind::Definition => (t(text::regulations::DEFINITION), "tag", None),
        ClauseKind::Declaratory(reason) => (t(text::regulations::DECLARATION), "tag", Some(reason)),
    };
    view! {
        <section class="art clause" id=format!("clause-{}", clause.id)>
            <p class="n">{clause.label}</p>
            <div>
                <h2>{clause.heading}" "<span class=class>{kind}</span></h2>
                <p class="text">{clause.statement}</p>
                {reason.map(|reason| view! { <p class="soft small">{reason}</p> })}
                <ul class="params">{parameters}</ul>
                {usage}
                {wording}
            </div>
        </section>
    }
    .into_any()
}

/// The versions that are or were in force, with the way to compare and revise them for those with a system role.
#[component]
fn VersionList(regulation: String, packages: ApiResource<Vec<PackageShown>>) -> impl IntoView {
    let versions = format!("/regulations/{regulation}/versions");
    let may_revise = expect_context::<Session>().system_role().is_some();
    view! {
        <section class="sheet"><h2>{t(text::common::VERSION)}</h2>
            {show_resource(packages, |all: Vec<PackageShown>| {
                let lines = all.into_iter().filter(|package| !package.bound.is_empty()).map(|package| {
                    view! { <li><strong>{package.version.clone()}</strong>" "<span class="soft small">{in_force(&package)}</span></li> }
                });
                view! { <ul class="lines">{lines.collect_view()}</ul> }
            })}
            {may_revise.then(|| view! { <p><A href=versions>{t(text::regulations::COMPARE_REHEARSE_REVISE)}</A></p> })}
        </section>
    }
}

/// A form in which an administrator enters the office's own wording of a clause.
#[component]
fn Wording(digest: String, clause: String, reload: Callback<()>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let submission = Submission::new();
    let id = format!("wording-{clause}");
    let save = move |_| {
        let clauses = [(clause.clone(), text.get_untracked().into())].into_iter().collect();
        let entry = WordingEntry { digest: digest.clone(), clauses };
        submission.send(async move {
            let path = format!("/api/packages/{}/wording", entry.digest);
            api::request(Method::PUT, path, Some(&entry)).await?;
            reload.run(());
            Ok(done(t(text::common::SAVED)))
        });
    };
    view! {
        <details class="noprint"><summary>{t(text::regulations::ATTACH_OFFICE_OWN_WORDING)}</summary>
            <div class="field"><label for=id.clone()>{t(text::regulations::OFFICE_OWN_WORDING)}</label><p class="help">{t(text::regulations::LEFT_EMPTY_RESTATEMENT_PACKAGE_SHOWN)}</p>
                <textarea id=id prop:value=text on:input=move |e| text.set(event_target_value(&e))></textarea></div>
            <SubmitStatus submission/>
            <button type="button" aria-busy=move || submission.busy.get().to_string() on:click=save>{t(text::regulations::SAVE_WORDING)}</button>
        </details>
    }
}
