//! The first screen: what waits, what is due, what one owes, what is new.

use super::{moment, trays::Lines};
use crate::{api, words::t};
use guiju_api::{Counts, FollowUpShown, FormOffered, Line, NoticeShown, Page};
use leptos::prelude::*;
use leptos_router::components::A;

/// Home.
#[component]
pub fn Home() -> impl IntoView {
    let counts = api::fetch::<Counts>(|| "/api/counts".to_owned());
    let waiting = api::fetch::<Page<Line>>(|| "/api/trays/decide".to_owned());
    let notices = api::fetch::<Page<NoticeShown>>(|| "/api/notices".to_owned());
    let owed = api::fetch::<Vec<FollowUpShown>>(|| "/api/follow-ups".to_owned());
    let forms = api::fetch::<Vec<FormOffered>>(|| "/api/forms".to_owned());
    let counter = |tray: &'static str, label: &'static str, count: u64| view! { <A href=format!("/trays/{tray}")><strong>{count}</strong>{t(label)}</A> };
    view! {
        <h1 class="visually-hidden">"首页"</h1>
        {api::shown(counts, move |counts: Counts| view! {
            <nav class="counters" aria-label="我的事项">
                {counter("decide", "待办", counts.decide)}
                {counter("read", "待阅", counts.read)}
                {counter("soon", "即将超时", counts.soon)}
                {counter("overdue", "已超时", counts.overdue)}
            </nav>
        })}
        <div class="home">
            <section class="sheet">
                <h2>{t("待办")}</h2>
                {api::shown(waiting, |mut page: Page<Line>| { page.rows.truncate(8); view! { <Lines page/> } })}
            </section>
            <div>
                <section class="sheet">
                    <h2>{t("我要补办的")}</h2>
                    {api::shown(owed, |owed: Vec<FollowUpShown>| {
                        let empty = owed.is_empty();
                        view! {
                            <ul class="lines">{owed.into_iter().map(|owed| view! {
                                <li>
                                    <A href=format!("/start/{}/{}", owed.regulation, owed.form)>{owed.title}</A>"："{owed.reason}
                                    <div class=if owed.overdue { "bad small" } else { "soft small" }>
                                        {if owed.overdue { "已超时 · " } else { "" }}{moment(&owed.due)}" 前"
                                    </div>
                                </li>
                            }).collect_view()}</ul>
                            <p class="soft" hidden=!empty>"没有要补办的。"</p>
                        }
                    })}
                </section>
                <section class="sheet">
                    <h2>{t("通知")}</h2>
                    {api::shown(notices, |mut page: Page<NoticeShown>| { page.rows.truncate(5); view! { <super::notices::List page/> } })}
                </section>
            </div>
        </div>
        <section>
            <h2>"常用申请"</h2>
            {api::shown(forms, |forms: Vec<FormOffered>| view! {
                <div class="tiles">{forms.into_iter().take(8).map(|form| view! {
                    <A href=format!("/start/{}/{}", form.regulation, form.form)>{form.title}</A>
                }).collect_view()}</div>
            })}
        </section>
    }
}
