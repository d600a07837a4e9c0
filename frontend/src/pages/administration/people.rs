//! People: entered, changed, given an account, said to have left.

use super::import::File;
use crate::{
    api,
    fields::People,
    scrolled::Scrolled,
    words::{fill, t},
};
use gloo_net::http::Method;
use guiju_api::{Outcome, PersonEntry, PersonShown, Problem, Reason};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::Value;

/// Everybody, and the sheet of whoever is chosen.
#[component]
pub fn Everybody(
    /// Grows whenever something was asked for.
    asked: RwSignal<u32>,
) -> impl IntoView {
    let people = expect_context::<People>().0;
    let chosen = RwSignal::new(None::<PersonShown>);
    let waits = RwSignal::new(false);
    let done = Callback::new(move |waiting: bool| {
        chosen.set(None);
        waits.set(waiting);
        if waiting {
            asked.update(|count| *count += 1);
        }
        people.refetch();
    });
    let imported = Callback::new(move |()| {
        asked.update(|count| *count += 1);
        people.refetch();
    });
    view! {
        <section class="sheet"><h2>{t("人员")}</h2>
            <p><button type="button" on:click=move |_| chosen.set(Some(PersonShown { active: true, ..PersonShown::default() }))>{t("新增人员")}</button></p>
            <p class="message warn" role="status" hidden=move || !waits.get()>{t("其余已保存；账号的变更待安全员确认后生效。")}</p>
            {move || chosen.get().map(|person| view! { <Entry person done/> })}
            {api::shown(people, move |people: Vec<PersonShown>| view! {
                <Scrolled label=t("人员")>
                <table class="list cards"><thead><tr><th scope="col">{t("姓名")}</th><th scope="col">{t("部门")}</th><th scope="col">{t("岗位")}</th><th scope="col">{t("考勤号")}</th><th scope="col">{t("电话")}</th><th scope="col">{t("操作")}</th></tr></thead><tbody>
                    {people.into_iter().map(|person| {
                        let (mine, label) = (person.clone(), fill("修改{}", &[&person.name]));
                        view! { <tr>
                            <td data-label=t("姓名")>{person.name}{(!person.active).then(|| view! { " "<span class="tag">{t("已离开")}</span> })}</td><td data-label=t("部门")>{person.department_name}</td><td data-label=t("岗位")>{person.posts.join("、")}</td>
                            <td data-label=t("考勤号")>{person.badge}</td><td data-label=t("电话")>{person.phone}</td>
                            <td data-label=t("操作")><button type="button" class="plain" aria-label=label on:click=move |_| chosen.set(Some(mine.clone()))>{t("修改")}</button></td>
                        </tr> }
                    }).collect_view()}
                </tbody></table></Scrolled>
            })}
        </section>
        <File path="/api/people/import".to_owned() heading=t("从表格导入人员").to_owned() help=t("xlsx、xls 或 CSV，第一行是栏目名：姓名、部门，可有考勤号、电话、登录名、初始密码，以及制度用到的属性（如 参加工作日期）") done=imported/>
    }
}

#[component]
fn Entry(person: PersonShown, done: Callback<bool>) -> impl IntoView {
    let id = (person.id > 0).then_some(person.id);
    let text = |value: Option<String>| RwSignal::new(value.unwrap_or_default());
    let (name, department) = (RwSignal::new(person.name.clone()), RwSignal::new(person.department_name.clone()));
    let (badge, phone) = (text(person.badge.clone()), text(person.phone.clone()));
    let (login, password) = (text(None), text(None));
    let reason = text(None);
    let left = RwSignal::new(!person.active);
    let problem = RwSignal::new(None::<Problem>);
    let attributes = StoredValue::new(person.attributes.clone());
    let filled = |text: RwSignal<String>| Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let kept = attributes.get_value();
        let entry = PersonEntry {
            id,
            name: name.get_untracked(),
            department: department.get_untracked(),
            badge: filled(badge),
            phone: filled(phone),
            attributes: if kept.is_object() { kept } else { Value::Null },
            login: filled(login),
            password: filled(password),
            system_role: None,
            left: left.get_untracked(),
            reason: reason.get_untracked(),
        };
        spawn_local(async move {
            match api::post::<_, Outcome>("/api/people".to_owned(), &entry, None).await {
                Ok(outcome) => done.run(outcome.request.is_some()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    // A telephone that is lost: asked for here, confirmed by another keeper.
    let reset = move |id: u64| {
        let wanted = Reason { reason: reason.get_untracked() };
        spawn_local(async move {
            match api::change(Method::DELETE, format!("/api/people/{id}/second-factor"), Some(&wanted)).await {
                Ok(()) => done.run(true),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let field = |id: &'static str, label: &'static str, kind: &'static str, value: RwSignal<String>| {
        view! { <div><label for=id>{label}</label><input id=id type=kind autocomplete="off" prop:value=value on:input=move |e| value.set(event_target_value(&e))/></div> }
    };
    view! {
        <form class="message" on:submit=submit>
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <div class="filters">
                {field("entry-name", t("姓名"), "text", name)}
                {field("entry-department", t("部门"), "text", department)}
                {field("entry-badge", t("考勤号"), "text", badge)}
                {field("entry-phone", t("电话"), "text", phone)}
                {field("entry-login", t("登录名（开通账号或改密码时填）"), "text", login)}
                {field("entry-password", t("新密码（本人首次登录时须修改）"), "password", password)}
                {field("entry-reason", t("理由（改管理人员的账号时填，供确认人核对）"), "text", reason)}
            </div>
            <p class="choice">
                <input type="checkbox" id="entry-left" prop:checked=left on:change=move |e| left.set(event_target_checked(&e))/>
                <label for="entry-left">{t("已离开本单位（须先交出岗位和待办；账号随即关闭）")}</label>
            </p>
            <div class="row"><button class="primary" type="submit">{t("保存")}</button><button type="button" on:click=move |_| done.run(false)>{t("取消")}</button>{id.map(|id| view! { <button type="button" on:click=move |_| reset(id)>{t("提出重置动态口令")}</button> })}</div>
        </form>
    }
}
