//! The reader's account: password, second factor and sessions.

mod password;
mod second_factor;
mod sessions;

use crate::{
    api::{self, Session},
    components::resource::show_resource,
    i18n::t,
    state::{resource::ApiResource, scope::TaskScope, submission::Submission},
    util::format::format_moment,
};
use gloo_net::http::Method;
use guiju_api::{AccountShown, Me};
use leptos::prelude::*;
use password::PasswordForm;
pub use second_factor::NewCodes;
use second_factor::{NewCodesNotice, SecondFactor};
use sessions::Sessions;

/// The page of the reader's account.
#[component]
pub fn Account() -> impl IntoView {
    let account = ApiResource::<AccountShown>::from_path(|| "/api/account".to_owned());
    // The outcome of a change stays on the page while the account is reloaded.
    let (changed, renewed) = (Submission::new(), RwSignal::new(0u32));
    let reload = Callback::new(move |()| {
        account.refetch();
        renewed.update(|count| *count += 1);
    });
    let length =
        Memo::new(move |_| account.value().map(|account: AccountShown| account.password_length).unwrap_or_default());
    view! {
        <h1>{t("我的账号")}</h1>
        <div class="areas">
        <section class="sheet"><h2>{t("修改密码")}</h2>
            {show_resource(account, move |account: AccountShown| {
                let (set, expires) = (account.password_set, account.password_expires);
                view! {
                    <p class="help">{t("登录名：")}{account.login}{set.map(|at| view! { {t("；密码设定于 ")}{format_moment(&at)} })}{expires.map(|at| view! { {t("，有效期至 ")}{format_moment(&at)} })}</p>
                }
            })}
            <PasswordForm length submission=changed done=reload/>
        </section>
        <section class="sheet"><h2>{t("动态口令")}</h2>
            <NewCodesNotice/>
            {show_resource(account, move |account: AccountShown| view! { <SecondFactor account done=reload/> })}
        </section>
        </div>
        <Sessions renewed/>
    }
}

/// The setup that the server requires first: a new password, or a second factor. Until then nothing else answers.
#[component]
pub fn RequiredSetup() -> impl IntoView {
    let session = expect_context::<Session>();
    let account = ApiResource::<AccountShown>::from_path(|| "/api/account".to_owned());
    let scope = TaskScope::current();
    let done = Callback::new(move |()| {
        scope.spawn(async move {
            if let Ok(me) = api::get::<Me>("/api/session".to_owned()).await {
                session.0.set(Some(me));
            }
            account.refetch();
        });
    });
    let log_out = move |_| {
        scope.spawn(async move {
            let _ = api::request::<()>(Method::DELETE, "/api/session".to_owned(), None).await;
            session.0.set(None);
        });
    };
    view! {
        <main class="login"><section class="sheet">
            <h1>{t("规矩")}</h1>
            {show_resource(account, move |account: AccountShown| if account.must_change_password {
                let length = Memo::new(move |_| account.password_length);
                view! {
                    <h2>{t("请先修改密码")}</h2>
                    <p>{t("现在的密码由他人设定，或已到期。改成只有您自己知道的密码，即可继续。")}</p>
                    <PasswordForm length submission=Submission::new() done/>
                }.into_any()
            } else {
                view! {
                    <h2>{t("请先启用动态口令")}</h2>
                    <NewCodesNotice done/>
                    <p>{t("本单位要求您的岗位登录时再输一组手机上的数字。")}</p>
                    <SecondFactor account done required=true/>
                }.into_any()
            })}
            <p><button type="button" class="plain" on:click=log_out>{t("退出")}</button></p>
        </section></main>
    }
}
