//! Asking for a change, and answering one that somebody else asked for.

use crate::{
    api,
    components::{
        fields::{Content, Fields, own_field},
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t},
    state::{
        query::route_param,
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
    util::format::format_moment,
};
use guiju_api::{
    Entered, PackageShown, RegulationShown, RehearsalWanted, RevisionAnswer, RevisionShown, RevisionWanted,
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use serde_json::Map;

/// What is to change: another version, other numbers, or both; first rehearsed, then scheduled.
#[component]
pub fn Revise(regulation: RegulationShown, packages: Vec<PackageShown>, asked: Callback<()>) -> impl IntoView {
    let content: Content = RwSignal::new(Map::new());
    let (version, from, reason) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (submission, trying) = (Submission::new(), Submission::new());
    let navigate = use_navigate();
    let RegulationShown { id, parameters, .. } = regulation;
    let choices = packages
        .into_iter()
        .map(|package| view! { <option value=package.digest.clone()>{fill("{} 版（{}）", &[&package.version, &package.digest.get(..8).unwrap_or_default()])}</option> })
        .collect_view();
    let fields = parameters
        .iter()
        .map(|(parameter, value, _)| {
            let now = match value {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let unit = parameter.unit.clone().unwrap_or_default();
            let mut field = own_field(&parameter.name, &parameter.label, false, parameter.kind.clone());
            field.help = Some(fill("现为 {} {}", &[&now, &unit]));
            field
        })
        .collect::<Vec<_>>();
    let no_numbers = fields.is_empty();
    let wanted = move || {
        let digest = Some(version.get_untracked()).filter(|digest| !digest.is_empty());
        let parameters = content
            .with_untracked(Clone::clone)
            .into_iter()
            .filter(|(_, value)| !value.is_null() && value.as_str() != Some(""));
        (digest, parameters.collect::<Map<_, _>>())
    };
    let of = id.clone();
    let rehearse = move |_| {
        let (digest, parameters) = wanted();
        let wanted = RehearsalWanted { regulation: of.clone(), digest, parameters, from: None, to: None };
        let navigate = navigate.clone();
        trying.send(async move {
            let begun = api::post::<_, Entered>("/api/rehearsals".to_owned(), &wanted, None).await?;
            navigate(&format!("/rehearsals/{}", begun.id), leptos_router::NavigateOptions::default());
            Ok(None)
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (digest, parameters) = wanted();
        let (from, reason) = (from.get_untracked(), reason.get_untracked());
        let wanted = RevisionWanted { regulation: id.clone(), digest, parameters, from, reason };
        submission.send(async move {
            api::post::<_, Entered>("/api/revisions".to_owned(), &wanted, None).await?;
            asked.run(());
            Ok(Some(SubmitOutcome::Pending(t("已提出，等待另一位管理员或安全员确认。").to_owned())))
        });
    };
    view! {
        <section class="sheet"><h2>{t("安排修订")}</h2>
            <p class="help">{t("先用本单位过去的事项演练，看看会有哪些不同；再定施行日期，由另一位管理员或安全员确认。恢复旧版也这样安排。")}</p>
            <form on:submit=submit>
                <div class="field"><label for="revise-version">{t("改用版本")}</label>
                    <select id="revise-version" on:change=move |event| version.set(event_target_value(&event))><option value="">{t("不换版本")}</option>{choices}</select>
                </div>
                <details hidden=no_numbers><summary>{t("改参数")}</summary>
                    <Fields fields content errors=Signal::derive(Vec::new) regulation=String::new()/>
                </details>
                <p class="row"><button type="button" aria-busy=move || trying.busy.get().to_string() on:click=rehearse>{t("演练")}</button></p><SubmitStatus submission=trying/>
                <div class="field"><label for="revise-from">{t("从哪天起")}</label><input id="revise-from" type="date" required prop:value=from on:input=move |e| from.set(event_target_value(&e))/></div>
                <div class="field"><label for="revise-reason">{t("修订依据或理由")}</label><textarea id="revise-reason" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea></div>
                <SubmitStatus submission/>
                <SubmitButton submission label=t("提出修订") primary=true/>
            </form>
        </section>
    }
}

/// What was asked for, and what became of it.
#[component]
pub fn Revisions(changed: RwSignal<u32>, again: Callback<()>) -> impl IntoView {
    let regulation = route_param("id");
    let revisions = ApiResource::<Vec<RevisionShown>>::from_path(move || {
        changed.track();
        "/api/revisions".to_owned()
    });
    view! {
        <section class="sheet"><h2>{t("修订安排")}</h2>
            {show_resource(revisions, move |all: Vec<RevisionShown>| {
                let own = all.into_iter().filter(|revision| revision.regulation == regulation()).collect::<Vec<_>>();
                if own.is_empty() {
                    return view! { <p class="soft">{t("还没有修订。")}</p> }.into_any();
                }
                view! { <ul class="lines">{own.into_iter().map(|revision| view! { <Revision revision again/> }).collect_view()}</ul> }.into_any()
            })}
        </section>
    }
}

#[component]
fn Revision(revision: RevisionShown, again: Callback<()>) -> impl IntoView {
    let (words, submission) = (RwSignal::new(String::new()), Submission::new());
    let id = revision.id;
    let answer = move |action: &'static str| {
        let given = RevisionAnswer { action: action.to_owned(), words: words.get_untracked() };
        submission.send(async move {
            api::post::<_, ()>(format!("/api/revisions/{id}"), &given, None).await?;
            again.run(());
            Ok(None)
        });
    };
    let (word, class) = match revision.state.as_str() {
        "asked" => (t("待确认"), "tag warn"),
        "confirmed" => (t("已确认"), "tag good"),
        "declined" => (t("未获确认"), "tag bad"),
        _ => (t("已撤回"), "tag"),
    };
    let version = revision.version.as_ref().map(|version| fill("施行 {} 版", &[version]));
    let values = revision.values.iter().map(|(label, value)| fill("“{}”改为 {}", &[label, value]));
    let what = version.into_iter().chain(values).collect::<Vec<_>>().join("，");
    let answered =
        revision.answered_by.clone().map(|by| fill("{}：{}", &[&by, &revision.answer.clone().unwrap_or_default()]));
    let label = format!("revision-words-{id}");
    let open = revision.state == "asked";
    view! {
        <li>
            <p><span class=class>{word}</span>" "<strong>{fill("自 {} 起", &[&revision.from])}</strong>" "{what}</p>
            <p class="soft small">{fill("{} 于 {} 提出：{}", &[&revision.asked_by, &format_moment(&revision.asked), &revision.reason])}</p>
            {answered.map(|line| view! { <p class="soft small">{line}</p> })}
            {(revision.answerable).then(|| view! {
                <div class="row">
                    <label for=label.clone()>{t("意见")}</label><input id=label.clone() prop:value=words on:input=move |e| words.set(event_target_value(&e))/>
                    <button type="button" class="primary" on:click=move |_| answer("confirm")>{t("确认施行")}</button>
                    <button type="button" on:click=move |_| answer("decline")>{t("不予确认")}</button>
                </div>
            })}
            {(open && !revision.answerable).then(|| view! { <button type="button" class="plain" on:click=move |_| answer("withdraw")>{t("撤回")}</button> })}
            <SubmitStatus submission/>
        </li>
    }
}
