//! Who holds which role of the system; the security officer asks for one to be granted or taken away.

use crate::{
    api,
    cards::{cards, words},
    fields::People,
    words::{fill, t},
};
use guiju_api::{GrantWanted, KeeperShown, Outcome, PersonShown, Problem, Reason};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// The keepers, and asking for a change of theirs.
#[component]
pub fn Keepers(
    /// Grows whenever something was asked for.
    asked: RwSignal<u32>,
) -> impl IntoView {
    let all = api::fetch::<Vec<KeeperShown>>(move || {
        asked.track();
        "/api/keepers".to_owned()
    });
    let me = expect_context::<api::Session>().0.get_untracked().unwrap_or_default();
    let secures = me.system_role.as_deref() == Some("security");
    let leaving = RwSignal::new(None::<KeeperShown>);
    let row = move |keeper: KeeperShown| {
        let (mine, label) = (keeper.clone(), fill("提出解除{}", &[&keeper.name]));
        let act = secures.then(|| view! { <button type="button" class="plain" aria-label=label on:click=move |_| leaving.set(Some(mine.clone()))>{t("提出解除")}</button> });
        vec![
            words(keeper.name),
            words(keeper.department),
            words(keeper.role_label),
            words(keeper.login),
            act.into_any(),
        ]
    };
    let heads = || vec![t("姓名"), t("部门"), t("系统角色"), t("登录名"), t("操作")];
    view! {
        <section class="sheet"><h2>{t("系统角色")}</h2>
            <p class="help">{t("系统管理员管人员和岗位，安全员授予角色并确认，审计员只查看。一人只任一种，由安全员提出、另一位确认。")}</p>
            {api::shown(all, move |all: Vec<KeeperShown>| cards("", heads(), true, all.into_iter().map(row).collect()))}
            {move || leaving.get().map(|keeper| view! { <Leaving keeper asked close=Callback::new(move |()| leaving.set(None))/> })}
            {secures.then(|| view! { <Granting asked/> })}
        </section>
    }
}

/// Asks for a role to be taken away.
#[component]
fn Leaving(keeper: KeeperShown, asked: RwSignal<u32>, close: Callback<()>) -> impl IntoView {
    let (reason, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<Problem>));
    let person = keeper.person;
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        let why = Reason { reason: reason.get_untracked() };
        spawn_local(async move {
            match api::post::<_, Outcome>(format!("/api/keepers/{person}/revocation"), &why, None).await {
                Ok(_) => {
                    asked.update(|count| *count += 1);
                    close.run(());
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <form class="message" on:submit=ask>
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <div class="field"><label for="revoke-reason">{fill("解除{}的{}，理由", &[&keeper.name, &keeper.role_label])}</label>
                <input id="revoke-reason" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/>
            </div>
            <div class="row"><button class="primary" type="submit">{t("提出解除")}</button><button type="button" on:click=move |_| close.run(())>{t("取消")}</button></div>
        </form>
    }
}

/// Asks for a role to be granted.
#[component]
fn Granting(asked: RwSignal<u32>) -> impl IntoView {
    let people = expect_context::<People>().0;
    let (person, role, reason) = (RwSignal::new(0u64), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (problem, told) = (RwSignal::new(None::<Problem>), RwSignal::new(false));
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        let (person, role) = (person.get_untracked(), role.get_untracked());
        let wanted = GrantWanted { person, role, reason: reason.get_untracked() };
        problem.set(None);
        told.set(false);
        spawn_local(async move {
            match api::post::<_, Outcome>("/api/keepers".to_owned(), &wanted, None).await {
                Ok(_) => {
                    told.set(true);
                    asked.update(|count| *count += 1);
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let choices = move || {
        let all = people.get().and_then(Result::ok).unwrap_or_default();
        let here = all.into_iter().filter(|person: &PersonShown| person.active);
        here.map(|person| {
            view! { <option value=person.id.to_string()>{person.name}" · "{person.department_name}</option> }.into_any()
        })
        .collect::<Vec<_>>()
    };
    view! {
        <form on:submit=ask>
            <h3>{t("提出授予")}</h3>
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <p class="message good" role="status" hidden=move || !told.get()>{t("已提出，等待另一位管理员或安全员确认。")}</p>
            <div class="filters">
                <div><label for="grant-person">{t("姓名")}</label>
                    <select id="grant-person" required on:change=move |e| person.set(event_target_value(&e).parse().unwrap_or_default())><option value="">{t("请选择")}</option>{choices}</select>
                </div>
                <div><label for="grant-role">{t("系统角色")}</label>
                    <select id="grant-role" required on:change=move |e| role.set(event_target_value(&e))>
                        <option value="">{t("请选择")}</option>
                        <option value="administrator">{t("系统管理员")}</option>
                        <option value="security">{t("安全员")}</option>
                        <option value="auditor">{t("审计员")}</option>
                    </select>
                </div>
                <div><label for="grant-reason">{t("理由")}</label><input id="grant-reason" required prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/></div>
                <button type="submit">{t("提出授予")}</button>
            </div>
        </form>
    }
}
