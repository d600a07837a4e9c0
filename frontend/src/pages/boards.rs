//! The page of publications, and the pages of boards that show where everybody is.

use crate::{
    api,
    components::{
        board_wall::BoardWall,
        publication::PublicationText,
        resource::show_resource,
        tile::{Tile, tile_grid},
    },
    i18n::{fill, t, text},
    state::{
        page_title::set_page_title,
        query::{query_param, route_param},
        resource::ApiResource,
        scope::TaskScope,
    },
};
use guiju_api::{BoardDepartment, PublicationShown, ViewOffered};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The page of publications by board, with links to the boards of people.
#[component]
pub fn Boards() -> impl IntoView {
    let views = ApiResource::<Vec<ViewOffered>>::from_path(|| "/api/views".to_owned());
    let shows_archive = query_param("archive");
    let archive = Memo::new(move |_| shows_archive.get() == "true");
    let published =
        ApiResource::<Vec<PublicationShown>>::from_path(move || format!("/api/publications?archive={}", archive.get()));
    view! {
        <h1>{t(text::common::BOARDS)}</h1>
        {show_resource(views, |views: Vec<ViewOffered>| {
            let tile = |view: ViewOffered| Tile {
                href: format!("/boards/{}/{}", view.regulation, view.view),
                area: view.area,
                title: view.title,
                subtitle: view.regulation_title,
            };
            tile_grid(views.into_iter().filter(|view| view.layout == "board").map(tile).collect())
        })}
        <p><label class="choice"><input type="checkbox" prop:checked=archive on:change=move |e| shows_archive.set(if event_target_checked(&e) { "true".to_owned() } else { String::new() })/>{t(text::boards::WITH_THOSE_OVER_WITHDRAWN)}</label></p>
        {show_resource(published, |published: Vec<PublicationShown>| {
            let mut boards: BTreeMap<String, Vec<PublicationShown>> = BTreeMap::new();
            for publication in published {
                boards.entry(publication.board.clone()).or_default().push(publication);
            }
            let empty = boards.is_empty();
            view! {
                {boards.into_iter().map(|(board, all)| view! {
                    <section class="sheet"><h2>{board}</h2>
                        {all.into_iter().map(|one| view! { <Publication one/> }).collect_view()}
                    </section>
                }).collect_view()}
                <p class="soft" hidden=!empty>{t(text::boards::NOTHING_PUBLISHED_NOW)}</p>
            }
        })}
    }
}

/// A publication that unfolds from its title; unfolding marks it as read.
#[component]
fn Publication(one: PublicationShown) -> impl IntoView {
    let (id, read, readers) = (one.id, RwSignal::new(one.read), RwSignal::new(one.readers));
    let scope = TaskScope::current();
    let open = move |_| {
        if read.get_untracked() {
            return;
        }
        scope.spawn(async move {
            if api::post::<_, ()>(format!("/api/publications/{id}/read"), &(), None).await.is_ok() {
                read.set(true);
                readers.update(|readers| *readers += 1);
            }
        });
    };
    let title = one.title.clone();
    view! {
        <details class="publication" id=format!("publication-{id}") on:toggle=open>
            <summary>
                {move || (!read.get()).then(|| view! { <span class="tag warn">{t(text::common::UNREAD)}</span>" " })}
                <strong>{title}</strong>" "
                <span class="soft small">{move || fill(text::boards::READ, &[&readers.get().to_string()])}</span>
            </summary>
            <PublicationText one/>
        </details>
    }
}

/// The page of a board of people.
#[component]
pub fn Board() -> impl IntoView {
    let (regulation, view_id) = (route_param("regulation"), route_param("view"));
    let (of, id) = (route_param("regulation"), route_param("view"));
    let board =
        ApiResource::<Vec<BoardDepartment>>::from_path(move || format!("/api/boards/{}/{}", regulation(), view_id()));
    let views = ApiResource::<Vec<ViewOffered>>::from_path(|| "/api/views".to_owned());
    let title = move |views: Vec<ViewOffered>| {
        views.into_iter().find(|view| view.regulation == of() && view.view == id()).map(|view| view.title)
    };
    // The board reloads itself.
    let timer = gloo_timers::callback::Interval::new(30_000, move || board.refetch());
    let timer = StoredValue::new_local(Some(timer));
    on_cleanup(move || timer.set_value(None));
    view! {
        {show_resource(views, move |views| {
            let title = title(views).unwrap_or_default();
            set_page_title(&title);
            view! { <h1>{title}</h1> }
        })}
        <super::shortcuts::Shortcuts done=Callback::new(move |()| board.refetch())/>
        {show_resource(board, |departments: Vec<BoardDepartment>| view! { <BoardWall departments/> })}
    }
}
