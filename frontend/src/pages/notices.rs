//! The page of the reader's notices.

use crate::{
    api,
    components::{
        icon::{drawing, icon},
        resource::show_resource,
    },
    i18n::{t, text},
    state::{resource::ApiResource, scope::TaskScope},
    util::format::format_moment,
};
use guiju_api::{NoticeShown, Page};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

/// The page of notices, with a button that marks all as read.
#[component]
pub fn Notices() -> impl IntoView {
    let notices = ApiResource::<Page<NoticeShown>>::from_path(|| "/api/notices".to_owned());
    let scope = TaskScope::current();
    let read = move |_| {
        scope.spawn(async move {
            let _ = api::post::<_, ()>("/api/notices".to_owned(), &(), None).await;
            notices.refetch();
        });
    };
    view! {
        <div class="head"><h1>{t(text::common::NOTICES)}</h1><button class="push" on:click=read>{icon(drawing::LuCheckCheck.data)}{t(text::notices::MARK_ALL_AS_READ)}</button></div>
        <section class="sheet">{show_resource(notices, |page: Page<NoticeShown>| view! { <NoticeList page/> })}</section>
    }
}

/// Marks a notice as read when its matter is opened. The request outlives the page.
fn mark_read(id: u64, read: bool) {
    if !read {
        spawn_local(async move {
            let _ = api::post::<_, ()>(format!("/api/notices/{id}/read"), &(), None).await;
        });
    }
}

/// Notices with the matter that each is about; those that were not read are marked.
#[component]
pub fn NoticeList(
    /// A page of notices.
    page: Page<NoticeShown>,
) -> impl IntoView {
    let empty = page.rows.is_empty();
    let line = |notice: NoticeShown| {
        let unread = (!notice.read).then(|| view! { <span class="tag warn">{t(text::common::UNREAD)}</span>" " });
        let text = match notice.matter {
            Some(matter) => view! { <A href=format!("/matters/{matter}") on:click=move |_| mark_read(notice.id, notice.read)>{notice.message}</A> }.into_any(),
            None => notice.message.into_any(),
        };
        view! { <li>{unread}{text}<div class="soft small">{format_moment(&notice.at)}</div></li> }
    };
    view! {
        <ul class="lines">{page.rows.into_iter().map(line).collect_view()}</ul>
        <p class="soft" hidden=!empty>{t(text::notices::NO_NOTICES)}</p>
    }
}
