//! The page of a register's latest record of each person; people without a record are marked as missing.

use crate::{
    api,
    components::{
        citation::CitationLink,
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
    },
    i18n::{fill, t, text},
    state::{page_title::set_page_title, query::route_param, resource::ApiResource},
    util::dom::print_page,
};
use guiju_api::{StandingLine, StandingShown};
use leptos::prelude::*;

/// The page of the latest records.
#[component]
pub fn LatestPerPerson() -> impl IntoView {
    let (regulation, view_id) = (route_param("regulation"), route_param("view"));
    let standing =
        ApiResource::<StandingShown>::from_path(move || format!("/api/standing/{}/{}", regulation(), view_id()));
    let session = expect_context::<api::Session>();
    show_resource(standing, move |standing: StandingShown| {
        let width = standing.columns.len();
        let line = move |line: &StandingLine| {
            let StandingLine { name, cells, .. } = line.clone();
            let missing = cells.is_empty();
            view! {
                <tr><th scope="row">{name}</th>
                    {missing.then(|| view! { <td colspan=width class="bad">{t(text::view::MISSING)}</td> })}
                    {cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}
                </tr>
            }
        };
        let department = |lines: &[StandingLine]| {
            let name = lines.first().map(|line| line.department.clone());
            view! { <tbody><tr><th scope="rowgroup" colspan=width + 1>{name}</th></tr>{lines.iter().map(line).collect_view()}</tbody> }
        };
        let missing = standing.lines.iter().filter(|line| line.cells.is_empty()).count();
        let lines = &standing.lines;
        let departments =
            lines.chunk_by(|one, other| one.department == other.department).map(department).collect_view();
        view! {
            <p class="unit paperonly">{session.0.get_untracked().unwrap_or_default().office}</p>
            {set_page_title(&standing.title)}
            <h1>{standing.title.clone()}</h1>
            <p class="row">
                {fill(text::view::PERSONS_MISSING, &[&lines.len().to_string(), &missing.to_string()])}
                {standing.citation.clone().map(|citation| view! { <CitationLink citation/> })}
                <button type="button" class="noprint" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button>
            </p>
            <ScrollArea label=standing.title.clone()>
                <table class="list"><thead><tr><th scope="col">{t(text::common::PERSON_NAME)}</th>
                    {standing.columns.iter().map(|column| view! { <th scope="col">{column.label.clone()}</th> }).collect_view()}
                </tr></thead>{departments}</table>
            </ScrollArea>
        }
    })
}
