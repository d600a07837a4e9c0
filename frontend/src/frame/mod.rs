//! The frame: who is logged in, the bar, the menu, the pages.

mod keys;
mod log_in;
mod menu;
mod outbox_status;
mod routes;

use crate::{
    api::{self, Connection, Session},
    components::{
        icon::{drawing, icon},
        resource::loading,
    },
    i18n::{self, t},
    offline::{self, Outbox},
    pages,
    state::{counts::PendingCounts, page_title, resource::ApiResource},
};
use gloo_net::http::Method;
use guiju_api::{Counts, Me};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::{A, Router},
    hooks::use_location,
};
use log_in::{LogIn, LogInAgain};
use menu::{Menu, count};
use outbox_status::OutboxStatus;

/// The portal.
#[component]
pub fn Portal() -> AnyView {
    let (session, connection) = api::init();
    page_title::track_page_title();
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    if let Some(page) = pages::public::at(&path) {
        return page;
    }
    let asked = RwSignal::new(false);
    provide_context(session);
    provide_context(pages::account::Codes::new(session));
    // Once for the portal: what waits outlives logging out and in.
    provide_context(Outbox::open(session));
    provide_context(pages::matter::tray_navigation::LastDecision::new());
    if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
        let _ = root.set_attribute("lang", if i18n::is_english() { "en" } else { "zh-CN" });
    }
    spawn_local(async move {
        session.0.set(api::get::<Me>("/api/session".to_owned()).await.ok());
        asked.set(true);
    });
    // Logging in again must not rebuild the page that somebody is filling in.
    let inside = Memo::new(move |_| session.0.with(Option::is_some));
    // What has to be done before anything else answers.
    let first = Memo::new(move |_| {
        session.0.with(|me| me.as_ref().is_some_and(|me| me.must_change_password || me.must_set_second_factor))
    });
    view! {
        <ConnectionStatus connection/>
        {move || match (asked.get(), inside.get()) {
            (true, true) if first.get() => view! { <pages::account::First/> }.into_any(),
            (false, _) => view! { <div class="login">{loading()}</div> }.into_any(),
            (true, false) => view! { <main class="login"><section class="sheet"><h1>{t("规矩")}</h1><p><Languages/></p><LogIn done=Callback::new(move |()| connection.expired.set(false))/></section></main> }.into_any(),
            (true, true) => view! { <Inside connection/> }.into_any(),
        }}
    }
    .into_any()
}

/// What is said while the network is gone.
#[component]
fn ConnectionStatus(connection: Connection) -> impl IntoView {
    let said = move || match connection.unsaved.get() {
        true => t("网络断开，正在重新连接；您填写的内容还在"),
        false => t("网络断开，正在重新连接"),
    };
    view! {
        <div class="above" role="status" aria-live="polite">
            <Show when=move || connection.offline.get()><p class="connection">{said}</p></Show>
        </div>
    }
}

/// The way to the other language.
#[component]
fn Languages() -> impl IntoView {
    let (name, label, language) =
        if i18n::is_english() { ("中文", "中文", "zh-CN") } else { ("English", "EN", "en") };
    view! { <button type="button" on:click=|_| i18n::switch_language() title=name lang=language>{label}</button> }
}

#[component]
fn Inside(connection: Connection) -> impl IntoView {
    // Counts are asked anew whenever another page is opened, and after each act.
    let opened = RwSignal::new(());
    provide_context(PendingCounts(ApiResource::<Counts>::from_path(move || {
        opened.track();
        connection.changes.track();
        "/api/counts".to_owned()
    })));
    view! {
        <Router>
            <Bar opened/>
            <OutboxStatus/>
            <LogInAgain connection/>
            <main id="main" tabindex="-1">
                <routes::Pages/>
            </main>
        </Router>
    }
}

#[component]
fn Bar(opened: RwSignal<()>) -> impl IntoView {
    let session = expect_context::<Session>();
    keys::listen();
    let place = use_location();
    Effect::new(move |before: Option<()>| {
        place.pathname.track();
        if before.is_some() {
            opened.notify();
        }
    });
    let log_out = Callback::new(move |()| {
        spawn_local(async move {
            // What the server has as well does not stay for others to read.
            log_in::forget_login();
            offline::remove_saved_drafts(session.person().unwrap_or_default());
            let _ = api::request::<()>(Method::DELETE, "/api/session".to_owned(), None).await;
            session.0.set(None);
        });
    });
    let me = move || session.0.get().unwrap_or_default();
    view! {
        <a class="skip" href="#main" rel="external">{t("跳到正文")}</a>
        <header class="bar">
            <A href="/" attr:class="office">{t("规矩")}<span class="of">" · "{move || me().office}</span></A>
            <pages::search::SearchBox/>
            <A href="/search" attr:class="find">{icon(drawing::LuSearch.data)}{t("搜索")}</A>
            <A href="/notices">{icon(drawing::LuBell.data)}{t("通知")}" "{count(|counts| counts.notices)}</A>
            <Languages/>
            <A href="/account" attr:class="me" attr:title=t("我的账号")>{icon(drawing::LuUser.data)}{move || me().name}</A>
            <button class="out" on:click=move |_| log_out.run(())>{t("退出")}</button>
        </header>
        <Menu log_out/>
    }
}
