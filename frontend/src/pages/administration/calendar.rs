//! The work calendar, year by year.

use crate::{api, words::t};
use guiju_api::CalendarYear;
use leptos::{prelude::*, task::spawn_local};

/// The years, and publishing one.
#[component]
pub fn Calendar() -> impl IntoView {
    let years = api::fetch::<Vec<CalendarYear>>(|| "/api/calendar".to_owned());
    let (text, problem) = (RwSignal::new(String::new()), RwSignal::new(None));
    let publish = move |_| {
        let body = serde_json::json!({ "text": text.get_untracked() });
        spawn_local(async move {
            match api::post::<_, CalendarYear>("/api/calendar".to_owned(), &body, None).await {
                Ok(_) => years.refetch(),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <section class="sheet"><h2>{t("工作日历")}</h2>
            {api::shown(years, |years: Vec<CalendarYear>| years.into_iter().map(|year| view! {
                <p>{year.year}{t(" 年：")}{if year.published { view! { <span class="good">{t("放假安排已公布")}</span> }.into_any() } else { view! { <span class="warn">{t("尚未公布，涉及的天数暂按周末计算")}</span> }.into_any() }}</p>
            }).collect_view())}
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <label for="year">{t("公布一年的放假安排（每行 holiday 起 [止] 名称，或 work 日期 名称）")}</label>
            <textarea id="year" prop:value=text on:input=move |e| text.set(event_target_value(&e))></textarea>
            <button type="button" on:click=publish>{t("公布")}</button>
        </section>
    }
}
