//! The frame: who is logged in, the bar, the menu, the pages.

use crate::{
    api::{self, Session},
    pages,
    words::{English, t},
};
use gloo_net::http::Method;
use guiju_api::{Counts, Credentials, Me};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::{
    components::{A, Route, Router, Routes},
    hooks::use_location,
    path,
};

/// The portal.
#[component]
pub fn Portal() -> impl IntoView {
    let session = Session(RwSignal::new(None));
    let asked = RwSignal::new(false);
    provide_context(session);
    provide_context(English(RwSignal::new(false)));
    spawn_local(async move {
        session.0.set(api::get::<Me>("/api/session".to_owned()).await.ok());
        asked.set(true);
    });
    move || match (asked.get(), session.0.with(Option::is_some)) {
        (false, _) => view! { <p class="login soft" role="status">"正在载入…"</p> }.into_any(),
        (true, false) => view! { <LogIn/> }.into_any(),
        (true, true) => view! { <Inside/> }.into_any(),
    }
}

#[component]
fn LogIn() -> impl IntoView {
    let session = expect_context::<Session>();
    let (login, password, problem) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let credentials = Credentials { login: login.get_untracked(), password: password.get_untracked() };
        spawn_local(async move {
            match api::post::<_, ()>(String::new(), "/api/session".to_owned(), &credentials, None).await {
                Ok(()) => session.0.set(api::get::<Me>("/api/session".to_owned()).await.ok()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <main class="login">
            <form class="sheet" on:submit=submit>
                <h1>"规矩"</h1>
                {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
                <div class="field">
                    <label for="login">{t("用户名")}</label>
                    <input id="login" type="text" autocomplete="username" required prop:value=login on:input=move |e| login.set(event_target_value(&e))/>
                </div>
                <div class="field">
                    <label for="password">{t("密码")}</label>
                    <input id="password" type="password" autocomplete="current-password" required prop:value=password on:input=move |e| password.set(event_target_value(&e))/>
                </div>
                <button class="primary" type="submit">{t("登录")}</button>
            </form>
        </main>
    }
}

#[component]
fn Inside() -> impl IntoView {
    view! {
        <Router>
            <Bar/>
            <main id="main" tabindex="-1">
                <Routes fallback=|| view! { <p>"没有这个页面。"</p> }>
                    <Route path=path!("/") view=pages::home::Home/>
                    <Route path=path!("/start") view=pages::start::Start/>
                    <Route path=path!("/start/:regulation/:form") view=pages::form::Filing/>
                    <Route path=path!("/trays/:tray") view=pages::trays::Trays/>
                    <Route path=path!("/matters/:id") view=pages::matter::Matter/>
                    <Route path=path!("/notices") view=pages::notices::Notices/>
                    <Route path=path!("/registers") view=pages::registers::Registers/>
                    <Route path=path!("/registers/:regulation/:view") view=pages::registers::Register/>
                    <Route path=path!("/boards") view=pages::boards::Boards/>
                    <Route path=path!("/boards/:regulation/:view") view=pages::boards::Board/>
                    <Route path=path!("/regulations") view=pages::regulations::Regulations/>
                    <Route path=path!("/regulations/:id") view=pages::regulations::Regulation/>
                    <Route path=path!("/assessments") view=pages::assessments::Assessments/>
                    <Route path=path!("/assessments/:regulation/:assessed") view=pages::assessments::Sheet/>
                    <Route path=path!("/administration") view=pages::administration::Administration/>
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let session = expect_context::<Session>();
    let english = expect_context::<English>();
    let place = use_location();
    // Counts are asked anew whenever another page is opened.
    let counts = api::fetch::<Counts>(move || {
        place.pathname.track();
        "/api/counts".to_owned()
    });
    let count = move |of: fn(&Counts) -> u64| counts.get().and_then(Result::ok).map_or(0, |counts| of(&counts));
    let log_out = move |_| {
        let csrf = api::csrf();
        spawn_local(async move {
            let _ = api::change::<()>(Method::DELETE, csrf, "/api/session".to_owned(), None).await;
            session.0.set(None);
        });
    };
    let me = move || session.0.get().unwrap_or_default();
    let administers = move || me().system_role.is_some();
    view! {
        <a class="skip" href="#main">{t("跳到正文")}</a>
        <header class="bar">
            <span class="office">{move || format!("规矩 · {}", me().office)}</span>
            <A href="/notices">{t("提醒")}" "{move || count(|counts| counts.notices)}</A>
            <button on:click=move |_| english.0.update(|english| *english = !*english)>{move || if english.0.get() { "中文" } else { "EN" }}</button>
            <span>{move || me().name}</span>
            <button on:click=log_out>{t("退出")}</button>
        </header>
        <nav class="menu" aria-label="主菜单">
            <A href="/" exact=true>{t("首页")}</A>
            <A href="/start">{t("发起")}</A>
            <A href="/trays/decide">{t("待办")}" "{move || count(|counts| counts.decide)}</A>
            <A href="/trays/mine">{t("我发起的")}</A>
            <A href="/registers">{t("登记簿")}</A>
            <A href="/boards">{t("公示")}</A>
            <A href="/assessments">{t("考核")}</A>
            <A href="/regulations">{t("制度")}</A>
            <Show when=administers><A href="/administration">{t("管理")}</A></Show>
        </nav>
    }
}
