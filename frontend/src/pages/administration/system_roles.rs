//! System roles and who holds them. The security officer proposes to grant or revoke one.

use crate::{
    api::{self, Session},
    components::{
        card::{card_table, text_cell},
        dialog::ModalDialog,
        fields::StaffDirectory,
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome},
    },
};
use guiju_api::{GrantWanted, KeeperShown, Outcome, PersonShown, Reason};
use leptos::{ev::SubmitEvent, prelude::*};

/// Name of a system role.
fn role_name(role: &str) -> &'static str {
    match role {
        "security" => t(text::system_roles::SECURITY_OFFICER),
        "auditor" => t(text::system_roles::AUDITOR),
        _ => t(text::system_roles::ADMINISTRATOR),
    }
}

/// The table of role holders, and for the security officer the form that proposes to grant a role.
#[component]
pub fn SystemRoles() -> impl IntoView {
    let all = ApiResource::<Vec<KeeperShown>>::from_path(|| "/api/keepers".to_owned());
    let is_security_officer = expect_context::<Session>().system_role().as_deref() == Some("security");
    let revoking = RwSignal::new(None::<KeeperShown>);
    let row = move |keeper: KeeperShown| {
        let (mine, label) = (keeper.clone(), fill(text::system_roles::ASK_REVOKE_ROLE, &[&keeper.name]));
        let mut cells = vec![
            text_cell(keeper.name),
            text_cell(keeper.department),
            text_cell(role_name(&keeper.role)),
            text_cell(keeper.login),
        ];
        if is_security_officer {
            cells.push(view! { <button type="button" class="plain" aria-label=label on:click=move |_| revoking.set(Some(mine.clone()))>{t(text::system_roles::ASK_REVOKE)}</button> }.into_any());
        }
        cells
    };
    let heads = move || {
        let mut heads = vec![
            t(text::common::PERSON_NAME),
            t(text::common::DEPARTMENT),
            t(text::common::ROLES_SYSTEM),
            t(text::common::LOGIN_NAME),
        ];
        heads.extend(is_security_officer.then(|| t(text::common::ACTIONS)));
        heads
    };
    view! {
        <section class="sheet">
            <p class="help">{t(text::system_roles::ADMINISTRATORS_KEEP_PEOPLE_POSTS_SECURITY)}</p>
            {show_resource(all, move |all: Vec<KeeperShown>| card_table("", heads(), true, all.into_iter().map(row).collect()))}
            {move || revoking.get().map(|keeper| view! { <RevocationDialog keeper close=Callback::new(move |()| revoking.set(None))/> })}
            {is_security_officer.then(|| view! { <GrantForm/> })}
        </section>
    }
}

/// The outcome of a proposal.
fn proposed() -> Option<SubmitOutcome> {
    Some(SubmitOutcome::Pending(t(text::common::ASKED_ANOTHER_ADMINISTRATOR_SECURITY_OFFICER).to_owned()))
}

/// A dialog that proposes to revoke a role.
#[component]
fn RevocationDialog(keeper: KeeperShown, close: Callback<()>) -> impl IntoView {
    let (reason, submission) = (RwSignal::new(String::new()), Submission::new());
    let person = keeper.person;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let entry = Reason { reason: reason.get_untracked() };
        submission.send(async move {
            api::post::<_, Outcome>(format!("/api/keepers/{person}/revocation"), &entry, None).await?;
            Ok(proposed())
        });
    };
    let title = fill(text::system_roles::ASK_REVOKE_ROLE, &[&keeper.name]);
    view! {
        <ModalDialog label=title.clone() close>
            <h2>{title}</h2>
            <form on:submit=submit hidden=move || submission.is_finished()>
                <div class="field"><label for="revoke-reason">{fill(text::system_roles::REVOKE_FROM_ROLE_REASON, &[&keeper.name, &role_name(&keeper.role)])}</label>
                    <input id="revoke-reason" type="text" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/>
                </div>
                <SubmitButton submission label=t(text::system_roles::ASK_REVOKE) primary=true/>
            </form>
            <SubmitStatus submission takes_focus=true/>
        </ModalDialog>
    }
}

/// A form that proposes to grant a role.
#[component]
fn GrantForm() -> impl IntoView {
    let people = expect_context::<StaffDirectory>().0;
    let (person, role, reason) = (RwSignal::new(0u64), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (person, role) = (person.get_untracked(), role.get_untracked());
        let wanted = GrantWanted { person, role, reason: reason.get_untracked() };
        submission.send(async move {
            api::post::<_, Outcome>("/api/keepers".to_owned(), &wanted, None).await?;
            Ok(proposed())
        });
    };
    let choices = move || {
        let all = people.value().unwrap_or_default();
        let here = all.into_iter().filter(|person: &PersonShown| person.active);
        here.map(|person| {
            view! { <option value=person.id.to_string()>{person.name}" · "{person.department_name}</option> }.into_any()
        })
        .collect::<Vec<_>>()
    };
    let roles =
        ["administrator", "security", "auditor"].map(|role| view! { <option value=role>{role_name(role)}</option> });
    view! {
        <form on:submit=submit>
            <h2>{t(text::system_roles::ASK_GRANT)}</h2>
            <div class="filters">
                <div><label for="grant-person">{t(text::common::PERSON_NAME)}</label>
                    <select id="grant-person" required on:change=move |e| person.set(event_target_value(&e).parse().unwrap_or_default())><option value="">{t(text::common::CHOOSE)}</option>{choices}</select>
                </div>
                <div><label for="grant-role">{t(text::common::ROLES_SYSTEM)}</label>
                    <select id="grant-role" required on:change=move |e| role.set(event_target_value(&e))><option value="">{t(text::common::CHOOSE)}</option>{roles}</select>
                </div>
                <div><label for="grant-reason">{t(text::system_roles::REASON)}</label><input id="grant-reason" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/></div>
                <SubmitButton submission label=t(text::system_roles::ASK_GRANT)/>
            </div>
            <SubmitStatus submission/>
        </form>
    }
}
