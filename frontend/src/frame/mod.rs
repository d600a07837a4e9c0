//! The frame: who is logged in, the bar, the menu, the pages.

mod keys;
mod log_in;
mod routes;

use crate::{
    api::{self, Line, Session},
    icon::{drawing, icon},
    kept::{Outbox, Waitings},
    loaded::{self, Loaded},
    pages, title,
    words::{self, t},
};
use gloo_net::http::Method;
use guiju_api::{Counts, Me};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::{A, Router},
    hooks::use_location,
};
use log_in::{LogIn, LogInAgain};

/// The portal.
#[component]
pub fn Portal() -> AnyView {
    let (session, line) = api::share();
    title::keep();
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    if let Some(page) = pages::public::at(&path) {
        return page;
    }
    let asked = RwSignal::new(false);
    provide_context(session);
    provide_context(pages::account::Codes::new(session));
    // Once for the portal: what waits outlives logging out and in.
    provide_context(Outbox::open(session));
    provide_context(pages::matter::onward::Decided::new());
    if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
        let _ = root.set_attribute("lang", if words::english() { "en" } else { "zh-CN" });
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
        <Connection line/>
        {move || match (asked.get(), inside.get()) {
            (true, true) if first.get() => view! { <pages::account::First/> }.into_any(),
            (false, _) => view! { <div class="login">{loaded::loading()}</div> }.into_any(),
            (true, false) => view! { <main class="login"><section class="sheet"><h1>{t("规矩")}</h1><p><Languages/></p><LogIn done=Callback::new(move |()| line.over.set(false))/></section></main> }.into_any(),
            (true, true) => view! { <Inside line/> }.into_any(),
        }}
    }
    .into_any()
}

/// What is said while the network is gone.
#[component]
fn Connection(line: Line) -> impl IntoView {
    let said = move || match line.filled.get() {
        true => t("网络断开，正在重新连接；您填写的内容还在"),
        false => t("网络断开，正在重新连接"),
    };
    view! {
        <div class="above" role="status" aria-live="polite">
            <Show when=move || line.down.get()><p class="connection">{said}</p></Show>
        </div>
    }
}

/// The way to the other language.
#[component]
fn Languages() -> impl IntoView {
    let (name, label, language) =
        if words::english() { ("中文", "中文", "zh-CN") } else { ("English", "EN", "en") };
    view! { <button type="button" on:click=|_| words::switch() title=name lang=language>{label}</button> }
}

#[component]
fn Inside(line: Line) -> impl IntoView {
    // Counts are asked anew whenever another page is opened, and after each act.
    let opened = RwSignal::new(());
    provide_context(api::Counted(Loaded::<Counts>::from(move || {
        opened.track();
        line.changes.track();
        "/api/counts".to_owned()
    })));
    view! {
        <Router>
            <Bar opened/>
            <Waitings/>
            <LogInAgain line/>
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
    let counts = expect_context::<api::Counted>().0;
    Effect::new(move |before: Option<()>| {
        place.pathname.track();
        if before.is_some() {
            opened.notify();
        }
    });
    let count = move |of: fn(&Counts) -> u64| {
        let number = move || counts.good().map_or(0, |counts| of(&counts));
        view! { <b class="count" class:none=move || number() == 0>{number}</b> }
    };
    let log_out = move |_| {
        spawn_local(async move {
            // What the server has as well does not stay for others to read.
            log_in::forget();
            crate::kept::forget(session.0.with_untracked(|me| me.as_ref().map(|me| me.person).unwrap_or_default()));
            let _ = api::change::<()>(Method::DELETE, "/api/session".to_owned(), None).await;
            session.0.set(None);
        });
    };
    // On a phone the bar at the foot has room for the first four.
    let further = RwSignal::new(false);
    let me = move || session.0.get().unwrap_or_default();
    let administers = move || me().system_role.is_some();
    view! {
        <a class="skip" href="#main" rel="external">{t("跳到正文")}</a>
        <header class="bar">
            <A href="/" attr:class="office">{t("规矩")}<span class="of">" · "{move || me().office}</span></A>
            <pages::search::SearchBox/>
            <A href="/search" attr:class="find">{icon(drawing::LuSearch.data)}{t("搜索")}</A>
            <A href="/notices">{icon(drawing::LuBell.data)}{t("通知")}" "{count(|counts| counts.notices)}</A>
            <Languages/>
            <A href="/account" attr:class="me" attr:title=t("我的账号")>{icon(drawing::LuUser.data)}{move || me().name}</A>
            <button class="out" on:click=log_out>{t("退出")}</button>
        </header>
        <nav class="menu" class:open=further aria-label=t("主菜单") on:click=move |_| further.set(false)>
            <A href="/" exact=true>{icon(drawing::LuHouse.data)}{t("首页")}</A>
            <A href="/start">{icon(drawing::LuSquarePen.data)}{t("发起")}</A>
            <A href="/trays/decide" attr:class="hot" attr:aria-keyshortcuts="g t" attr:title=t("快捷键：先按 g 再按 t")>{icon(drawing::LuInbox.data)}{t("待办")}" "{count(|counts| counts.decide)}</A>
            <A href="/trays/mine">{icon(drawing::LuUser.data)}{t("我发起的")}</A>
            <button type="button" class="more" aria-expanded=move || further.get().to_string() on:click=move |event| { event.stop_propagation(); further.update(|open| *open = !*open) }>{icon(drawing::LuEllipsis.data)}{t("更多")}</button>
            <span class="further">
                <A href="/open">{icon(drawing::LuHourglass.data)}{t("在办")}</A>
                <A href="/registers">{icon(drawing::LuClipboardList.data)}{t("登记簿")}</A>
                <A href="/boards">{icon(drawing::LuMegaphone.data)}{t("公示")}</A>
                <A href="/duty">{icon(drawing::LuCalendarDays.data)}{t("值班")}</A>
                <A href="/charts">{icon(drawing::LuChartColumn.data)}{t("统计")}</A>
                <A href="/assessments">{icon(drawing::LuScale.data)}{t("考核")}</A>
                <A href="/regulations">{icon(drawing::LuBookOpen.data)}{t("制度")}</A>
                <A href="/account" attr:class="phone">{icon(drawing::LuUser.data)}{t("我的账号")}</A>
                <Show when=administers><A href="/administration" attr:class="last">{icon(drawing::LuShieldCheck.data)}{t("管理")}</A></Show>
                <button type="button" class="phone" on:click=log_out>{icon(drawing::LuLogOut.data)}{t("退出")}</button>
            </span>
        </nav>
    }
}
