//! The page of a month as a calendar with the entries of each day.

use crate::{
    api,
    components::{resource::show_resource, scroll_area::ScrollArea},
    i18n::{fill, t, text},
    pages::views::day::shift_day,
    state::{
        page_title::set_page_title,
        query::{query_map, route_param},
        resource::ApiResource,
    },
};
use guiju_api::{MonthEntry, MonthShown};
use leptos::prelude::*;
use leptos_router::components::A;

/// The page of a month.
#[component]
pub fn Month() -> impl IntoView {
    let (regulation, view_id) = (route_param("regulation"), route_param("view"));
    let query = query_map();
    let from = move || query.read().get("from").unwrap_or_default();
    let place = Memo::new(move |_| format!("{}/{}", regulation(), view_id()));
    let session = expect_context::<api::Session>();
    let month = ApiResource::<MonthShown>::from_path(move || format!("/api/months/{}?from={}", place.get(), from()));
    show_resource(month, move |month: MonthShown| {
        let link = |day: String, label: &'static str| view! { <A href=format!("/months/{}?from={day}", place.get_untracked()) attr:class="button noprint">{label}</A> };
        let named = month.first.get(..7).unwrap_or_default().to_owned();
        let heads = [
            t(text::common::MON),
            t(text::common::TUE),
            t(text::common::WED),
            t(text::common::THU),
            t(text::common::FRI),
            t(text::common::SAT),
            t(text::common::SUN),
        ]
        .map(|day| view! { <th scope="col">{day}</th> });
        let today = session.today().to_string();
        let now = today.strip_prefix(&format!("{named}-")).and_then(|day| day.parse::<usize>().ok());
        let cells = cells(&month);
        let weeks = cells.chunks(7).map(|week| {
            let days = week.iter().cloned().map(|day| view! { <DayCell day now/> }).collect_view();
            view! { <tr>{days}</tr> }
        });
        let weeks = weeks.collect_view();
        set_page_title(&format!("{} {named}", month.title));
        view! {
            <h1>{month.title.clone()}" "{named}</h1>
            <p class="row">{link(shift_day(&month.first, -1), t(text::view::PREVIOUS_MONTH))}{link(today, t(text::view::MONTH))}{link(shift_day(&month.first, 31), t(text::view::NEXT_MONTH))}</p>
            <ScrollArea label=month.title.clone()>
                <table class="list calendar"><thead><tr>{heads}</tr></thead><tbody>{weeks}</tbody></table>
            </ScrollArea>
        }
    })
}

/// The days of the month with their entries, filled up with empty cells to whole weeks.
fn cells(month: &MonthShown) -> Vec<Option<(usize, bool, Vec<MonthEntry>)>> {
    let mut cells = vec![None; month.lead as usize];
    for (index, rest) in month.rests.iter().enumerate() {
        let day = shift_day(&month.first, index as i32);
        let here = month.entries.iter().filter(|entry| entry.day == day).cloned().collect();
        cells.push(Some((index + 1, *rest, here)));
    }
    cells.resize(cells.len().next_multiple_of(7), None);
    cells
}

/// Entries that a cell shows at most.
const MAX_SHOWN: usize = 4;

/// A day of the calendar with its number and its entries.
#[component]
fn DayCell(
    day: Option<(usize, bool, Vec<MonthEntry>)>,
    /// Number of the current day, if it is in the month.
    now: Option<usize>,
) -> impl IntoView {
    let Some((number, rest, entries)) = day else { return view! { <td></td> }.into_any() };
    let more = entries.len().saturating_sub(MAX_SHOWN);
    let line = |entry: MonthEntry| {
        let text = format!("{} {}", entry.name, entry.summary);
        let text = match entry.matter {
            Some(matter) => view! { <A href=format!("/matters/{matter}")>{text}</A> }.into_any(),
            None => text.into_any(),
        };
        view! { <div class="small">{text}</div> }
    };
    view! {
        <td class=if rest { "rest" } else { "" } aria-current=(now == Some(number)).then_some("date")>
            <strong>{number}</strong>
            {entries.into_iter().take(MAX_SHOWN).map(line).collect_view()}
            {(more > 0).then(|| view! { <div class="small soft">{fill(text::view::MORE, &[&more])}</div> })}
        </td>
    }
    .into_any()
}
