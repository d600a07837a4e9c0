//! The page of matters under way, with their deadlines.

use crate::{
    components::{
        card::{card_table, text_cell},
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{fill, t, text},
    state::{query::query_param, resource::ApiResource},
    util::{dom::print_page, format::format_moment},
};
use guiju_api::OpenShown;
use leptos::prelude::*;
use leptos_router::components::A;

/// Name and class of the urgency of a deadline.
fn urgency_tag(name: &str) -> (&'static str, &'static str) {
    match name {
        "overdue" => (t(text::under_way::RED_OVERDUE), "tag bad"),
        "near" => (t(text::under_way::AMBER_NEAR), "tag warn"),
        "well" => (t(text::under_way::GREEN_IN_TIME), "tag good"),
        _ => (t(text::under_way::NO_DUE_DATE), "tag"),
    }
}

/// Steps that the server lists at most.
const MAX_LISTED: usize = 500;

/// The page of matters under way, filtered by urgency.
#[component]
pub fn UnderWay() -> impl IntoView {
    let all = ApiResource::<Vec<OpenShown>>::from_path(|| "/api/open".to_owned());
    let wanted = query_param("lamp");
    view! {
        <h1>{t(text::common::UNDER_WAY)}</h1>
        {show_resource(all, move |all: Vec<OpenShown>| {
            let few = all.len() < MAX_LISTED;
            let count = |name: &str| all.iter().filter(|line| name.is_empty() || line.lamp == name).count();
            let button = |name: &'static str, word: &'static str| {
                let label = format!("{word} {}", count(name));
                view! { <button type="button" aria-pressed=move || (wanted.get() == name).to_string() on:click=move |_| wanted.set(name.to_owned())>{label}</button> }
            };
            view! {
                <div class="tabs noprint" role="group" aria-label=t(text::under_way::FILTER_BY_DEADLINE)>
                    {button("", t(text::common::ALL))}{button("overdue", urgency_tag("overdue").0)}{button("near", urgency_tag("near").0)}{button("well", urgency_tag("well").0)}
                    <button type="button" class="plain" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button>
                </div>
                <p class="sheet soft" hidden=few>{fill(text::under_way::ONLY_STATIONS_DUE_FIRST_LISTED, &[&MAX_LISTED])}</p>
                {move || step_table(all.iter().filter(|line| wanted.get().is_empty() || line.lamp == wanted.get()))}
            }
        })}
    }
}

/// The open steps as a table with due dates and the people who are asked.
fn step_table<'l>(lines: impl Iterator<Item = &'l OpenShown>) -> AnyView {
    let rows = lines
        .map(|line| {
            let (word, class) = urgency_tag(&line.lamp);
            let (address, summary) = (format!("/matters/{}", line.matter), line.summary.clone());
            let due = line.due.as_deref().map_or_else(|| "—".to_owned(), format_moment);
            vec![
                view! { <span class=class>{word}</span> }.into_any(),
                view! { <A href=address>{summary}</A> }.into_any(),
                text_cell(line.department.clone()),
                text_cell(fill(text::common::VALUE_AND_NOTE, &[&line.station, &line.holders.join("、")])),
                text_cell(due),
                text_cell(fill(text::under_way::DAYS, &[&line.days])),
            ]
        })
        .collect::<Vec<_>>();
    if rows.is_empty() {
        return view! { <p class="soft">{t(text::under_way::NOTHING_UNDER_WAY)}</p> }.into_any();
    }
    card_table(
        "",
        vec![
            t(text::under_way::DEADLINE),
            t(text::common::MATTERS),
            t(text::common::DEPARTMENT),
            t(text::under_way::NOW_AT),
            t(text::under_way::DUE),
            t(text::under_way::TAKEN),
        ],
        false,
        rows,
    )
}
