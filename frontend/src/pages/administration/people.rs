//! The people of the office: entering, changing, accounts, and departures.

use crate::{
    api::{self, Session},
    components::{
        card::{card_table, text_cell},
        dialog::ModalDialog,
        fields::StaffDirectory,
        file_import::FileImport,
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::submission::{Submission, SubmitOutcome, done},
};
use gloo_net::http::Method;
use guiju_api::{Outcome, PersonEntry, PersonShown, Reason};
use leptos::{ev::SubmitEvent, prelude::*};
use serde_json::Value;

/// The table of people, and for an administrator the dialog that changes one.
#[component]
pub fn People() -> impl IntoView {
    let people = expect_context::<StaffDirectory>().0;
    let chosen = RwSignal::new(None::<PersonShown>);
    let reload = Callback::new(move |()| people.refetch());
    let editable = expect_context::<Session>().is_administrator();
    let help = t(text::people::XLSX_XLS_CSV_WITH_HEADS);
    let enter = move |_| chosen.set(Some(PersonShown { active: true, ..PersonShown::default() }));
    view! {
        <section class="sheet">
            {editable.then(|| view! { <p><button type="button" on:click=enter>{icon(drawing::LuUserPlus.data)}{t(text::people::ADD_PERSON)}</button></p> })}
            {move || chosen.get().map(|person| view! { <PersonDialog person reload close=Callback::new(move |()| chosen.set(None))/> })}
            {show_resource(people, move |people: Vec<PersonShown>| view! {
                <ScrollArea label=t(text::common::PEOPLE)>{table(people, editable.then_some(chosen))}</ScrollArea>
            })}
        </section>
        {editable.then(|| view! { <FileImport path="/api/people/import".to_owned() heading=t(text::people::IMPORT_PEOPLE_FROM_TABLE).to_owned() help done=reload/> })}
    }
}

/// The table of people; with `chosen`, each row has a button that chooses it for changing.
fn table(people: Vec<PersonShown>, chosen: Option<RwSignal<Option<PersonShown>>>) -> AnyView {
    let row = move |person: PersonShown| {
        let (mine, label) = (person.clone(), fill(text::people::CHANGE, &[&person.name]));
        let left = (!person.active).then(|| view! { " "<span class="tag">{t(text::people::LEFT)}</span> });
        let mut cells = vec![
            view! { {person.name}{left} }.into_any(),
            text_cell(person.department_name),
            text_cell(person.posts.join("、")),
            text_cell(person.account.unwrap_or_default()),
            text_cell(person.badge.unwrap_or_default()),
            text_cell(person.phone.unwrap_or_default()),
        ];
        cells.extend(chosen.map(|chosen| {
            view! { <button type="button" class="plain" aria-label=label on:click=move |_| chosen.set(Some(mine.clone()))>{t(text::common::CHANGE)}</button> }
                .into_any()
        }));
        cells
    };
    let mut heads = vec![
        t(text::common::PERSON_NAME),
        t(text::common::DEPARTMENT),
        t(text::common::POST),
        t(text::common::LOGIN_NAME),
        t(text::people::CLOCK_NUMBER),
        t(text::common::TELEPHONE),
    ];
    heads.extend(chosen.map(|_| t(text::common::ACTIONS)));
    card_table("", heads, false, people.into_iter().map(row).collect())
}

/// The input of a person's entry.
#[derive(Clone, Copy)]
struct PersonInput {
    name: RwSignal<String>,
    department: RwSignal<String>,
    badge: RwSignal<String>,
    phone: RwSignal<String>,
    login: RwSignal<String>,
    password: RwSignal<String>,
    reason: RwSignal<String>,
    left: RwSignal<bool>,
}

impl PersonInput {
    fn of(person: &PersonShown) -> Self {
        let text = |value: Option<&String>| RwSignal::new(value.cloned().unwrap_or_default());
        Self {
            name: text(Some(&person.name)),
            department: text(Some(&person.department_name)),
            badge: text(person.badge.as_ref()),
            phone: text(person.phone.as_ref()),
            login: text(None),
            password: text(None),
            reason: text(None),
            left: RwSignal::new(!person.active),
        }
    }

    fn entry(self, id: Option<u64>, attributes: Value) -> PersonEntry {
        let filled =
            |text: RwSignal<String>| Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        PersonEntry {
            id,
            name: self.name.get_untracked(),
            department: self.department.get_untracked(),
            badge: filled(self.badge),
            phone: filled(self.phone),
            attributes: if attributes.is_object() { attributes } else { Value::Null },
            login: filled(self.login),
            password: filled(self.password),
            system_role: None,
            left: self.left.get_untracked(),
            reason: self.reason.get_untracked(),
        }
    }
}

/// The outcome of a saved entry: done, or pending confirmation.
fn outcome_of(outcome: &Outcome) -> Option<SubmitOutcome> {
    match outcome.request {
        Some(_) => Some(SubmitOutcome::Pending(t(text::people::REST_SAVED_CHANGE_ACCOUNT_WAITS).to_owned())),
        None => done(t(text::common::SAVED)),
    }
}

/// A dialog that enters or changes a person.
#[component]
fn PersonDialog(person: PersonShown, reload: Callback<()>, close: Callback<()>) -> impl IntoView {
    let id = (person.id > 0).then_some(person.id);
    let title =
        if id.is_some() { fill(text::people::CHANGE, &[&person.name]) } else { t(text::people::ADD_PERSON).to_owned() };
    let input = PersonInput::of(&person);
    let submission = Submission::new();
    let attributes = StoredValue::new(person.attributes);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let entry = input.entry(id, attributes.get_value());
        submission.send(async move {
            let outcome = api::post::<_, Outcome>("/api/people".to_owned(), &entry, None).await?;
            reload.run(());
            Ok(outcome_of(&outcome))
        });
    };
    // For a lost telephone: proposed here, confirmed by a second person.
    let reset = move |id: u64| {
        let wanted = Reason { reason: input.reason.get_untracked() };
        submission.send(async move {
            api::request(Method::DELETE, format!("/api/people/{id}/second-factor"), Some(&wanted)).await?;
            Ok(Some(SubmitOutcome::Pending(t(text::people::RESET_SECOND_FACTOR_ASKED_WAITS).to_owned())))
        });
    };
    let field = |id: &'static str, label: &'static str, kind: &'static str, value: RwSignal<String>| {
        view! { <div><label for=id>{label}</label><input id=id type=kind autocomplete="off" prop:value=value on:input=move |e| value.set(event_target_value(&e))/></div> }
    };
    let left = input.left;
    view! {
        <ModalDialog label=title.clone() close>
            <h2>{title}</h2>
            <form on:submit=submit hidden=move || submission.is_finished()>
                <div class="filters">
                    {field("entry-name", t(text::common::PERSON_NAME), "text", input.name)}
                    {field("entry-department", t(text::common::DEPARTMENT), "text", input.department)}
                    {field("entry-badge", t(text::people::CLOCK_NUMBER), "text", input.badge)}
                    {field("entry-phone", t(text::common::TELEPHONE), "text", input.phone)}
                    {field("entry-login", t(text::people::LOGIN_NAME_OPEN_ACCOUNT_CHANGE), "text", input.login)}
                    {field("entry-password", t(text::people::NEW_PASSWORD_CHANGED_AT_FIRST), "password", input.password)}
                    {field("entry-reason", t(text::common::GROUNDS_REASON_CHANGE), "text", input.reason)}
                </div>
                <p class="choice">
                    <input type="checkbox" id="entry-left" prop:checked=left on:change=move |e| left.set(event_target_checked(&e))/>
                    <label for="entry-left">{t(text::people::LEFT_OFFICE_POSTS_TASKS_HANDED)}</label>
                </p>
                <div class="row"><SubmitButton submission label=t(text::common::SAVE) primary=true/>{id.map(|id| view! { <button type="button" on:click=move |_| reset(id)>{t(text::people::ASK_RESET_SECOND_FACTOR)}</button> })}</div>
            </form>
            <SubmitStatus submission takes_focus=true/>
        </ModalDialog>
    }
}
