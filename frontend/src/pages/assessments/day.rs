//! The records of a person's day as a chart and a table: working sessions, punches, leave and outings.

use crate::{
    components::{dialog::ModalDialog, resource::show_resource},
    i18n::{t, text},
    state::resource::ApiResource,
};
use guiju_api::{DayEntry, DayShown};
use guiju_model::{Date, Half};
use leptos::prelude::*;

/// The day that is opened: id and name of the person, and the day as a number.
pub type OpenedDay = RwSignal<Option<(u64, String, i32)>>;

/// First minute of the chart.
const FIRST: i32 = 6 * 60;
/// Last minute of the chart.
const LAST: i32 = 22 * 60;

/// Horizontal position of a time of day in the chart; one unit is a minute.
fn position(clock: &str) -> i32 {
    let (hours, minutes) = clock.split_once(':').unwrap_or(("0", "0"));
    let minutes = hours.parse::<i32>().unwrap_or(0) * 60 + minutes.parse::<i32>().unwrap_or(0);
    minutes.clamp(FIRST, LAST) - FIRST
}

/// A dialog with the records of a day.
#[component]
pub fn DayDialog(
    /// Path of the days at the server.
    path: String,
    /// Id of the person.
    person: u64,
    /// Name of the person.
    name: String,
    /// The day whose records are shown.
    date: Date,
    /// Called when the dialog is closed.
    close: Callback<()>,
) -> impl IntoView {
    let day = ApiResource::<DayShown>::from_path(move || format!("{path}?person={person}&day={date}"));
    view! {
        <ModalDialog label=t(text::assessment::DAY) close>
            <h2>{name}" "{date.to_string()}</h2>
            {show_resource(day, |day: DayShown| view! { <DayChart day=day.clone()/><DayTable day/> })}
        </ModalDialog>
    }
}

/// The records as a chart: sessions and spans as bars, moments as ticks.
#[component]
fn DayChart(day: DayShown) -> impl IntoView {
    let sessions = day
        .sessions
        .iter()
        .map(|(from, to)| {
            view! {
                <rect class="session" x=position(from) y="18" width=position(to) - position(from) height="22"/>
            }
        })
        .collect_view();
    let (moments, spans): (Vec<&DayEntry>, Vec<&DayEntry>) =
        day.entries.iter().partition(|entry| entry.starts == entry.ends);
    let spans = spans.into_iter().map(|entry| view! {
        <rect class="span" x=position(&entry.starts) y="12" width=(position(&entry.ends) - position(&entry.starts)).max(4) height="34"><title>{entry.summary.clone()}</title></rect>
    }).collect_view();
    let ticks = moments.into_iter().map(|entry| view! {
        <line class="tick" x1=position(&entry.starts) x2=position(&entry.starts) y1="8" y2="50"><title>{entry.summary.clone()}</title></line>
    }).collect_view();
    let hours = (FIRST / 60..=LAST / 60)
        .step_by(2)
        .map(|hour| {
            view! {
                <text x=hour * 60 - FIRST y="68" text-anchor="middle">{hour}</text>
            }
        })
        .collect_view();
    view! {
        <svg class="day" viewBox="-14 0 988 74" role="img" aria-label=t(text::assessment::HOURS_WORKED_PUNCHES_OUTINGS_SEE)>{sessions}{spans}{ticks}{hours}</svg>
    }
}

/// The records as a table.
#[component]
fn DayTable(day: DayShown) -> impl IntoView {
    let sessions = day.sessions.iter().map(|(from, to)| format!("{from}—{to}")).collect::<Vec<_>>().join("、");
    let marks = day
        .marks
        .iter()
        .map(|mark| {
            let half = if mark.half == Half::Am { t(text::common::MORNING) } else { t(text::common::AFTERNOON) };
            view! { <tr><th scope="row">{half}</th><td>{mark.sign.clone()}" "{mark.label.clone()}</td></tr> }
        })
        .collect_view();
    let entries = day
        .entries
        .iter()
        .map(|entry| {
            let when = if entry.starts == entry.ends {
                entry.starts.clone()
            } else {
                format!("{}—{}", entry.starts, entry.ends)
            };
            view! { <tr><th scope="row">{entry.title.clone()}</th><td>{when}" "{entry.summary.clone()}</td></tr> }
        })
        .collect_view();
    let nothing = day.entries.is_empty();
    view! {
        <table class="paper"><tbody>
            <tr><th scope="row">{t(text::assessment::HOURS_WORKED)}</th><td>{if sessions.is_empty() { t(text::common::DAY_REST).to_owned() } else { sessions }}</td></tr>
            {entries}
            {nothing.then(|| view! { <tr><th scope="row">{t(text::assessment::ON_RECORD)}</th><td>{t(text::assessment::NO_PUNCHES_LEAVE_OUTINGS_ON)}</td></tr> })}
            {marks}
        </tbody></table>
    }
}
