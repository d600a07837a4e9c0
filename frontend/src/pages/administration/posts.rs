//! The posts of the office: holders, deputies, roles and supervised departments.

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

/// The table of posts, the roles without a holder, and for an administrator the dialog that changes a post.
#[component]
pub fn Posts() -> impl IntoView {
    let people = expect_context::<StaffDirectory>().0;
    let known = ApiResource::new(move || load(people));
    let chosen = RwSignal::new(None::<Post>);
    let reload = Callback::new(move |()| known.refetch());
    let editable = expect_context::<Session>().is_administrator();
    let dialog = move |post: Post| {
        let PostData { roles, people, .. } = known.get_untracked().and_then(Result::ok).unwrap_or_default();
        view! { <PostDialog post roles people reload close=Callback::new(move |()| chosen.set(None))/> }
    };
    let help = t("第一行是栏目名：岗位、部门，可有担任人、B角、职务、分管；几项之间用顿号隔开");
    view! {
        <section class="sheet">
            {editable.then(|| view! { <p><button type="button" on:click=move |_| chosen.set(Some(Post::default()))>{icon(drawing::LuPlus.data)}{t("新增岗位")}</button></p> })}
            {move || chosen.get().map(dialog)}
            {show_resource(known, move |known: PostData| {
                let vacant = known.roles.iter().filter(|role| role.holders.is_empty());
                let vacant = vacant.map(|role| role.label.clone()).collect::<Vec<_>>();
                view! {
                    {(!vacant.is_empty()).then(|| view! { <p class="message warn">{icon(drawing::LuCircleAlert.data)}" "{t("这些职务无人担任，需要它们的事项不能送审：")}{vacant.join("、")}</p> })}
                    <ScrollArea label=t("岗位")>{table(known, editable.then_some(chosen))}</ScrollArea>
                }
            })}
        </section>
        {editable.then(|| view! { <FileImport path="/api/posts/import".to_owned() heading=t("从表格导入岗位").to_owned() help done=reload/> })}
    }
}

/// The table of posts; with `chosen`, each row has a button that chooses it for changing.
fn table(data: PostData, chosen: Option<RwSignal<Option<Post>>>) -> AnyView {
    let PostData { posts, roles, people, pending } = data;
    let name = |id: Option<u64>| {
        id.and_then(|id| people.iter().find(|person| person.id == id)).map(|person| person.name.clone())
    };
    let label = |id: &String| roles.iter().find(|role| role.id == *id).map(|role| role.label.clone());
    let row = |post: Post| {
        let (mine, what) = (post.clone(), fill("修改岗位{}", &[&post.title]));
        let is_pending = post.id.is_some_and(|id| pending.contains(&id));
        let tag = is_pending.then(|| view! { " "<span class="tag warn">{t("待确认")}</span> });
        let holder = match name(post.holder) {
            Some(holder) => text_cell(holder),
            None => view! { <span class="bad">{t("空缺")}</span> }.into_any(),
        };
        let mut cells = vec![
            view! { {post.title}{tag} }.into_any(),
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

async fn load(people: ApiResource<Vec<PersonShown>>) -> api::ApiResult<PostData> {
    let requests: Page<RequestShown> = api::get("/api/requests?state=waiting".to_owned()).await?;
    let pending = requests.rows.into_iter().filter_map(|request| request.post).collect();
    let posts = api::get("/api/posts".to_owned()).await?;
    let roles = api::get("/api/roles".to_owned()).await?;
    Ok(PostData { posts, roles, people: people.ready().await?, pending })
}

/// What the page of posts shows.
#[derive(Clone, Default)]
struct PostData {
    posts: Vec<Post>,
    roles: Vec<RoleShown>,
    people: Vec<PersonShown>,
    /// Ids of the posts whose change waits for confirmation.
    pending: Vec<u64>,
}

/// The fields of a post.
fn fields(roles: Vec<RoleShown>, people: Vec<PersonShown>) -> Vec<Field> {
    // In the order of the people, which the office sets.
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

/// A dialog that enters or changes a post.
#[component]
fn PostDialog(
    post: Post,
    roles: Vec<RoleShown>,
    people: Vec<PersonShown>,
    reload: Callback<()>,
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
        let mut entry = content.get_untracked();
        entry.insert("id".to_owned(), json!(id));
        submission.send(async move {
            let outcome = api::post::<_, Outcome>("/api/posts".to_owned(), &Value::Object(entry), None).await?;
            reload.run(());
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
