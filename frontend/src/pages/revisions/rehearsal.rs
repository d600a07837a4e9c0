//! Rehearsals of a revision: their progress, the differences by clause, and both answers side by side.

use super::{comparison::compared_line, drafts};
use crate::{
    api::{self, Session},
    components::{
        card::{card_table, text_cell},
        dialog::ModalDialog,
        download::DownloadLink,
        problem::ProblemAlert,
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::{
        page_title::set_page_title,
        query::{QueryParam, query_param, route_param},
        resource::ApiResource,
        scope::TaskScope,
    },
    util::format::format_moment,
};
use gloo_net::http::Method;
use gloo_timers::future::TimeoutFuture;
use guiju_api::{
    AspectDiffering, ClauseDiffering, DifferenceOpened, DifferenceShown, Page, RehearsalShown, RevisionWanted,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

/// Pause between two looks at the progress of a rehearsal, in milliseconds.
const POLL_PAUSE: u32 = 700;
/// Differences of a page.
const PAGE: u64 = 50;

/// Name of the part of an answer that differs.
fn aspect_name(name: &str) -> &'static str {
    match name {
        "findings" => t(text::revision::FINDINGS),
        "stations" => t(text::revision::STATIONS),
        "effects" => t(text::revision::WHAT_FOLLOWS),
        "penalties" => t(text::revision::PENALTIES),
        "duties" => t(text::common::OBLIGATION),
        "figures" => t(text::common::STATISTICS),
        "gone" => t(text::revision::NO_LONGER_HANDLED),
        "fault" => t(text::revision::REGULATION_FAULTS),
        _ => t(text::revision::OTHER),
    }
}

/// Name and class of the state of a rehearsal.
fn state_tag(shown: &RehearsalShown) -> (&'static str, &'static str) {
    match shown.state.as_str() {
        "running" => (t(text::revision::RUNNING), "tag warn"),
        "done" => (t(text::common::DONE), "tag good"),
        "cancelled" => (t(text::revision::STOPPED), "tag"),
        _ => (t(text::revision::NOT_FINISHED), "tag bad"),
    }
}

/// The variation that is rehearsed: another version, other parameter values, or neither.
fn variation(shown: &RehearsalShown) -> String {
    let version = shown.version.as_ref().map(|version| fill(text::revision::WITH_VERSION, &[version]));
    let values = shown.values.iter().map(|(label, value)| fill(text::revision::BECOMES, &[label, value]));
    let changes = version.into_iter().chain(values).collect::<Vec<_>>().join("，");
    if changes.is_empty() { t(text::revision::REPLAYED_WITH_VERSIONS_TIME).to_owned() } else { changes }
}

/// The rehearsals of a regulation.
#[component]
pub fn Rehearsals(changed: RwSignal<u32>) -> impl IntoView {
    let regulation = route_param("id");
    let all = ApiResource::<Vec<RehearsalShown>>::from_path(move || {
        changed.track();
        format!("/api/rehearsals?regulation={}", regulation())
    });
    view! {
        <section class="sheet"><h2>{t(text::revision::REHEARSE)}</h2>
            {show_resource(all, |all: Vec<RehearsalShown>| {
                if all.is_empty() {
                    return view! { <p class="soft">{t(text::revision::NO_REHEARSALS_YET)}</p> }.into_any();
                }
                let lines = all.into_iter().map(|shown| {
                    let (word, class) = state_tag(&shown);
                    let (address, change) = (format!("/rehearsals/{}", shown.id), variation(&shown));
                    let counted = fill(text::revision::JUDGEMENTS_WOULD_DIFFER, &[&shown.asked, &shown.differing]);
                    let begun = format_moment(&shown.begun);
                    view! { <li><A href=address>{change}</A>" "<span class=class>{word}</span>" "{counted}" "<span class="soft small">{begun}</span></li> }
                });
                view! { <ul class="lines">{lines.collect_view()}</ul> }.into_any()
            })}
        </section>
    }
}

/// The page of a rehearsal: its progress and what differs, by clause.
#[component]
pub fn Rehearsal() -> impl IntoView {
    let id = route_param("id");
    let differences = Differences::new(id());
    let shown = ApiResource::<RehearsalShown>::from_path(move || format!("/api/rehearsals/{}", id()));
    let scope = TaskScope::current();
    // While it runs, its progress is polled.
    Effect::new(move |_| {
        if let Some(Ok(now)) = shown.get()
            && now.state == "running"
        {
            scope.spawn(async move {
                TimeoutFuture::new(POLL_PAUSE).await;
                shown.refetch();
                differences.found.refetch();
            });
        }
    });
    let stop = Callback::new(move |()| {
        scope.spawn(async move {
            let _ = api::request::<()>(Method::DELETE, format!("/api/rehearsals/{}", id()), None).await;
            shown.refetch();
        });
    });
    view! {
        <h1>{t(text::common::REHEARSAL)}</h1>
        {move || shown.get().map(|result| match result {
            Err(problem) => view! { <ProblemAlert problem/> }.into_any(),
            Ok(shown) => progress(&shown, differences, stop),
        })}
        {show_resource(differences.found, move |found: Page<DifferenceShown>| differences.list(found))}
        {move || differences.opened.get().map(|recording| view! { <BothAnswers rehearsal=id() recording close=Callback::new(move |()| differences.opened.set(None))/> })}
    }
}

/// A button that takes what was rehearsed to the form that plans a revision. Day and reason stay as they were filled in there.
fn plan_button(shown: &RehearsalShown) -> AnyView {
    let reader = expect_context::<Session>().person().unwrap_or_default();
    let (navigate, regulation) = (use_navigate(), shown.regulation.clone());
    let (digest, parameters) = (shown.digest.clone(), shown.parameters.clone());
    let plan = move |_| {
        let (from, reason) =
            drafts::load(reader, &regulation).map(|draft| (draft.from, draft.reason)).unwrap_or_default();
        let (digest, parameters) = (digest.clone(), parameters.clone());
        drafts::store(reader, &RevisionWanted { regulation: regulation.clone(), digest, parameters, from, reason });
        navigate(&format!("/regulations/{regulation}/versions"), NavigateOptions::default());
    };
    view! { <button type="button" on:click=plan>{t(text::revision::PLAN_SO)}</button> }.into_any()
}

/// The progress of a rehearsal: the variation, the numbers, and the clauses by which the differences can be filtered.
fn progress(shown: &RehearsalShown, differences: Differences, stop: Callback<()>) -> AnyView {
    let (word, class) = state_tag(shown);
    let (title, change) = (shown.title.clone(), variation(shown));
    set_page_title(&format!("{} {title}", t(text::common::REHEARSAL)));
    let period = if shown.from.is_empty() {
        fill(text::revision::ALL_JUDGEMENTS_UNTIL_NOTHING_TOUCHED, &[&shown.to])
    } else {
        fill(text::revision::JUDGEMENTS_FROM_NOTHING_TOUCHED, &[&shown.from, &shown.to])
    };
    let clauses = shown.clauses.clone().into_iter().map(|clause| differences.clause_button(clause)).collect_view();
    let aspect = |one: &AspectDiffering| view! { <li>{aspect_name(&one.aspect)}" "<strong>{one.count}</strong></li> };
    let aspects = shown.aspects.iter().map(aspect).collect_view();
    let varied = (shown.digest.is_some() || !shown.parameters.is_empty()).then(|| plan_button(shown));
    let stop_button =
        || view! { <button type="button" on:click=move |_| stop.run(())>{t(text::revision::STOP)}</button> };
    view! {
        <p><A href=format!("/regulations/{}/versions", shown.regulation)>{title}</A>" · "{change}" "<span class=class>{word}</span></p>
        <p class="soft small">{period}</p>
        <section class="sheet" aria-live="polite">
            <progress max=shown.total.max(1) value=shown.asked aria-label=t(text::revision::PROGRESS)></progress>
            <p>{fill(text::revision::JUDGEMENTS_ASKED_AGAIN_IN_S, &[&shown.total, &shown.asked, &shown.seconds, &shown.differing])}</p>
            {shown.problem.clone().map(|problem| view! { <p class="bad">{problem}</p> })}
            <div class="row">
                {(shown.state == "running").then(stop_button)}
                {varied}
                <DownloadLink class="button" path=format!("/api/rehearsals/{}/export", shown.id) label=t(text::common::EXPORT_CSV).to_owned()/>
            </div>
            <ul class="totals" hidden=shown.aspects.is_empty()>{aspects}</ul>
        </section>
        <div class="tabs" role="group" aria-label=t(text::revision::CLAUSE)>{clauses}</div>
    }
    .into_any()
}

/// The list of differences, filtered by clause and split into pages by the query parameters `clause` and `page`.
#[derive(Clone, Copy)]
struct Differences {
    clause: QueryParam,
    page: QueryParam,
    found: ApiResource<Page<DifferenceShown>>,
    /// The recording whose answers are open side by side.
    opened: RwSignal<Option<u64>>,
}

impl Differences {
    fn new(rehearsal: String) -> Self {
        let (clause, page) = (query_param("clause"), query_param("page"));
        let found = ApiResource::from_path(move || {
            let page = page.get().parse::<u64>().unwrap_or(0);
            format!("/api/rehearsals/{rehearsal}/differences?clause={}&page={page}", clause.get())
        });
        Self { clause, page, found, opened: RwSignal::new(None) }
    }

    /// Number of the page, from 0.
    fn number(self) -> u64 {
        self.page.get().parse().unwrap_or(0)
    }

    fn turn_to(self, page: u64) {
        self.page.set(if page == 0 { String::new() } else { page.to_string() });
    }

    /// A button that filters by a clause; pressed again, it shows all clauses.
    fn clause_button(self, differing: ClauseDiffering) -> AnyView {
        let ClauseDiffering { clause: id, label, count } = differing;
        let pressed = id.clone();
        let press = move |_| {
            self.turn_to(0);
            self.clause.set(if self.clause.get_untracked() == id { String::new() } else { id.clone() });
        };
        view! { <button type="button" aria-pressed=move || (self.clause.get() == pressed).to_string() on:click=press>{label}" "{count}</button> }.into_any()
    }

    /// A page of differences as a table.
    fn list(self, found: Page<DifferenceShown>) -> AnyView {
        if found.rows.is_empty() {
            return view! { <p class="soft">{t(text::revision::NO_DIFFERENCE)}</p> }.into_any();
        }
        let total = found.total;
        let rows = found.rows.into_iter().map(|one| {
            let recording = one.recording;
            let aspects = one.aspects.iter().map(|name| aspect_name(name)).collect::<Vec<_>>().join("、");
            vec![
                text_cell(one.on),
                view! { <button type="button" class="plain" on:click=move |_| self.opened.set(Some(recording))>{one.title}</button> }.into_any(),
                text_cell(one.clauses.join("、")),
                text_cell(aspects),
                one.matter.map(|matter| view! { <A href=format!("/matters/{matter}")>{t(text::common::MATTERS)}</A> }).into_any(),
            ]
        });
        let heads = vec![
            t(text::common::DATE),
            t(text::common::MATTERS),
            t(text::revision::CLAUSES),
            t(text::revision::ASPECTS),
            t(text::revision::LOOK),
        ];
        let table = card_table("", heads, false, rows.collect());
        view! {
            {table}
            <p class="row">
                <button type="button" disabled=move || self.number() == 0 on:click=move |_| self.turn_to(self.number().saturating_sub(1))>{t(text::common::PREVIOUS_PAGE)}</button>
                <span>{move || fill(text::revision::PAGE_IN_ALL, &[&(self.number() + 1), &total])}</span>
                <button type="button" disabled={move || (self.number() + 1) * PAGE >= total} on:click=move |_| self.turn_to(self.number() + 1)>{t(text::common::NEXT_PAGE)}</button>
            </p>
        }
        .into_any()
    }
}

/// The recorded and the rehearsed answer side by side, in a dialog.
#[component]
fn BothAnswers(rehearsal: String, recording: u64, close: Callback<()>) -> impl IntoView {
    let both = ApiResource::<DifferenceOpened>::from_path(move || {
        format!("/api/rehearsals/{rehearsal}/differences/{recording}")
    });
    view! {
        <ModalDialog label=t(text::revision::BOTH_ANSWERS_SIDE_SIDE) close>
            {show_resource(both, |both: DifferenceOpened| view! {
                <h2>{both.title}</h2>
                {both.aspects.into_iter().map(|one| {
                    let side = |line: Option<String>, gone: bool| line.map(|line| compared_line(line, false, gone)).into_any();
                    let rows = one.lines.into_iter().map(|(before, after)| vec![side(before, true), side(after, false)]);
                    let table = card_table("sides", vec![t(text::revision::THEN), t(text::revision::REHEARSE)], false, rows.collect());
                    let same = fill(text::revision::MORE_SAME, &[&one.same]);
                    view! { <h3>{aspect_name(&one.aspect)}</h3>{table}<p class="soft small" hidden=one.same == 0>{same}</p> }
                }).collect_view()}
            })}
        </ModalDialog>
    }
}
