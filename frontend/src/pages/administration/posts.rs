//! Posts: who holds them, who stands in, which roles they give and which departments they supervise.

use super::import::File;
use crate::{
    api,
    fields::{Content, Fields, People, asked},
    scrolled::Scrolled,
    words::{fill, t},
};
use guiju_api::{Outcome, Page, PersonShown, Post, Problem, RequestShown, RoleShown};
use guiju_model::{Choice, TextLimits, ValueKind};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::{Map, Value, json};

/// The posts, the roles that nobody holds, and the sheet of the post that is chosen.
#[component]
pub fn Posts(
    /// Grows whenever something was asked for.
    asked: RwSignal<u32>,
) -> impl IntoView {
    let people = expect_context::<People>().0;
    let known = LocalResource::new(move || {
        asked.track();
        read(people)
    });
    let chosen = RwSignal::new(None::<Post>);
    let waits = RwSignal::new(false);
    let done = Callback::new(move |waiting: bool| {
        chosen.set(None);
        waits.set(waiting);
        if waiting {
            asked.update(|count| *count += 1);
        }
        known.refetch();
    });
    let imported = Callback::new(move |()| {
        asked.update(|count| *count += 1);
        known.refetch();
    });
    view! {
        <section class="sheet"><h2>{t("岗位")}</h2>
            <p><button type="button" on:click=move |_| chosen.set(Some(Post::default()))>{t("新增岗位")}</button></p>
            <p class="message warn" role="status" hidden=move || !waits.get()>{t("这个岗位能看到保密内容，已提出变更，待安全员确认后生效。")}</p>
            {api::shown(known, move |(posts, roles, people, waiting): Known| {
                let vacant = roles.iter().filter(|role| role.holders.is_empty()).map(|role| role.label.clone()).collect::<Vec<_>>();
                let (offered, everybody) = (roles.clone(), people.clone());
                let name = move |id: Option<u64>| id.and_then(|id| people.iter().find(|person| person.id == id)).map(|person| person.name.clone());
                let label = move |id: &String| roles.iter().find(|role| role.id == *id).map(|role| role.label.clone());
                let row = |post: Post| {
                    let (mine, what) = (post.clone(), fill("修改岗位{}", &[&post.title]));
                    let holder = name(post.holder);
                    let empty = holder.is_none();
                    let asked = post.id.is_some_and(|id| waiting.contains(&id)).then(|| view! { " "<span class="tag warn">{t("待确认")}</span> });
                    view! { <tr>
                        <td data-label=t("岗位")>{post.title.clone()}{asked}</td><td data-label=t("部门")>{post.department.clone()}</td>
                        <td data-label=t("担任人") class=if empty { "bad" } else { "" }>{holder.unwrap_or_else(|| t("空缺").to_owned())}</td><td data-label=t("B角")>{name(post.deputy)}</td>
                        <td data-label=t("职务")>{post.roles.iter().filter_map(&label).collect::<Vec<_>>().join("、")}</td><td data-label=t("分管")>{post.supervises.join("、")}</td>
                        <td data-label=t("操作")><button type="button" class="plain" aria-label=what on:click=move |_| chosen.set(Some(mine.clone()))>{t("修改")}</button></td>
                    </tr> }
                };
                let rows = posts.into_iter().map(row).collect_view();
                view! {
                    {(!vacant.is_empty()).then(|| view! { <p class="message warn">{t("这些职务无人担任，需要它们的事项不能送审：")}{vacant.join("、")}</p> })}
                    {move || chosen.get().map(|post| view! { <Entry post roles=offered.clone() people=everybody.clone() done/> })}
                    <Scrolled label=t("岗位")>
                    <table class="list cards"><thead><tr><th scope="col">{t("岗位")}</th><th scope="col">{t("部门")}</th><th scope="col">{t("担任人")}</th><th scope="col">{t("B角")}</th><th scope="col">{t("职务")}</th><th scope="col">{t("分管")}</th><th scope="col">{t("操作")}</th></tr></thead>
                    <tbody>{rows}</tbody></table></Scrolled>
                }
            })}
        </section>
        <File path="/api/posts/import".to_owned() heading=t("从表格导入岗位").to_owned() help=t("第一行是栏目名：岗位、部门，可有担任人、B角、职务、分管；几项之间用顿号隔开") done=imported/>
    }
}

/// The posts, roles and people, and the posts whose change waits for a second person.
async fn read(people: LocalResource<api::Answer<Vec<PersonShown>>>) -> api::Answer<Known> {
    let waiting: Page<RequestShown> = api::get("/api/requests?state=waiting".to_owned()).await?;
    let waiting = waiting.rows.into_iter().filter_map(|request| request.post).collect();
    let posts = api::get("/api/posts".to_owned()).await?;
    let roles = api::get("/api/roles".to_owned()).await?;
    Ok((posts, roles, people.await?, waiting))
}

type Known = (Vec<Post>, Vec<RoleShown>, Vec<PersonShown>, Vec<u64>);

/// A post is filled in like any form.
#[component]
fn Entry(post: Post, roles: Vec<RoleShown>, people: Vec<PersonShown>, done: Callback<bool>) -> impl IntoView {
    let id = post.id;
    let mut departments = people.into_iter().map(|person| person.department_name).collect::<Vec<_>>();
    departments.sort();
    departments.dedup();
    let choices = |all: Vec<(String, String)>| {
        ValueKind::Choices(all.into_iter().map(|(value, label)| Choice { value, label }).collect())
    };
    let text = || ValueKind::Text(TextLimits { max_chars: 60 });
    let fields = vec![
        asked("title", t("岗位"), true, text()),
        asked("department", t("部门"), true, text()),
        asked("holder", t("担任人"), false, ValueKind::Person),
        asked("deputy", t("B角"), false, ValueKind::Person),
        asked("roles", t("职务"), false, choices(roles.into_iter().map(|role| (role.id, role.label)).collect())),
        asked(
            "supervises",
            t("分管部门"),
            false,
            choices(departments.into_iter().map(|name| (name.clone(), name)).collect()),
        ),
        asked("reason", t("变更依据或理由"), false, text()),
    ];
    let start = serde_json::to_value(&post).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default();
    let content: Content =
        RwSignal::new(start.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>());
    let problem = RwSignal::new(None::<Problem>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let mut told = content.get_untracked();
        told.insert("id".to_owned(), json!(id));
        spawn_local(async move {
            match api::post::<_, Outcome>("/api/posts".to_owned(), &Value::Object(told), None).await {
                Ok(outcome) => done.run(outcome.request.is_some()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <form class="message" on:submit=submit>
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <p class="help">{t("能看到保密内容的岗位换人、加职务，须由安全员确认；腾空岗位即时生效。")}</p>
            <Fields fields content faults=Signal::derive(Vec::new) regulation=String::new()/>
            <div class="row"><button class="primary" type="submit">{t("保存")}</button><button type="button" on:click=move |_| done.run(false)>{t("取消")}</button></div>
        </form>
    }
}
