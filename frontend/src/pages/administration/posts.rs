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
    i18n::{fill, t, text},
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
    let help = t(text::posts::HEADS_IN_FIRST_ROW_B);
    view! {
        <section class="sheet">
            {editable.then(|| view! { <p><button type="button" on:click=move |_| chosen.set(Some(Post::default()))>{icon(drawing::LuPlus.data)}{t(text::posts::ADD_POST)}</button></p> })}
            {move || chosen.get().map(dialog)}
            {show_resource(known, move |known: PostData| {
                let vacant = known.roles.iter().filter(|role| role.holders.is_empty());
                let vacant = vacant.map(|role| role.label.clone()).collect::<Vec<_>>();
                view! {
                    {(!vacant.is_empty()).then(|| view! { <p class="message warn">{icon(drawing::LuCircleAlert.data)}" "{t(text::posts::NOBODY_HOLDS_THESE_ROLES_MATTERS)}{vacant.join("、")}</p> })}
                    <ScrollArea label=t(text::common::POST)>{table(known, editable.then_some(chosen))}</ScrollArea>
                }
            })}
        </section>
        {editable.then(|| view! { <FileImport path="/api/posts/import".to_owned() heading=t(text::posts::POSTS_FROM_TABLE).to_owned() help done=reload/> })}
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
        let (mine, what) = (post.clone(), fill(text::posts::CHANGE_POST, &[&post.title]));
        let is_pending = post.id.is_some_and(|id| pending.contains(&id));
        let tag = is_pending.then(|| view! { " "<span class="tag warn">{t(text::common::TO_BE_CONFIRMED)}</span> });
        let holder = match name(post.holder) {
            Some(holder) => text_cell(holder),
            None => view! { <span class="bad">{t(text::posts::VACANT)}</span> }.into_any(),
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
            view! { <button type="button" class="plain" aria-label=what on:click=move |_| chosen.set(Some(mine.clone()))>{t(text::common::CHANGE)}</button> }
                .into_any()
        }));
        cells
    };
    let mut heads = vec![
        t(text::common::POST),
        t(text::common::DEPARTMENT),
        t(text::posts::HOLDER),
        t(text::posts::DEPUTY),
        t(text::posts::ROLES),
        t(text::posts::SUPERVISES),
    ];
    heads.extend(chosen.map(|_| t(text::common::ACTIONS)));
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
        own_field("title", t(text::common::POST), true, text()),
        own_field("department", t(text::common::DEPARTMENT), true, text()),
        own_field("holder", t(text::posts::HOLDER), false, ValueKind::Person),
        own_field("deputy", t(text::posts::DEPUTY), false, ValueKind::Person),
        own_field(
            "roles",
            t(text::posts::ROLES),
            false,
            choices(roles.into_iter().map(|role| (role.id, role.label)).collect()),
        ),
        own_field(
            "supervises",
            t(text::posts::DEPARTMENTS_SUPERVISED),
            false,
            choices(departments.into_iter().map(|name| (name.clone(), name)).collect()),
        ),
        own_field("reason", t(text::common::GROUNDS_REASON_CHANGE), false, text()),
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
    let title =
        if id.is_some() { fill(text::posts::CHANGE_POST, &[&post.title]) } else { t(text::posts::ADD_POST).to_owned() };
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
                Some(_) => {
                    Some(SubmitOutcome::Pending(t(text::posts::POST_OPENS_CONFIDENTIAL_CONTENT_CHANGE).to_owned()))
                }
                None => done(t(text::common::SAVED)),
            })
        });
    };
    view! {
        <ModalDialog label=title.clone() close>
            <h2>{title}</h2>
            <form on:submit=submit hidden=move || submission.is_finished()>
                <p class="help">{t(text::posts::WHERE_POST_OPENS_CONFIDENTIAL_CONTENT)}</p>
                <Fields fields content errors=Signal::derive(Vec::new) regulation=String::new()/>
                <SubmitButton submission label=t(text::common::SAVE) primary=true/>
            </form>
            <SubmitStatus submission takes_focus=true/>
        </ModalDialog>
    }
}
