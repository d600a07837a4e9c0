//! The page of an assessment sheet: its period, totals, legend and table.

use super::{day::DayDialog, legend::Legend, month_table::MonthTable};
use crate::{
    api::{self, Session},
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{t, text},
    pages::assessments::day::OpenedDay,
    state::{
        page_title::set_page_title_with_kind,
        query::{query_map, route_param},
        resource::ApiResource,
    },
    util::dom::print_page,
};
use guiju_api::{AssessmentShown, PersonShown, SubjectShown};
use guiju_model::{Date, Sign, summary::counted};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};

/// The page of an assessment sheet; the query parameter `day` chooses the period.
#[component]
pub fn AssessmentSheet() -> impl IntoView {
    let (regulation, assessed) = (route_param("regulation"), route_param("assessed"));
    let session = expect_context::<Session>();
    let query = query_map();
    let day = move || query.read().get("day").unwrap_or_else(|| untrack(|| session.today()).to_string());
    let place = Memo::new(move |_| format!("{}/{}", regulation(), assessed()));
    let shown = ApiResource::new(move || {
        let path = format!("/api/assessments/{}?day={}", place.get(), day());
        async move {
            let shown: AssessmentShown = api::get(path).await?;
            let people: Vec<PersonShown> = api::get("/api/people".to_owned()).await?;
            Ok((shown, people))
        }
    });
    show_resource(shown, move |(shown, people): (AssessmentShown, Vec<PersonShown>)| {
        view! { <PeriodSheet shown people place=place.get_untracked() day=day()/> }
    })
}

/// An assessment of one period: head, totals, table, and the dialog of a day.
#[component]
fn PeriodSheet(shown: AssessmentShown, people: Vec<PersonShown>, place: String, day: String) -> impl IntoView {
    let opened: OpenedDay = RwSignal::new(None);
    let path = format!("/api/assessments/{place}/day");
    view! {
        {set_page_title_with_kind(&shown.title, text::common::ASSESSMENTS)}
        <PeriodHead shown=shown.clone() place day/>
        <Totals subjects=shown.subjects.clone()/>
        <SheetTable subjects=shown.subjects legend=shown.legend people opened/>
        {move || opened.get().map(|(person, name, date)| view! { <DayDialog path=path.clone() person name date=Date(date) close=Callback::new(move |()| opened.set(None))/> })}
    }
}

/// The title and the period, with links to other periods and the print button.
#[component]
fn PeriodHead(shown: AssessmentShown, place: String, day: String) -> impl IntoView {
    let beside = |edge: &str, days: i32| {
        edge.parse::<Date>().ok().map(|edge| format!("/assessments/{place}?day={}", edge.plus(days)))
    };
    let before = beside(&shown.starts, -1)
        .map(|href| view! { <A href attr:class="button">{icon(drawing::LuChevronLeft.data)}{t(text::assessment::PREVIOUS_PERIOD)}</A> });
    let after = beside(&shown.ends, 1)
        .map(|href| view! { <A href attr:class="button">{t(text::assessment::NEXT_PERIOD)}{icon(drawing::LuChevronRight.data)}</A> });
    let navigate = use_navigate();
    let go = move |day: String| {
        navigate(&format!("/assessments/{place}?day={day}"), leptos_router::NavigateOptions::default());
    };
    view! {
        <div class="head">
            <h1>{shown.title}</h1>
            {before}
            <span><strong>{shown.starts}</strong>{t(text::assessment::TO)}<strong>{shown.ends}</strong></span>
            {after}
            <span class="push row noprint">
                <label class="row small soft" for="day">{t(text::assessment::DAY_LOOK_AT)}</label>
                <input id="day" type="date" prop:value=day on:change=move |e| go(event_target_value(&e))/>
                <button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button>
            </span>
        </div>
    }
}

/// The totals of all figures, if there are several subjects.
#[component]
fn Totals(subjects: Vec<SubjectShown>) -> impl IntoView {
    let mut totals: Vec<(String, i64, String)> = Vec::new();
    for figure in subjects.iter().flat_map(|subject| &subject.figures).filter(|figure| figure.value != 0) {
        match totals.iter_mut().find(|(label, _, _)| *label == figure.label) {
            Some(total) => total.1 += figure.value,
            None => totals.push((figure.label.clone(), figure.value, figure.unit.clone())),
        }
    }
    let figure = |(label, value, unit): (String, i64, String)| view! { <div><dt>{label}</dt><dd>{counted(value, &unit)}</dd></div> };
    (subjects.len() > 1 && !totals.is_empty())
        .then(|| view! { <dl class="sheet figures">{totals.into_iter().map(figure).collect_view()}</dl> })
}

/// The table with its legend.
#[component]
fn SheetTable(
    subjects: Vec<SubjectShown>,
    legend: Vec<Sign>,
    people: Vec<PersonShown>,
    opened: OpenedDay,
) -> impl IntoView {
    if subjects.is_empty() {
        return view! { <p class="sheet soft">{t(text::assessment::PERIOD_NOT_BEEN_JUDGED_YET)}</p> }.into_any();
    }
    let legend = Legend::new(&subjects, &legend);
    let (classes, marked) = (legend.classes(), subjects.iter().any(|subject| !subject.marks.is_empty()));
    view! {
        <section class="sheet flush wide">
            <div class="top"><h2>{t(text::common::SHEET)}</h2>{marked.then(|| legend.view())}</div>
            <MonthTable subjects people classes opened/>
        </section>
    }
    .into_any()
}
