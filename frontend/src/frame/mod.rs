//! The frame of the portal: log-in, top bar, menu, and the current page.

mod keyboard;
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
    i18n::{self, t, text},
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
use log_in::{ExpiredSessionDialog, LogIn};
use menu::{Menu, badge};
use outbox_status::OutboxStatus;

/// The portal: a public page, the log-in, required setup, or the pages for readers who are logged in.
#[component]
pub fn Portal() -> AnyView {
    let (session, connection) = api::init();
    page_title::track_page_title();
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    if let Some(page) = pages::public::page_at(&path) {
        return page;
    }
    let loaded = RwSignal::new(false);
    provide_context(session);
    provide_context(pages::account::NewCodes::new(session));
    // Opened once, because queued filings outlive the session.
    provide_context(Outbox::open(session));
    provide_context(pages::matter::tray_navigation::LastDecision::new());
    if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
        let _ = root.set_attribute("lang", if i18n::is_english() { "en" } else { "zh-CN" });
    }
    spawn_local(async move {
        session.0.set(api::get::<Me>("/api/session".to_owned()).await.ok());
        loaded.set(true);
    });
    // Logging in again must not rebuild the page, which may hold input.
    let logged_in = Memo::new(move |_| session.0.with(Option::is_some));
    // The server requires a new password or a second factor first.
    let setup_required = Memo::new(move |_| {
        session.0.with(|me| me.as_ref().is_some_and(|me| me.must_change_password || me.must_set_second_factor))
    });
    view! {
        <ConnectionStatus connection/>
        {move || match (loaded.get(), logged_in.get()) {
            (true, true) if setup_required.get() => view! { <pages::account::RequiredSetup/> }.into_any(),
            (false, _) => view! { <div class="login">{loading()}</div> }.into_any(),
            (true, false) => view! { <main class="login"><section class="sheet"><h1>{t(text::common::GUIJU)}</h1><p><LanguageSwitch/></p><LogIn done=Callback::new(move |()| connection.expired.set(false))/></section></main> }.into_any(),
            (true, true) => view! { <AppShell connection/> }.into_any(),
        }}
    }
    .into_any()
}

/// A note while the server cannot be reached.
#[component]
fn ConnectionStatus(connection: Connection) -> impl IntoView {
    let text = move || match connection.unsaved.get() {
        true => t(text::frame::NETWORK_GONE_CONNECTING_AGAIN_WHAT),
        false => t(text::frame::NETWORK_GONE_CONNECTING_AGAIN),
    };
    view! {
        <div class="above" role="status" aria-live="polite">
            <Show when=move || connection.offline.get()><p class="connection">{text}</p></Show>
        </div>
    }
}

/// A button that switches the language.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let (name, label, language) =
        if i18n::is_english() { ("中文", "中文", "zh-CN") } else { ("English", "EN", "en") };
    view! { <button type="button" on:click=|_| i18n::switch_language() title=name lang=language>{label}</button> }
}

/// The bar, the menu and the current page.
#[component]
fn AppShell(connection: Connection) -> impl IntoView {
    // The counts are reloaded whenever another page is opened, and after each change.
    let page_opened = RwSignal::new(());
    provide_context(PendingCounts(ApiResource::<Counts>::from_path(move || {
        page_opened.track();
        connection.changes.track();
        "/api/counts".to_owned()
    })));
    view! {
        <Router>
            <TopBar page_opened/>
            <OutboxStatus/>
            <ExpiredSessionDialog connection/>
            <main id="main" tabindex="-1">
                <routes::Pages/>
            </main>
        </Router>
    }
}

/// The top bar and the menu.
#[component]
fn TopBar(page_opened: RwSignal<()>) -> impl IntoView {
    let session = expect_context::<Session>();
    keyboard::listen();
    let place = use_location();
    Effect::new(move |before: Option<()>| {
        place.pathname.track();
        if before.is_some() {
            page_opened.notify();
        }
    });
    let log_out = Callback::new(move |()| {
        spawn_local(async move {
            // Drafts that the server has are removed, so that others cannot read them on this device.
            log_in::forget_login();
            offline::remove_saved_drafts(session.person().unwrap_or_default());
            let _ = api::request::<()>(Method::DELETE, "/api/session".to_owned(), None).await;
            session.0.set(None);
        });
    });
    let me = move || session.0.get().unwrap_or_default();
    view! {
        <a class="skip" href="#main" rel="external">{t(text::frame::SKIP_CONTENT)}</a>
        <header class="bar">
            <A href="/" attr:class="office">{t(text::common::GUIJU)}<span class="of">" · "{move || me().office}</span></A>
            <pages::search::SearchBox/>
            <A href="/search" attr:class="find">{icon(drawing::LuSearch.data)}{t(text::common::SEARCH)}</A>
            <A href="/notices">{icon(drawing::LuBell.data)}{t(text::common::NOTICES)}" "{badge(|counts| counts.notices)}</A>
            <LanguageSwitch/>
            <A href="/account" attr:class="me" attr:title=t(text::common::MY_ACCOUNT)>{icon(drawing::LuUser.data)}{move || me().name}</A>
            <button class="out" on:click=move |_| log_out.run(())>{t(text::common::LOG_OUT)}</button>
        </header>
        <Menu log_out/>
    }
}
