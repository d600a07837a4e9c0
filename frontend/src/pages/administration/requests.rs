//! Proposed changes that a second person confirms, declines, or the proposer withdraws.

use crate::{
    api,
    components::{resource::show_resource, submit::SubmitStatus},
    i18n::{fill, t},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
    util::format::format_moment,
};
use guiju_api::{Page, RequestAnswer, RequestChange, RequestShown};
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
    let tabs = [("waiting", t("待确认")), ("", t("全部"))].map(|(name, label)| {
        let chosen = move || state.get() == name;
        view! { <button type="button" aria-pressed=move || chosen().to_string() on:click=move |_| { submission.clear(); state.set(name) }>{label}</button> }
    });
    view! {
        <section class="sheet">
            <p class="help">{t("系统角色、管理人员的账号，以及能看到保密内容的岗位，由一人提出、另一人确认后才生效。请核对依据后再确认。")}</p>
            <div class="tabs" role="group" aria-label=t("待确认的变更")>{tabs}</div>
            <SubmitStatus submission/>
            {show_resource(requests, move |page: Page<RequestShown>| {
                if page.rows.is_empty() {
                    return view! { <p class="soft">{if state.get() == "waiting" { t("没有待确认的变更。") } else { t("还没有提出过变更。") }}</p> }.into_any();
                }
                let shown = page.rows.len() as u64;
                let more = (page.total > shown).then(|| view! { <p class="soft">{fill("共 {} 项，这里列出最近的 {} 项。", &[&page.total, &shown])}</p> });
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
        "waiting" => (t("待确认"), "tag warn"),
        "confirmed" => (t("已确认"), "tag good"),
        "declined" => (t("未获确认"), "tag bad"),
        "expired" => (t("已过期"), "tag"),
        "outdated" => (t("情况已变，不再有效"), "tag"),
        _ => (t("已撤回"), "tag"),
    };
    let answering = request.clone();
    let none = |text: String| if text.is_empty() { t("无").to_owned() } else { text };
    let change = move |change: RequestChange| {
        view! { <li>{change.label}"："{none(change.from)}" → "<strong>{none(change.to)}</strong></li> }
    };
    let reason = Some(request.reason).filter(|reason| !reason.is_empty());
    let answered = request.answered_by.map(|by| {
        let at = request.answered.as_deref().map(format_moment).unwrap_or_default();
        let words = request.words.filter(|words| !words.is_empty());
        view! { <div class="soft small">{by}" · "{at}{words.map(|words| format!("：{words}"))}</div> }
    });
    view! {
        <li>
            <strong>{request.title}</strong>" "<span class=class>{word}</span>
            <div class="soft small">{fill("第 {} 号，{}提出，{}", &[&request.id, &request.asked_by, &format_moment(&request.asked)])}</div>
            <ul>{request.changes.into_iter().map(change).collect_view()}</ul>
            <p>{t("理由：")}{reason.unwrap_or_else(|| t("未写明").to_owned())}</p>
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
            "confirm" => "已确认，即时生效：{}。",
            "decline" => "未予确认，不作变更：{}。",
            _ => "已撤回：{}。",
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
            <div class="field"><label for=field.clone()>{t("意见（不予确认时须写明理由）")}</label>
                <input id=field.clone() type="text" prop:value=words on:input=move |e| words.set(event_target_value(&e))/>
            </div>
            <div class="row">
                <button type="button" class="primary" aria-busy=busy on:click=move |_| act("confirm")>{t("确认")}</button>
                <button type="button" aria-busy=busy on:click=move |_| act("decline")>{t("不予确认")}</button>
            </div>
        })}
        {withdrawable.then(|| view! { <div class="row"><button type="button" aria-busy=busy on:click=move |_| act("withdraw")>{t("撤回")}</button></div> })}
        <SubmitStatus submission=answering/>
    }
}
