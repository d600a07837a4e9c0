//! The work calendar: the published years, and publishing a year's days off.

use crate::{
    api::{self, Session},
    components::{
        fields::{Content, own_table},
        icon::{drawing, icon},
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
};
use guiju_api::CalendarYear;
use guiju_model::{Choice, Column, Date, TextLimits, ValueKind};
use leptos::{ev::SubmitEvent, prelude::*};
use serde_json::{Map, Value};

/// The list of years, and for an administrator the form that publishes one.
#[component]
pub fn Calendar() -> impl IntoView {
    let years = ApiResource::<Vec<CalendarYear>>::from_path(|| "/api/calendar".to_owned());
    view! {
        <section class="sheet">
            {show_resource(years, move |years: Vec<CalendarYear>| view! { <ul class="facts years">{years.iter().map(year).collect_view()}</ul> })}
        </section>
        {expect_context::<Session>().is_administrator().then(|| view! { <PublishForm done=Callback::new(move |()| years.refetch())/> })}
    }
}

/// A year with the days that its notice names.
fn year(year: &CalendarYear) -> AnyView {
    let named = view! { <strong>{fill(text::calendar::YEAR, &[&year.year])}</strong> };
    if !year.published {
        let words = t(text::calendar::NOT_PUBLISHED_DAYS_COUNTED_WEEKENDS);
        return view! { <li>{named}<span class="tag warn">{icon(drawing::LuClock.data)}{words}</span></li> }.into_any();
    }
    let days = year.text.lines().filter_map(line_text).map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <li><details><summary>{named}<span class="tag good">{icon(drawing::LuCheck.data)}{t(text::calendar::YEAR_PUBLISHED)}</span></summary>
            <ul class="lines">{days}</ul>
        </details></li>
    }
    .into_any()
}

/// A line of a notice as text, or nothing for a comment.
fn line_text(line: &str) -> Option<String> {
    let mut words = line.split('#').next()?.split_whitespace();
    let (kind, first) = (words.next()?, words.next()?.parse::<Date>().ok()?);
    let mut name = words.next().unwrap_or_default();
    let last = name.parse::<Date>().ok();
    if last.is_some() {
        name = words.next().unwrap_or_default();
    }
    Some(match (kind, last) {
        ("work", _) => fill(text::calendar::WORKED, &[&name, &first.in_words()]),
        (_, Some(last)) => fill(text::calendar::DAYS_OFF, &[&name, &first.in_words(), &last.in_words()]),
        (_, None) => fill(text::calendar::DAY_OFF, &[&name, &first.in_words()]),
    })
}

/// Columns of a notice: name, day off or working day, first and last day.
fn columns() -> Vec<Column> {
    let column = |name: &str, label: &str, required: bool, kind| Column {
        name: name.to_owned(),
        label: label.to_owned(),
        required,
        kind,
    };
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let kinds =
        vec![choice("holiday", t(text::calendar::KIND_OFF)), choice("work", t(text::calendar::WORKED_IN_EXCHANGE))];
    vec![
        column("name", t(text::calendar::HOLIDAY), true, ValueKind::Text(TextLimits { max_chars: 20 })),
        column("kind", t(text::calendar::OFF_WORKED), true, ValueKind::Choice(kinds)),
        column("from", t(text::calendar::FIRST_DAY), true, ValueKind::Date),
        column("to", t(text::calendar::LAST_DAY), false, ValueKind::Date),
    ]
}

/// The rows in the text format of the server. Incomplete rows are kept, so that the server reports what is missing.
fn notice_text(content: &Map<String, Value>) -> String {
    let rows = content.get("days").and_then(Value::as_array).into_iter().flatten();
    let line = |row: &Value| {
        let part = |name: &str| row[name].as_str().unwrap_or_default().split_whitespace().collect::<String>();
        [part("kind"), part("from"), part("to"), part("name")].join(" ")
    };
    rows.map(line).filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// A form that publishes the days off of a year.
#[component]
fn PublishForm(done: Callback<()>) -> impl IntoView {
    let (content, pasted, submission): (Content, _, _) =
        (RwSignal::new(Map::new()), RwSignal::new(String::new()), Submission::new());
    let publish = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = content.with_untracked(notice_text);
        let text = if typed.is_empty() { pasted.get_untracked() } else { typed };
        let body = serde_json::json!({ "text": text });
        submission.send(async move {
            let year = api::post::<_, CalendarYear>("/api/calendar".to_owned(), &body, None).await?;
            content.set(Map::new());
            pasted.set(String::new());
            done.run(());
            Ok(Some(SubmitOutcome::Done(fill(text::calendar::PUBLISHED, &[&year.year]))))
        });
    };
    let rows = own_table(columns(), "days", content, Signal::derive(Vec::new));
    view! {
        <section class="sheet"><h2>{t(text::calendar::PUBLISH_YEAR_HOLIDAYS)}</h2>
            <form on:submit=publish>
                <p class="soft small">{t(text::calendar::ONE_LINE_EACH_PART_STATE)}</p>
                {rows}
                <details><summary>{t(text::calendar::FROM_PREPARED_FILE)}</summary>
                    <label for="year">{t(text::calendar::PASTE_FILE_LINES_HOLIDAY_FROM)}</label>
                    <textarea id="year" prop:value=pasted on:input=move |e| pasted.set(event_target_value(&e))></textarea>
                </details>
                <SubmitStatus submission/>
                <SubmitButton submission label=t(text::calendar::PUBLISH) primary=true/>
            </form>
        </section>
    }
}
