//! The page of a week of bookings: a row for each resource, a column for each day.

use crate::{
    api,
    components::{resource::show_resource, scroll_area::ScrollArea},
    i18n::{t, text},
    pages::views::day::shift_day,
    state::{
        page_title::set_page_title_with_kind,
        query::{query_map, route_param},
        resource::ApiResource,
    },
};
use guiju_api::{BookingShown, ResourceShown, ViewOffered};
use guiju_model::{Cycle, Date};
use leptos::prelude::*;
use leptos_router::components::A;

/// The page of a week of bookings.
#[component]
pub fn Bookings() -> impl IntoView {
    let (regulation, view_id) = (route_param("regulation"), route_param("view"));
    let query = query_map();
    let from = move || query.read().get("from").unwrap_or_default();
    let place = Memo::new(move |_| format!("{}/{}", regulation(), view_id()));
    let session = expect_context::<api::Session>();
    let rows =
        ApiResource::<Vec<ResourceShown>>::from_path(move || format!("/api/bookings/{}?from={}", place.get(), from()));
    let views = ApiResource::<Vec<ViewOffered>>::from_path(|| "/api/views".to_owned());
    let title = move || {
        let mut offered = views.value().unwrap_or_default().into_iter();
        let view = offered.find(|view| format!("{}/{}", view.regulation, view.view) == place.get_untracked());
        view.map(|view| view.title).inspect(|title| set_page_title_with_kind(title, text::common::BOOKINGS))
    };
    view! {
        <h1>{move || title().unwrap_or_else(|| t(text::common::BOOKINGS).to_owned())}</h1>
        {show_resource(rows, move |rows: Vec<ResourceShown>| {
            let today = session.today();
            let monday = from().parse::<Date>().unwrap_or(today).around(Cycle::Week).0;
            let days = (0..7).map(|day| monday.plus(day)).collect::<Vec<_>>();
            let link = |day: String, label: &'static str| view! { <A href=format!("/bookings/{}?from={day}", place.get_untracked()) attr:class="button noprint">{label}</A> };
            let first = monday.to_string();
            let now = move |day: Date| (day == today).then_some("date");
            let heads = days.iter().map(|day| view! { <th scope="col" aria-current=now(*day)>{day.in_words()}</th> }).collect_view();
            let row = move |resource: ResourceShown| {
                let cells = days.iter().map(|day| {
                    let here = resource.bookings.iter().filter(|booking| includes(booking, *day)).cloned();
                    view! { <td data-label=day.in_words() aria-current=now(*day)>{here.map(|booking| view! { <Booking booking/> }).collect_view()}</td> }
                });
                view! { <tr><th scope="row">{resource.summary}</th>{cells.collect_view()}</tr> }
            };
            view! {
                <p class="row">{link(shift_day(&first, -7), t(text::view::PREVIOUS_WEEK))}{link(today.to_string(), t(text::view::WEEK))}{link(shift_day(&first, 7), t(text::view::NEXT_WEEK))}</p>
                <ScrollArea label=t(text::common::BOOKINGS)>
                    <table class="list week"><thead><tr><th scope="col">{t(text::common::NAME)}</th>{heads}</tr></thead><tbody>{rows.into_iter().map(row).collect_view()}</tbody></table>
                </ScrollArea>
            }
        })}
    }
}

/// Whether a booking includes a day.
fn includes(booking: &BookingShown, day: Date) -> bool {
    let day = day.to_string();
    booking.starts.get(..10) <= Some(day.as_str()) && booking.ends.get(..10) >= Some(day.as_str())
}

/// A booking: its hours, who booked, and for what.
#[component]
fn Booking(booking: BookingShown) -> impl IntoView {
    let clock = |text: &str| text.get(11..16).unwrap_or_default().to_owned();
    let over = format!("{}—{}", clock(&booking.starts), clock(&booking.ends));
    view! { <div class="booking"><span class="small soft">{over}</span>" "{booking.name}" "<span class="small">{booking.summary}</span></div> }
}
