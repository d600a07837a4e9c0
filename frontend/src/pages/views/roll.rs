//! A roll: a table of everybody by day of a month, printed to hang on the wall.

use crate::{
    api,
    components::{
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
    },
    i18n::{fill, t, text},
    pages::views::day::shift_day,
    state::{
        page_title::set_page_title,
        query::{query_map, route_param},
        resource::ApiResource,
    },
    util::dom::print_page,
};
use guiju_api::{RollLine, RollShown};
use guiju_model::Date;
use leptos::prelude::*;
use leptos_router::components::A;

/// The page of a roll: the signs of every person for each day of a month.
#[component]
pub fn Roll() -> impl IntoView {
    let (regulation, view_id) = (route_param("regulation"), route_param("view"));
    let query = query_map();
    let from = move || query.read().get("from").unwrap_or_default();
    let place = Memo::new(move |_| format!("{}/{}", regulation(), view_id()));
    let roll = ApiResource::<RollShown>::from_path(move || format!("/api/rolls/{}?from={}", place.get(), from()));
    let session = expect_context::<api::Session>();
    show_resource(roll, move |roll: RollShown| {
        let link = |day: String, label: &'static str| view! { <A href=format!("/rolls/{}?from={day}", place.get_untracked()) attr:class="button">{label}</A> };
        let month = roll.first.get(..7).unwrap_or_default().to_owned();
        let key = roll.key.iter().map(|(sign, meaning)| format!("{sign} {meaning}")).collect::<Vec<_>>().join("　");
        let halved = roll.lines.iter().any(|line| line.days.iter().any(|day| day.contains('\n')));
        set_page_title(&format!("{} {month}", roll.title));
        view! {
            <div class="wide">
                <p class="unit paperonly">{session.0.get_untracked().unwrap_or_default().office}</p>
                <h1>{roll.title.clone()}" "{month}</h1>
                <p class="row noprint">
                    {link(shift_day(&roll.first, -1), t(text::view::PREVIOUS_MONTH))}{link(session.today().to_string(), t(text::view::MONTH))}{link(shift_day(&roll.first, 31), t(text::view::NEXT_MONTH))}
                    <button type="button" on:click=|_| print_page()>{icon(drawing::LuPrinter.data)}{t(text::common::PRINT)}</button>
                </p>
                <p class="soft">{fill(text::view::KEY, &[&key])}{halved.then(|| t(text::view::MORNING_ABOVE_AFTERNOON_BELOW))}</p>
                <ScrollArea label=roll.title.clone()>{table(&roll)}</ScrollArea>
            </div>
        }
    })
}

/// Class of a column: days off are shaded.
fn day_class(day_off: bool) -> &'static str {
    if day_off { "rest" } else { "" }
}

/// The table of a roll: a section for each department, a row for each person, a column for each day and each sum.
fn table(roll: &RollShown) -> AnyView {
    let width = roll.rests.len() + roll.key.len() + 1;
    let department = |lines: &[RollLine]| {
        let name = lines.first().map(|line| line.department.clone());
        let rows = lines.iter().map(|line| row(line, &roll.rests)).collect_view();
        view! { <tbody><tr><th scope="rowgroup" colspan=width>{name}</th></tr>{rows}</tbody> }
    };
    let departments =
        roll.lines.chunk_by(|one, other| one.department == other.department).map(department).collect_view();
    view! { <table class="list roll"><thead>{head(roll)}</thead>{departments}</table> }.into_any()
}

/// The column headings: the days with their weekdays, and the signs that are summed up.
fn head(roll: &RollShown) -> AnyView {
    let first = roll.first.parse::<Date>().unwrap_or_default();
    let weekdays = [
        t(text::common::MON),
        t(text::common::TUE),
        t(text::common::WED),
        t(text::common::THU),
        t(text::common::FRI),
        t(text::common::SAT),
        t(text::common::SUN),
    ];
    let day = |(day, day_off): (usize, &bool)| {
        let weekday = weekdays[(first.plus(day as i32).weekday() as usize + 6) % 7];
        view! { <th scope="col" class=day_class(*day_off)>{day + 1}<div class="small">{weekday}</div></th> }
    };
    let days = roll.rests.iter().enumerate().map(day).collect_view();
    let sum = |(sign, meaning): &(String, String)| view! { <th scope="col" title=meaning.clone()>{sign.clone()}</th> };
    let sums = roll.key.iter().map(sum).collect_view();
    view! { <tr><th scope="col">{t(text::common::PERSON_NAME)}</th>{days}{sums}</tr> }.into_any()
}

/// The row of a person.
fn row(line: &RollLine, days_off: &[bool]) -> AnyView {
    let days = line.days.iter().zip(days_off);
    let days = days.map(|(signs, day_off)| view! { <td class=day_class(*day_off)>{halves(signs)}</td> }).collect_view();
    let counts = line.counts.iter().map(|count| view! { <td>{(*count > 0).then_some(*count)}</td> }).collect_view();
    view! { <tr><th scope="row">{line.name.clone()}</th>{days}{counts}</tr> }.into_any()
}

/// The signs of a day, with a line for each half.
fn halves(marks: &str) -> Vec<AnyView> {
    let line = |(at, signs): (usize, &str)| view! { {(at > 0).then(|| view! { <br/> })}{signs.to_owned()} }.into_any();
    marks.split('\n').enumerate().map(line).collect()
}
