//! Proposed changes that a second person confirms, declines, or the proposer withdraws.

use super::changed_value::ChangedValue;
use crate::{
    api,
    components::{resource::show_resource, submit::SubmitStatus},
    i18n::{fill, t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
    util::format::format_moment,
};
use guiju_api::{Page, RequestAnswer, RequestShown};
use leptos::prelude::*;
use serde_json::Value;

/// The list of proposed changes, those that wait or all.
#[component]
pub fn Requests() -> impl IntoView {
    let state = RwSignal::new("waiting");
    let requests = ApiResource::<Page<RequestShown>>::from_path(move || format!("/api/requests?state={}", state.get()));
    // The outcome is shown above the list, because an answered request leaves it.
    let submission = Submission::new();
    let reload = Callback::new(move |()| requests.refetch());
    let tabs = [("waiting", t(text::common::TO_BE_CONFIRMED)), ("", t(text::common::ALL))].map(|(name, label)| {
        let chosen = move || state.get() == name;
        view! { <button type="button" aria-pressed=move || chosen().to_string() on:click=move |_| { submission.clear(); state.set(name) }>{label}</button> }
    });
    view! {
        <section class="sheet">
            <p class="help">{t(text::requests::ROLES_SYSTEM_ACCOUNTS_KEEPERS_POSTS)}</p>
            <div class="tabs" role="group" aria-label=t(text::common::CHANGES_CONFIRMED)>{tabs}</div>
            <SubmitStatus submission/>
            {show_resource(requests, move |page: Page<RequestShown>| {
                if page.rows.is_empty() {
                    return view! { <p class="soft">{if state.get() == "waiting" { t(text::requests::NO_CHANGES_WAIT_CONFIRMED) } else { t(text::requests::NO_CHANGES_BEEN_ASKED_YET) }}</p> }.into_any();
                }
                let shown = page.rows.len() as u64;
                let more = (page.total > shown).then(|| view! { <p class="soft">{fill(text::requests::IN_ALL_LATEST_LISTED_HERE, &[&page.total, &shown])}</p> });
                view! {
                    <ul class="lines">{page.rows.into_iter().map(|request| view! { <RequestItem request submission reload/> }).collect_view()}</ul>
                    {more}
                }.into_any()
            })}
        </section>
    }
}

/// A proposed change with its state and reason.
#[component]
fn RequestItem(request: RequestShown, submission: Submission, reload: Callback<()>) -> impl IntoView {
    let (word, class) = match request.state.as_str() {
        "waiting" => (t(text::common::TO_BE_CONFIRMED), "tag warn"),
        "confirmed" => (t(text::common::CONFIRMED), "tag good"),
        "declined" => (t(text::common::DECLINED), "tag bad"),
        "expired" => (t(text::requests::EXPIRED), "tag"),
        "outdated" => (t(text::requests::NO_LONGER_VALID), "tag"),
        _ => (t(text::common::WITHDRAWN), "tag"),
    };
    let answering = request.clone();
    let change = |change| view! { <ChangedValue change/> };
    let reason = Some(request.reason).filter(|reason| !reason.is_empty());
    let answered = request.answered_by.map(|by| {
        let at = request.answered.as_deref().map(format_moment).unwrap_or_default();
        let words = request.words.filter(|words| !words.is_empty());
        view! { <div class="soft small">{by}" · "{at}{words.map(|words| format!("：{words}"))}</div> }
    });
    view! {
        <li>
            <strong>{request.title}</strong>" "<span class=class>{word}</span>
            <div class="soft small">{fill(text::requests::NO_ASKED, &[&request.id, &request.asked_by, &format_moment(&request.asked)])}</div>
            <ul>{request.changes.into_iter().map(change).collect_view()}</ul>
            <p>{t(text::common::REASON)}{reason.unwrap_or_else(|| t(text::requests::NOT_GIVEN).to_owned())}</p>
            {answered}
            <RequestActions request=answering submission reload/>
        </li>
    }
}

/// Text and code that an answer shows only once, to whoever confirmed.
fn one_time_text(answer: Option<&Value>) -> String {
    let text = |name: &str| answer.and_then(|answer| answer.get(name)?.as_str());
    match (text("words"), text("code")) {
        (Some(words), Some(code)) => format!(" {words} {code}"),
        _ => String::new(),
    }
}

/// The buttons of a proposed change. A rejection is shown beside them.
#[component]
fn RequestActions(request: RequestShown, submission: Submission, reload: Callback<()>) -> impl IntoView {
    let RequestShown { id, title, answerable, withdrawable, .. } = request;
    let (words, answering) = (RwSignal::new(String::new()), Submission::new());
    let answer = move |action: &'static str| {
        let given = RequestAnswer { action: action.to_owned(), words: words.get_untracked() };
        let text = match action {
            "confirm" => text::requests::CONFIRMED_IN_EFFECT,
            "decline" => text::requests::DECLINED_NOTHING_CHANGES,
            _ => text::requests::WITHDRAWN,
        };
        let text = fill(text, &[&title]);
        submission.clear();
        answering.send(async move {
            let answer: Option<Value> = api::post(format!("/api/requests/{id}"), &given, None).await?;
            submission.outcome.set(Some(SubmitOutcome::Done(text + &one_time_text(answer.as_ref()))));
            reload.run(());
            Ok(None)
        });
    };
    let answer = StoredValue::new(answer);
    let act = move |action: &'static str| answer.with_value(|answer| answer(action));
    let (field, busy) = (format!("request-{id}"), move || answering.busy.get().to_string());
    view! {
        {answerable.then(|| view! {
            <div class="field"><label for=field.clone()>{t(text::requests::WORDS_REASON_NEEDED_DECLINE)}</label>
                <input id=field.clone() type="text" prop:value=words on:input=move |e| words.set(event_target_value(&e))/>
            </div>
            <div class="row">
                <button type="button" class="primary" aria-busy=busy on:click=move |_| act("confirm")>{t(text::common::CONFIRM)}</button>
                <button type="button" aria-busy=busy on:click=move |_| act("decline")>{t(text::common::DECLINE)}</button>
            </div>
        })}
        {withdrawable.then(|| view! { <div class="row"><button type="button" aria-busy=busy on:click=move |_| act("withdraw")>{t(text::common::WITHDRAW)}</button></div> })}
        <SubmitStatus submission=answering/>
    }
}
