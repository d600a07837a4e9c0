//! What waits for a second keeper: what is asked for, by whom, from what to what; confirmed, declined or withdrawn here.

use crate::{
    api,
    words::{fill, t},
};
use guiju_api::{Page, Problem, RequestAnswer, RequestChange, RequestShown};
use leptos::{prelude::*, task::spawn_local};

/// The requests, those that wait first.
#[component]
pub fn Requests(
    /// Grows whenever something was asked for.
    asked: RwSignal<u32>,
    /// After one was answered.
    done: Callback<()>,
) -> impl IntoView {
    let state = RwSignal::new("waiting");
    let requests = api::fetch::<Page<RequestShown>>(move || {
        asked.track();
        format!("/api/requests?state={}", state.get())
    });
    let again = Callback::new(move |()| {
        requests.refetch();
        done.run(());
    });
    let tabs = [("waiting", t("待确认")), ("", t("全部"))].map(|(name, label)| {
        let chosen = move || state.get() == name;
        view! { <button type="button" aria-pressed=move || chosen().to_string() on:click=move |_| state.set(name)>{label}</button> }
    });
    view! {
        <section class="sheet"><h2>{t("待确认的变更")}</h2>
            <p class="help">{t("系统角色、管理人员的账号，以及能看到保密内容的岗位，由一人提出、另一人确认后才生效。请核对依据后再确认。")}</p>
            <div class="tabs" role="group" aria-label=t("待确认的变更")>{tabs}</div>
            {api::shown(requests, move |page: Page<RequestShown>| {
                if page.rows.is_empty() {
                    return view! { <p class="soft">{t("没有这样的变更。")}</p> }.into_any();
                }
                let shown = page.rows.len() as u64;
                let more = (page.total > shown).then(|| view! { <p class="soft">{fill("共 {} 项，这里列出最近的 {} 项。", &[&page.total, &shown])}</p> });
                view! {
                    <ul class="lines">{page.rows.into_iter().map(|request| view! { <One request again/> }).collect_view()}</ul>
                    {more}
                }.into_any()
            })}
        </section>
    }
}

#[component]
fn One(request: RequestShown, again: Callback<()>) -> impl IntoView {
    let (word, class) = match request.state.as_str() {
        "waiting" => (t("待确认"), "tag warn"),
        "confirmed" => (t("已确认"), "tag good"),
        "declined" => (t("未获确认"), "tag bad"),
        _ => (t("已撤回"), "tag"),
    };
    let none = |text: String| if text.is_empty() { t("无").to_owned() } else { text };
    let change = move |change: RequestChange| {
        view! { <li>{change.label}"："{none(change.from)}" → "<strong>{none(change.to)}</strong></li> }
    };
    let reason = Some(request.reason).filter(|reason| !reason.is_empty());
    let answered = request.answered_by.map(|by| {
        let at = request.answered.as_deref().map(super::super::moment).unwrap_or_default();
        let words = request.words.filter(|words| !words.is_empty());
        view! { <div class="soft small">{by}" · "{at}{words.map(|words| format!("：{words}"))}</div> }
    });
    view! {
        <li>
            <strong>{request.title}</strong>" "<span class=class>{word}</span>
            <div class="soft small">{fill("第 {} 号，{}提出，{}", &[&request.id, &request.asked_by, &super::super::moment(&request.asked)])}</div>
            <ul>{request.changes.into_iter().map(change).collect_view()}</ul>
            <p>{t("理由：")}{reason.unwrap_or_else(|| t("未写明").to_owned())}</p>
            {answered}
            <Answering id=request.id answerable=request.answerable withdrawable=request.withdrawable again/>
        </li>
    }
}

/// What one may do with a request.
#[component]
fn Answering(id: u64, answerable: bool, withdrawable: bool, again: Callback<()>) -> impl IntoView {
    let (words, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<Problem>));
    let answer = move |action: &'static str| {
        let given = RequestAnswer { action: action.to_owned(), words: words.get_untracked() };
        spawn_local(async move {
            match api::post::<_, ()>(format!("/api/requests/{id}"), &given, None).await {
                Ok(()) => again.run(()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let field = format!("request-{id}");
    view! {
        {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
        {answerable.then(|| view! {
            <div class="field"><label for=field.clone()>{t("意见（不予确认时须写明理由）")}</label>
                <input id=field.clone() prop:value=words on:input=move |e| words.set(event_target_value(&e))/>
            </div>
            <div class="row">
                <button type="button" class="primary" on:click=move |_| answer("confirm")>{t("确认")}</button>
                <button type="button" on:click=move |_| answer("decline")>{t("不予确认")}</button>
            </div>
        })}
        {withdrawable.then(|| view! { <div class="row"><button type="button" on:click=move |_| answer("withdraw")>{t("撤回")}</button></div> })}
    }
}
