//! Posts: who holds them, who stands in, which roles they give and which departments they supervise.

use crate::{
    api::{self, Session},
    components::{
        card::{card_table, text_cell},
        dialog::ModalDialog,
        fields::{Content, Fields, StaffDirectory, own_field},
        file_import::FileImport,
        icon::{drawing, icon},
        resource::show_resource,
        scroll_area::ScrollArea,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t},
    state::{
        resource::ApiResource,
        submission::{Submission, SubmitOutcome, done},
    },
};
use guiju_api::{Outcome, Page, PersonShown, Post, RequestShown, RoleShown};
use guiju_model::{Choice, Field, TextLimits, ValueKind};
use leptos::{ev::SubmitEvent, prelude::*};
use serde_json::{Map, Value, json};

/// The posts, the roles that nobody holds, and the sheet of the post that is chosen.
#[component]
pub fn Posts() -> impl IntoView {
    let people = expect_context::<StaffDirectory>().0;
    let known = ApiResource::new(move || read(people));
    let chosen = RwSignal::new(None::<Post>);
    let again = Callback::new(move |()| known.refetch());
    let changes = expect_context::<Session>().is_administrator();
    let entry = move |post: Post| {
        let (_, roles, people, _) = known.get_untracked().and_then(Result::ok).unwrap_or_default();
        view! { <Entry post roles people again close=Callback::new(move |()| chosen.set(None))/> }
    };
    let help = t("第一行是栏目名：岗位、部门，可有担任人、B角、职务、分管；几项之间用顿号隔开");
    view! {
        <section class="sheet">
            {changes.then(|| view! { <p><button type="button" on:click=move |_| chosen.set(Some(Post::default()))>{icon(drawing::LuPlus.data)}{t("新增岗位")}</button></p> })}
            {move || chosen.get().map(entry)}
            {show_resource(known, move |known: Known| {
                let vacant = known.1.iter().filter(|role| role.holders.is_empty());
                let vacant = vacant.map(|role| role.label.clone()).collect::<Vec<_>>();
                view! {
                    {(!vacant.is_empty()).then(|| view! { <p class="message warn">{icon(drawing::LuCircleAlert.data)}" "{t("这些职务无人担任，需要它们的事项不能送审：")}{vacant.join("、")}</p> })}
                    <ScrollArea label=t("岗位")>{table(known, changes.then_some(chosen))}</ScrollArea>
                }
            })}
        </section>
        {changes.then(|| view! { <FileImport path="/api/posts/import".to_owned() heading=t("从表格导入岗位").to_owned() help done=again/> })}
    }
}

/// The posts in a table; with a button for each where one may change them.
fn table((posts, roles, people, waiting): Known, chosen: Option<RwSignal<Option<Post>>>) -> AnyView {
    let name = |id: Option<u64>| {
        id.and_then(|id| people.iter().find(|person| person.id == id)).map(|person| person.name.clone())
    };
    let label = |id: &String| roles.iter().find(|role| role.id == *id).map(|role| role.label.clone());
    let row = |post: Post| {
        let (mine, what) = (post.clone(), fill("修改岗位{}", &[&post.title]));
        let waits = post.id.is_some_and(|id| waiting.contains(&id));
        let asked = waits.then(|| view! { " "<span class="tag warn">{t("待确认")}</span> });
        let holder = match name(post.holder) {
            Some(holder) => text_cell(holder),
            None => view! { <span class="bad">{t("空缺")}</span> }.into_any(),
        };
        let mut cells = vec![
            view! { {post.title}{asked} }.into_any(),
            text_cell(post.department),
            holder,
            text_cell(name(post.deputy).unwrap_or_default()),
            text_cell(post.roles.iter().filter_map(label).collect::<Vec<_>>().join("、")),
            text_cell(post.supervises.join("、")),
        ];
        cells.extend(chosen.map(|chosen| {
            view! { <button type="button" class="plain" aria-label=what on:click=move |_| chosen.set(Some(mine.clone()))>{t("修改")}</button> }
                .into_any()
        }));
        cells
    };
    let mut heads = vec![t("岗位"), t("部门"), t("担任人"), t("B角"), t("职务"), t("分管")];
    heads.extend(chosen.map(|_| t("操作")));
    card_table("", heads, false, posts.into_iter().map(row).collect())
}

/// The posts, roles and people, and the posts whose change waits for a second person.
async fn read(people: ApiResource<Vec<PersonShown>>) -> api::ApiResult<Known> {
    let waiting: Page<RequestShown> = api::get("/api/requests?state=waiting".to_owned()).await?;
    let waiting = waiting.rows.into_iter().filter_map(|request| request.post).collect();
    let posts = api::get("/api/posts".to_owned()).await?;
    let roles = api::get("/api/roles".to_owned()).await?;
    Ok((posts, roles, people.ready().await?, waiting))
}

type Known = (Vec<Post>, Vec<RoleShown>, Vec<PersonShown>, Vec<u64>);

/// What is asked of a post.
fn fields(roles: Vec<RoleShown>, people: Vec<PersonShown>) -> Vec<Field> {
    // In the order of the office, in which the people come.
    let mut departments = Vec::new();
    for person in people {
        if !departments.contains(&person.department_name) {
            departments.push(person.department_name);
        }
    }
    let choices = |all: Vec<(String, String)>| {
        ValueKind::Choices(all.into_iter().map(|(value, label)| Choice { value, label }).collect())
    };
    let text = || ValueKind::Text(TextLimits { max_chars: 60 });
    vec![
        own_field("title", t("岗位"), true, text()),
        own_field("department", t("部门"), true, text()),
        own_field("holder", t("担任人"), false, ValueKind::Person),
        own_field("deputy", t("B角"), false, ValueKind::Person),
        own_field("roles", t("职务"), false, choices(roles.into_iter().map(|role| (role.id, role.label)).collect())),
        own_field(
            "supervises",
            t("分管部门"),
            false,
            choices(departments.into_iter().map(|name| (name.clone(), name)).collect()),
        ),
        own_field("reason", t("变更依据或理由"), false, text()),
    ]
}

/// A post is filled in like any form.
#[component]
fn Entry(
    post: Post,
    roles: Vec<RoleShown>,
    people: Vec<PersonShown>,
    again: Callback<()>,
    close: Callback<()>,
) -> impl IntoView {
    let id = post.id;
    let title = if id.is_some() { fill("修改岗位{}", &[&post.title]) } else { t("新增岗位").to_owned() };
    let fields = fields(roles, people);
    let start = serde_json::to_value(&post).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default();
    let content: Content =
        RwSignal::new(start.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>());
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let mut told = content.get_untracked();
        told.insert("id".to_owned(), json!(id));
        submission.send(async move {
            let outcome = api::post::<_, Outcome>("/api/posts".to_owned(), &Value::Object(told), None).await?;
            again.run(());
            Ok(match outcome.request {
                Some(_) => Some(SubmitOutcome::Pending(
                    t("这个岗位能看到保密内容，已提出变更，待安全员确认后生效。").to_owned(),
                )),
                None => done(t("已保存。")),
            })
        });
    };
    view! {
        <ModalDialog label=title.clone() close>
            <h2>{title}</h2>
            <form on:submit=submit hidden=move || submission.is_finished()>
                <p class="help">{t("能看到保密内容的岗位换人、加职务，须由安全员确认；腾空岗位即时生效。")}</p>
                <Fields fields content errors=Signal::derive(Vec::new) regulation=String::new()/>
                <SubmitButton submission label=t("保存") primary=true/>
            </form>
            <SubmitStatus submission takes_focus=true/>
        </ModalDialog>
    }
}
