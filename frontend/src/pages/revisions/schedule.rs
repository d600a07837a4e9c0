//! Preparing and proposing a revision of a regulation, and answering a proposed one.

use super::drafts;
use crate::{
    api::{self, Session},
    components::{
        fields::{Content, Fields, own_field},
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        query::route_param,
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
    util::{
        dom::focus_by_id,
        format::{format_moment, format_parameter},
    },
};
use guiju_api::{
    Entered, PackageShown, RegulationShown, RehearsalWanted, RevisionAnswer, RevisionShown, RevisionWanted,
};
use guiju_model::{Field, Parameter, ValueKind};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use serde_json::{Map, Value, json};

/// A revision that is being prepared: another version, other parameter values, or both.
#[derive(Clone, Copy)]
struct Preparation {
    /// Id of the regulation.
    regulation: StoredValue<String>,
    /// Digest of the version, empty if the version stays.
    version: RwSignal<String>,
    /// Parameter values by name, without those that are empty.
    parameters: Content,
    /// Lists and tables as they are now, with which their editors begin.
    present: StoredValue<Map<String, Value>>,
    /// First day, as ISO 8601 text.
    from: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Preparation {
    /// Begins with what is in force and with the draft of the tab, and stores what is filled in from then on.
    fn new(regulation: String, declared: &[(Parameter, Value, Option<String>)], reader: u64) -> Self {
        let draft = drafts::load(reader, &regulation);
        let empty = || RwSignal::new(String::new());
        let lists = declared.iter().filter(|(of, ..)| matches!(of.kind, ValueKind::Words(_) | ValueKind::Tiers(_)));
        let present = lists.map(|(of, value, _)| (of.name.clone(), value.clone())).collect::<Map<_, _>>();
        let parameters = RwSignal::new(present.clone());
        let (regulation, present) = (StoredValue::new(regulation), StoredValue::new(present));
        let new = Self { regulation, version: empty(), parameters, present, from: empty(), reason: empty() };
        if let Some(draft) = draft {
            new.begin_with(draft);
        }
        Effect::new(move |before: Option<()>| {
            new.version.track();
            new.parameters.track();
            new.from.track();
            new.reason.track();
            if before.is_some() {
                drafts::store(reader, &new.revision());
            }
        });
        new
    }

    /// Puts back what was filled in. A list that was emptied is stored as one without members.
    fn begin_with(self, draft: RevisionWanted) {
        self.version.set(draft.digest.unwrap_or_default());
        self.from.set(draft.from);
        self.reason.set(draft.reason);
        self.parameters.update(|all| {
            for (name, value) in draft.parameters {
                if value.as_array().is_some_and(Vec::is_empty) {
                    all.remove(&name);
                } else {
                    all.insert(name, value);
                }
            }
        });
    }

    /// The version and the parameter values that are to change. What begins empty and is empty stays as it is. A list or a table begins with
    /// what is in force: emptied it is sent as empty, and the server says what it wants.
    fn changes(self) -> (Option<String>, Map<String, Value>) {
        let digest = Some(self.version.get_untracked()).filter(|digest| !digest.is_empty());
        let (filled, present) = (self.parameters.get_untracked(), self.present.get_value());
        let emptied = present.keys().filter(|name| !filled.contains_key(*name)).map(|name| (name.clone(), json!([])));
        let emptied = emptied.collect::<Vec<_>>();
        let changed = |(name, value): &(String, Value)| present.get(name) != Some(value);
        (digest, filled.into_iter().filter(changed).chain(emptied).collect())
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

/// A field for each parameter of a regulation, with its present value as help. That one may leave them is said above all of them.
fn parameter_fields(parameters: &[(Parameter, Value, Option<String>)]) -> Vec<Field> {
    let fields = parameters.iter().map(|(parameter, value, _)| {
        let help = Some(fill(text::revision::NOW, &[&format_parameter(parameter, value)]));
        Field { help, ..own_field(&parameter.name, &parameter.label, true, parameter.kind.clone()) }
    });
    fields.collect()
}

/// What is wrong with the values that were sent, each at its parameter.
fn errors_of(submission: Submission) -> Vec<(String, String)> {
    let findings = submission.outcome.with(|outcome| match outcome {
        Some(SubmitOutcome::Rejected(problem)) => problem.findings.clone(),
        _ => Vec::new(),
    });
    findings.into_iter().filter_map(|finding| Some((finding.field?, finding.message))).collect()
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
    let reader = expect_context::<Session>().person().unwrap_or_default();
    let preparation = Preparation::new(id, &declared, reader);
    let changes_numbers = !preparation.changes().1.is_empty();
    let Preparation { version, parameters, from, reason, .. } = preparation;
    let (submission, rehearsing) = (Submission::new(), Submission::new());
    let navigate = use_navigate();
    let choices = packages
        .into_iter()
        .map(|package| view! { <option value=package.digest.clone() selected=version.get_untracked() == package.digest>{fill(text::revision::VERSION_AND_DIGEST, &[&package.version, &package.digest.get(..8).unwrap_or_default()])}</option> })
        .collect_view();
    let fields = parameter_fields(&declared);
    let errors = Signal::derive(move || [submission, rehearsing].into_iter().flat_map(errors_of).collect());
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
            drafts::remove(reader, &wanted.regulation);
            proposed.run(());
            Ok(Some(SubmitOutcome::Pending(t(text::common::ASKED_ANOTHER_ADMINISTRATOR_SECURITY_OFFICER).to_owned())))
        });
    };
    view! {
        <section class="sheet"><h2>{t(text::revision::PLAN_REVISION)}</h2>
            <p class="help">{t(text::revision::FIRST_REHEARSE_ON_OFFICE_OWN)}</p>
            <form on:submit=submit>
                <div class="field"><label for="revise-version">{t(text::revision::VERSION)}</label>
                    <select id="revise-version" on:change=move |event| version.set(event_target_value(&event))><option value="">{t(text::revision::KEEP_VERSION)}</option>{choices}</select>
                </div>
                <details hidden=no_parameters open=changes_numbers><summary>{t(text::revision::CHANGE_NUMBERS)}</summary>
                    <Fields fields content=parameters errors regulation=String::new()/>
                </details>
                <p class="row"><button type="button" aria-busy=move || rehearsing.busy.get().to_string() on:click=rehearse>{t(text::revision::REHEARSE)}</button></p><SubmitStatus submission=rehearsing/>
                <div class="field"><label for="revise-from">{t(text::revision::FROM_WHICH_DAY)}</label><input id="revise-from" type="date" required prop:value=from on:input=move |e| from.set(event_target_value(&e))/></div>
                <div class="field"><label for="revise-reason">{t(text::revision::GROUNDS_REVISION)}</label><textarea id="revise-reason" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))></textarea></div>
                <SubmitStatus submission/>
                <SubmitButton submission label=t(text::revision::ASK_REVISION) primary=true/>
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
        <section class="sheet"><h2 id="revisions" tabindex="-1">{t(text::revision::PLANNED_REVISIONS)}</h2>
            {show_resource(revisions, move |all: Vec<RevisionShown>| {
                let own = all.into_iter().filter(|revision| revision.regulation == regulation()).collect::<Vec<_>>();
                if own.is_empty() {
                    return view! { <p class="soft">{t(text::revision::NO_REVISIONS_YET)}</p> }.into_any();
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
            // The buttons are gone with the answer.
            focus_by_id("revisions");
            Ok(None)
        });
    };
    let (word, class) = match revision.state.as_str() {
        "asked" => (t(text::common::TO_BE_CONFIRMED), "tag warn"),
        "confirmed" => (t(text::common::CONFIRMED), "tag good"),
        "declined" => (t(text::common::DECLINED), "tag bad"),
        _ => (t(text::common::WITHDRAWN), "tag"),
    };
    let version = revision.version.as_ref().map(|version| fill(text::revision::VERSION_COMES_INTO_FORCE, &[version]));
    let values = revision.values.iter().map(|(label, value)| fill(text::revision::BECOMES, &[label, value]));
    let changes = version.into_iter().chain(values).collect::<Vec<_>>().join("，");
    let answered =
        revision.answered_by.clone().map(|by| match revision.answer.clone().filter(|words| !words.is_empty()) {
            Some(words) => fill(text::common::LABEL_AND_VALUE, &[&by, &words]),
            None => by,
        });
    let label = format!("revision-words-{id}");
    let open = revision.state == "asked";
    view! {
        <li>
            <p><span class=class>{word}</span>" "<strong>{fill(text::common::SINCE, &[&revision.from])}</strong>" "{changes}</p>
            <p class="soft small">{fill(text::revision::ASKED_ON, &[&revision.asked_by, &format_moment(&revision.asked), &revision.reason])}</p>
            {answered.map(|line| view! { <p class="soft small">{line}</p> })}
            {(revision.answerable).then(|| view! {
                <div class="row">
                    <label for=label.clone()>{t(text::common::OPINION)}</label><input id=label.clone() prop:value=words on:input=move |e| words.set(event_target_value(&e))/>
                    <button type="button" class="primary" on:click=move |_| answer("confirm")>{t(text::revision::CONFIRM)}</button>
                    <button type="button" on:click=move |_| answer("decline")>{t(text::common::DECLINE)}</button>
                </div>
            })}
            {(open && !revision.answerable).then(|| view! { <button type="button" class="plain" on:click=move |_| answer("withdraw")>{t(text::common::WITHDRAW)}</button> })}
            <SubmitStatus submission/>
        </li>
    }
}
