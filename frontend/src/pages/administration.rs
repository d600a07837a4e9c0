//! Administration: people, roles and who holds them, the calendar, imports, the chain of events.

use crate::api;
use guiju_api::{CalendarYear, ChainReport, FormOffered, ImportReport, PersonShown, RoleShown};
use guiju_model::Form;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

/// The page.
#[component]
pub fn Administration() -> impl IntoView {
    let people = api::fetch::<Vec<PersonShown>>(|| "/api/people".to_owned());
    let roles = api::fetch::<Vec<RoleShown>>(|| "/api/roles".to_owned());
    let years = api::fetch::<Vec<CalendarYear>>(|| "/api/calendar".to_owned());
    let chain = api::fetch::<ChainReport>(|| "/api/audit".to_owned());
    view! {
        <h1>"管理"</h1>
        <Import/>
        <section class="sheet"><h2>"职务与担任人"</h2>
            {api::shown(roles, |roles: Vec<RoleShown>| view! {
                <table class="list"><thead><tr><th scope="col">"职务"</th><th scope="col">"担任人"</th></tr></thead><tbody>
                    {roles.into_iter().map(|role| {
                        let vacant = role.holders.is_empty();
                        view! { <tr><td>{role.label}</td><td class=if vacant { "bad" } else { "" }>{if vacant { "空缺，需要它的事项不能送审".to_owned() } else { role.holders.join("、") }}</td></tr> }
                    }).collect_view()}
                </tbody></table>
            })}
        </section>
        <Calendar years/>
        <section class="sheet"><h2>"人员"</h2>
            {api::shown(people, |people: Vec<PersonShown>| view! {
                <div class="scroll" tabindex="0" role="region" aria-label="人员">
                <table class="list cards"><thead><tr><th scope="col">"姓名"</th><th scope="col">"部门"</th><th scope="col">"职务"</th><th scope="col">"考勤号"</th><th scope="col">"电话"</th></tr></thead><tbody>
                    {people.into_iter().map(|person| view! { <tr>
                        <td data-label="姓名">{person.name}</td><td data-label="部门">{person.department_name}</td><td data-label="职务">{person.posts.join("、")}</td>
                        <td data-label="考勤号">{person.badge}</td><td data-label="电话">{person.phone}</td>
                    </tr> }).collect_view()}
                </tbody></table></div>
            })}
        </section>
        <section class="sheet"><h2>"事件链"</h2>
            {api::shown(chain, |chain: ChainReport| match chain.broken_at {
                None => view! { <p class="good">"共 "{chain.events}" 个事件，首尾相接，没有改动。"</p> }.into_any(),
                Some(at) => view! { <p class="bad">"第 "{at}" 个事件与记录不符，请立即联系安全员。"</p> }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Calendar(years: LocalResource<api::Answer<Vec<CalendarYear>>>) -> impl IntoView {
    let (text, problem) = (RwSignal::new(String::new()), RwSignal::new(None));
    let publish = move |_| {
        let csrf = api::csrf();
        let body = serde_json::json!({ "text": text.get_untracked() });
        spawn_local(async move {
            match api::post::<_, CalendarYear>(csrf, "/api/calendar".to_owned(), &body, None).await {
                Ok(_) => years.refetch(),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <section class="sheet"><h2>"工作日历"</h2>
            {api::shown(years, |years: Vec<CalendarYear>| years.into_iter().map(|year| view! {
                <p>{year.year}" 年："{if year.published { view! { <span class="good">"放假安排已公布"</span> }.into_any() } else { view! { <span class="warn">"尚未公布，涉及的天数暂按周末计算"</span> }.into_any() }}</p>
            }).collect_view())}
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <label for="year">"公布一年的放假安排（每行 holiday 起 [止] 名称，或 work 日期 名称）"</label>
            <textarea id="year" prop:value=text on:input=move |e| text.set(event_target_value(&e))></textarea>
            <button type="button" on:click=publish>"公布"</button>
        </section>
    }
}

/// Records from a file: first what each line would do, then the act.
#[component]
fn Import() -> impl IntoView {
    let forms = LocalResource::new(|| async {
        let offered: Vec<FormOffered> = api::get("/api/forms".to_owned()).await?;
        let mut importable = Vec::new();
        for one in offered {
            let form: Form = api::get(format!("/api/forms/{}/{}", one.regulation, one.form)).await?;
            if !form.filing.imports.is_empty() {
                importable.push(one);
            }
        }
        Ok(importable)
    });
    let (chosen, report, problem) =
        (RwSignal::new(String::new()), RwSignal::new(None::<ImportReport>), RwSignal::new(None));
    let input = NodeRef::<leptos::html::Input>::new();
    let send = move |preview: bool| {
        let element = input.get_untracked().map(JsCast::unchecked_into::<web_sys::HtmlInputElement>);
        let Some(file) = element.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
        let (csrf, path) = (api::csrf(), format!("/api/forms/{}/import?preview={preview}", chosen.get_untracked()));
        spawn_local(async move {
            match api::upload::<ImportReport>(csrf, path, file).await {
                Ok(answer) => report.set(Some(answer)),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let told = |report: ImportReport| {
        view! {
            <div class=if report.written { "message good" } else { "message" } role="status">
                <strong>{if report.written { "已导入" } else { "预览（尚未写入）" }}"：读到 "{report.lines}" 行，新增 "{report.new}"，已有 "{report.known}"，有误 "{report.errors.len()}</strong>
                <ul>{report.sample.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                <ul class="bad">{report.errors.into_iter().take(100).map(|(line, why)| view! { <li>"第 "{line}" 行："{why}</li> }).collect_view()}</ul>
            </div>
        }
    };
    view! {
        <section class="sheet"><h2>"导入"</h2>
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            {api::shown(forms, move |forms: Vec<FormOffered>| {
                if let Some(first) = forms.first() {
                    chosen.set(format!("{}/{}", first.regulation, first.form));
                }
                view! {
                    <div class="row">
                        <label for="import-form">"登记簿"</label>
                        <select id="import-form" on:change=move |e| chosen.set(event_target_value(&e))>
                            {forms.into_iter().map(|form| view! { <option value=format!("{}/{}", form.regulation, form.form)>{form.title}</option> }).collect_view()}
                        </select>
                    </div>
                }
            })}
            <div class="row">
                <label for="import-file">"文件（考勤机 attlog.dat、xlsx 或 CSV）"</label>
                <input id="import-file" type="file" node_ref=input/>
                <button type="button" on:click=move |_| send(true)>"看看会怎样"</button>
                <button type="button" class="primary" on:click=move |_| send(false)>"导入"</button>
            </div>
            {move || report.get().map(told)}
        </section>
    }
}
