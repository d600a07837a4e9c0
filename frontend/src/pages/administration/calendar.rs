//! The work calendar: the published years, and publishing a year's days off.

use crate::{
    api::{self, Session},
    components::{
        fields::{Content, own_table},
        icon::{drawing, icon},
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t},
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
    let named = view! { <strong>{fill("{} 年", &[&year.year])}</strong> };
    if !year.published {
        let words = t("尚未公布，涉及的天数暂按周末计算");
        return view! { <li>{named}<span class="tag warn">{icon(drawing::LuClock.data)}{words}</span></li> }.into_any();
    }
    let days = year.text.lines().filter_map(line_text).map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <li><details><summary>{named}<span class="tag good">{icon(drawing::LuCheck.data)}{t("放假安排已公布")}</span></summary>
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
        ("work", _) => fill("{}：{} 上班", &[&name, &first.in_words()]),
        (_, Some(last)) => fill("{}：{} 至 {} 放假", &[&name, &first.in_words(), &last.in_words()]),
        (_, None) => fill("{}：{} 放假", &[&name, &first.in_words()]),
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
    let kinds = vec![choice("holiday", t("放假")), choice("work", t("调休上班"))];
    vec![
        column("name", t("节日"), true, ValueKind::Text(TextLimits { max_chars: 20 })),
        column("kind", t("放假或上班"), true, ValueKind::Choice(kinds)),
        column("from", t("开始日期"), true, ValueKind::Date),
        column("to", t("结束日期"), false, ValueKind::Date),
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
            Ok(Some(SubmitOutcome::Done(fill("{} 年的放假安排已公布。", &[&year.year]))))
        });
    };
    let rows = own_table(columns(), "days", content, Signal::derive(Vec::new));
    view! {
        <section class="sheet"><h2>{t("公布一年的放假安排")}</h2>
            <form on:submit=publish>
                <p class="soft small">{t("照国务院办公厅的放假通知逐行填写；只放一天的，结束日期不填。")}</p>
                {rows}
                <details><summary>{t("已有整理好的文件")}</summary>
                    <label for="year">{t("粘贴文件内容（每行 holiday 起 [止] 名称，或 work 日期 名称）")}</label>
                    <textarea id="year" prop:value=pasted on:input=move |e| pasted.set(event_target_value(&e))></textarea>
                </details>
                <SubmitStatus submission/>
                <SubmitButton submission label=t("公布") primary=true/>
            </form>
        </section>
    }
}
