//! The reader's account: password, second factor and sessions.

mod password;
mod second_factor;
mod sessions;

use crate::{
    api::{self, Session},
    components::resource::show_resource,
    i18n::{t, text},
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
        <h1>{t(text::common::MY_ACCOUNT)}</h1>
        <div class="areas">
        <section class="sheet"><h2>{t(text::account::CHANGE_PASSWORD)}</h2>
            {show_resource(account, move |account: AccountShown| {
                let (set, expires) = (account.password_set, account.password_expires);
                view! {
                    <p class="help">{t(text::account::LOGIN)}{account.login}{set.map(|at| view! { {t(text::account::PASSWORD_SET_ON)}{format_moment(&at)} })}{expires.map(|at| view! { {t(text::account::GOOD_UNTIL)}{format_moment(&at)} })}</p>
                }
            })}
            <PasswordForm length submission=changed done=reload/>
        </section>
        <section class="sheet"><h2>{t(text::account::SECOND_FACTOR)}</h2>
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
            <h1>{t(text::common::GUIJU)}</h1>
            {show_resource(account, move |account: AccountShown| if account.must_change_password {
                let length = Memo::new(move |_| account.password_length);
                view! {
                    <h2>{t(text::account::CHANGE_YOUR_PASSWORD_FIRST)}</h2>
                    <p>{t(text::account::SOMEBODY_ELSE_SET_CURRENT_PASSWORD)}</p>
                    <PasswordForm length submission=Submission::new() done/>
                }.into_any()
            } else {
                view! {
                    <h2>{t(text::account::SET_UP_SECOND_FACTOR_FIRST)}</h2>
                    <NewCodesNotice done/>
                    <p>{t(text::account::OFFICE_WANTS_WHOEVER_HOLDS_YOUR)}</p>
                    <SecondFactor account done required=true/>
                }.into_any()
            })}
            <p><button type="button" class="plain" on:click=log_out>{t(text::common::LOG_OUT)}</button></p>
        </section></main>
    }
}
