//! Preparing and proposing a revision of a regulation, and answering a proposed one.

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
    util::format::{format_moment, format_value},
};
use guiju_api::{
    Entered, PackageShown, RegulationShown, RehearsalWanted, RevisionAnswer, RevisionShown, RevisionWanted,
};
use guiju_model::{Field, Parameter};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use serde_json::{Map, Value};

/// A revision that is being prepared: another version, other parameter values, or both.
#[derive(Clone, Copy)]
struct Preparation {
    /// Id of the regulation.
    regulation: StoredValue<String>,
    /// Digest of the version, empty if the version stays.
    version: RwSignal<String>,
    /// Parameter values by name; those that are not filled in stay.
    parameters: Content,
    /// First day, as ISO 8601 text.
    from: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Preparation {
    fn new(regulation: String) -> Self {
        let empty = || RwSignal::new(String::new());
        let parameters = RwSignal::new(Map::new());
        Self { regulation: StoredValue::new(regulation), version: empty(), parameters, from: empty(), reason: empty() }
    }

    /// The version and the parameter values that are to change.
    fn changes(self) -> (Option<String>, Map<String, Value>) {
        let digest = Some(self.version.get_untracked()).filter(|digest| !digest.is_empty());
        let filled = |value: &Value| !value.is_null() && value.as_str() != Some("");
        let parameters = self.parameters.get_untracked().into_iter().filter(|(_, value)| filled(value));
        (digest, parameters.collect())
    }

    /// The revision as a rehearsal of all past matters.
    fn rehearsal(self) -> RehearsalWanted {
        let (digest, parameters) = self.changes();
        RehearsalWanted { regulation: self.regulation.get_value(), digest, parameters, from: None, to: None }
    }

    /// The revision as it is proposed.
    fn revision(self) -> RevisionWanted {
        let (digest, parameters) = self.changes();
        let (from, reason) = (self.from.get_untracked(), self.reason.get_untracked());
        RevisionWanted { regulation: self.regulation.get_value(), digest, parameters, from, reason }
    }
}

/// A field for each parameter of a regulation, with its present value as help.
fn parameter_fields(parameters: &[(Parameter, Value, Option<String>)]) -> Vec<Field> {
    let fields = parameters.iter().map(|(parameter, value, _)| {
        let unit = parameter.unit.clone().unwrap_or_default();
        let help = Some(fill("现为 {} {}", &[&format_value(value), &unit]));
        Field { help, ..own_field(&parameter.name, &parameter.label, false, parameter.kind.clone()) }
    });
    fields.collect()
}

/// A form that prepares a revision: it is rehearsed first, then proposed for confirmation by a second person.
#[component]
pub fn RevisionForm(
    /// The regulation as it is in force.
    regulation: RegulationShown,
    /// The installed versions.
    packages: Vec<PackageShown>,
    /// Called after a revision was proposed.
    proposed: Callback<()>,
) -> impl IntoView {
    let RegulationShown { id, parameters: declared, .. } = regulation;
    let preparation = Preparation::new(id);
    let Preparation { version, parameters, from, reason, .. } = preparation;
    let (submission, rehearsing) = (Submission::new(), Submission::new());
    let navigate = use_navigate();
    let choices = packages
        .into_iter()
        .map(|package| view! { <option value=package.digest.clone()>{fill("{} 版（{}）", &[&package.version, &package.digest.get(..8).unwrap_or_default()])}</option> })
        .collect_view();
    let fields = parameter_fields(&declared);
    let no_parameters = fields.is_empty();
    let rehearse = move |_| {
        let (wanted, navigate) = (preparation.rehearsal(), navigate.clone());
        rehearsing.send(async move {
            let begun = api::post::<_, Entered>("/api/rehearsals".to_owned(), &wanted, None).await?;
            navigate(&format!("/rehearsals/{}", begun.id), leptos_router::NavigateOptions::default());
            Ok(None)
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = preparation.revision();
        submission.send(async move {
            api::post::<_, Entered>("/api/revisions".to_owned(), &wanted, None).await?;
            proposed.run(());
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
                <details hidden=no_parameters><summary>{t("改参数")}</summary>
                    <Fields fields content=parameters errors=Signal::derive(Vec::new) regulation=String::new()/>
                </details>
                <p class="row"><button type="button" aria-busy=move || rehearsing.busy.get().to_string() on:click=rehearse>{t("演练")}</button></p><SubmitStatus submission=rehearsing/>
                <div class="field"><label for="revise-from">{t("从哪天起")}</label><input id="revise-from" type="date" required prop:value=from on:input=move |e| from.set(event_target_value(&e))/></div>
                <div class="field"><label for="revise-reason">{t("修订依据或理由")}</label><textarea id="revise-reason" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea></div>
                <SubmitStatus submission/>
                <SubmitButton submission label=t("提出修订") primary=true/>
            </form>
        </section>
    }
}

/// The proposed revisions of a regulation, with their answers.
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

/// A proposed revision, with the controls to confirm, decline or withdraw it.
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
    let changes = version.into_iter().chain(values).collect::<Vec<_>>().join("，");
    let answered =
        revision.answered_by.clone().map(|by| fill("{}：{}", &[&by, &revision.answer.clone().unwrap_or_default()]));
    let label = format!("revision-words-{id}");
    let open = revision.state == "asked";
    view! {
        <li>
            <p><span class=class>{word}</span>" "<strong>{fill("自 {} 起", &[&revision.from])}</strong>" "{changes}</p>
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
