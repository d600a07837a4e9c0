//! The list of charts, and the page of a chart with its table.

use crate::{
    components::{
        citation::CitationLink,
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
        tile::{Tile, tiles_by_area},
    },
    i18n::{fill, t, text},
    state::{
        page_title::set_page_title_with_kind,
        query::{query_param, route_param},
        resource::ApiResource,
    },
    util::dom::print_page,
};
use guiju_api::{ChartOffered, ChartShown, SeriesShown};
use leptos::prelude::*;

/// The charts that the reader may open, as tiles.
#[component]
pub fn Charts() -> impl IntoView {
    let charts = ApiResource::<Vec<ChartOffered>>::from_path(|| "/api/charts".to_owned());
    view! {
        <h1>{t(text::common::STATISTICS)}</h1>
        {show_resource(charts, |charts: Vec<ChartOffered>| {
            let tile = |chart: ChartOffered| Tile {
                href: format!("/charts/{}/{}", chart.regulation, chart.chart),
                area: chart.area,
                title: chart.title,
                subtitle: chart.regulation_title,
            };
            tiles_by_area(charts.into_iter().map(tile).collect())
        })}
    }
}

/// The page of a chart for a period.
#[component]
pub fn Chart() -> impl IntoView {
    let (regulation, chart) = (route_param("regulation"), route_param("chart"));
    let (from, to) = (query_param("from"), query_param("to"));
    let over = move || format!("from={}&to={}", from.get(), to.get());
    let place = Memo::new(move |_| format!("/api/charts/{}/{}", regulation(), chart()));
    let shown = ApiResource::<ChartShown>::from_path(move || format!("{}?{}", place.get(), over()));
    view! {
        <form class="filters" on:submit=|event| event.prevent_default()>
            <div><label for="from">{t(text::common::FROM)}</label><input id="from" type="date" prop:value=move || from.get() on:change=move |e| from.set(event_target_value(&e))/></div>
            <div><label for="to">{t(text::common::TO)}</label><input id="to" type="date" prop:value=move || to.get() on:change=move |e| to.set(event_target_value(&e))/></div>
            <button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button>
        </form>
        {show_resource(shown, move |shown: ChartShown| {
            let picture = format!("{}/picture?{}", place.get_untracked(), over());
            let alt = fill(text::charts::NUMBERS_IN_TABLE_BELOW, &[&shown.title]);
            let empty = shown.along.is_empty();
            view! {
                {set_page_title_with_kind(&shown.title, text::common::CHART)}
                <h1>{shown.title.clone()}" "{shown.citation.clone().map(|citation| view! { <CitationLink citation/> })}</h1>
                {if empty {
                    view! { <p class="sheet soft">{t(text::charts::NO_RECORDS_IN_TIME_TRY)}</p> }.into_any()
                } else {
                    view! {
                        <figure class="sheet chart"><img src=picture alt=alt width="820" height="360"/></figure>
                        <ValueTable shown/>
                    }.into_any()
                }}
            }
        })}
    }
}

/// The values of a chart as a table.
#[component]
fn ValueTable(shown: ChartShown) -> impl IntoView {
    let head = |(index, series): (usize, &SeriesShown)| {
        let swatch = format!("swatch c{}", index % 8);
        view! { <th scope="col" class="amount"><span class=swatch aria-hidden="true"></span>" "{series.name.clone()}</th> }
    };
    let heads = shown.series.iter().enumerate().map(head).collect_view();
    let row = |(index, place): (usize, String)| {
        let cells = shown.series.iter().map(|series| {
            let value = series.values.get(index).copied().flatten();
            let value = value.map_or_else(|| "—".to_owned(), |value| value.to_string());
            view! { <td class="amount" data-label=series.name.clone()>{value}</td> }
        });
        view! { <tr><th scope="row">{place}</th>{cells.collect_view()}</tr> }
    };
    let rows = shown.along.iter().cloned().enumerate().map(row).collect_view();
    let totals = shown.series.iter().map(|series| {
        let total = (series.values.iter().flatten().sum::<f64>() * 100.0).round() / 100.0;
        view! { <td class="amount" data-label=series.name.clone()>{total.to_string()}</td> }
    });
    let totals = totals.collect_view();
    let unit = shown.unit.clone();
    view! {
        <ScrollArea label=shown.title.clone()>
            <table class="list"><thead><tr><th scope="col">{unit}</th>{heads}</tr></thead><tbody>{rows}</tbody>{shown.adds_up.then(|| view! { <tfoot><tr><th scope="row">{t(text::common::SUM)}</th>{totals}</tr></tfoot> })}</table>
        </ScrollArea>
    }
}
