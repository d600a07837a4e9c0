//! The work calendar, year by year.

use crate::{
    api,
    icon::{drawing, icon},
    loaded::{self, Loaded},
    sending::{Came, Send, Sending, Told},
    words::{fill, t},
};
use guiju_api::CalendarYear;
use leptos::{ev::SubmitEvent, prelude::*};

/// The years, and publishing one.
#[component]
pub fn Calendar() -> impl IntoView {
    let years = Loaded::<Vec<CalendarYear>>::from(|| "/api/calendar".to_owned());
    let line = |year: CalendarYear| {
        let (words, class, sign) = if year.published {
            (t("放假安排已公布"), "tag good", drawing::LuCheck)
        } else {
            (t("尚未公布，涉及的天数暂按周末计算"), "tag warn", drawing::LuClock)
        };
        view! { <li><strong>{fill("{} 年", &[&year.year])}</strong><span class=class>{icon(sign.data)}{words}</span></li> }
    };
    view! {
        <section class="sheet">
            {loaded::shown(years, move |years: Vec<CalendarYear>| view! { <ul class="facts years">{years.into_iter().map(line).collect_view()}</ul> })}
            {super::administers().then(|| view! { <Publishing done=Callback::new(move |()| years.refetch())/> })}
        </section>
    }
}

/// Publishes a year.
#[component]
fn Publishing(done: Callback<()>) -> impl IntoView {
    let (text, sending) = (RwSignal::new(String::new()), Sending::new());
    let publish = move |event: SubmitEvent| {
        event.prevent_default();
        let body = serde_json::json!({ "text": text.get_untracked() });
        sending.send(async move {
            let year = api::post::<_, CalendarYear>("/api/calendar".to_owned(), &body, None).await?;
            done.run(());
            Ok(Some(Told::Done(fill("{} 年的放假安排已公布。", &[&year.year]))))
        });
    };
    view! {
        <form on:submit=publish>
            <label for="year">{t("公布一年的放假安排（每行 holiday 起 [止] 名称，或 work 日期 名称）")}</label>
            <textarea id="year" prop:value=text on:input=move |e| text.set(event_target_value(&e))></textarea>
            <Came of=sending/>
            <Send of=sending label=t("公布")/>
        </form>
    }
}
