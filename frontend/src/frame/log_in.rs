//! The log-in form, and the dialog that shows it over the page when the session has expired, so that no input is lost.

use crate::{
    api::{self, Connection, Session},
    components::submit::{SubmitButton, SubmitStatus},
    i18n::{t, text},
    state::submission::Submission,
    util::storage::BrowserStorage,
};
use guiju_api::{Credentials, Me};
use leptos::{
    ev::SubmitEvent,
    html::{Dialog, Input},
    prelude::*,
};

/// Key of the login name in the session storage; it fills the field when the session has expired.
const LOGIN: &str = "guiju-login";

fn remember_login(login: &str) {
    BrowserStorage::session().set_text(LOGIN, login.trim());
}

fn remembered_login() -> String {
    BrowserStorage::session().get_text(LOGIN).unwrap_or_default()
}

/// Removes the login name that this tab remembers.
pub fn forget_login() {
    BrowserStorage::session().remove(LOGIN);
}

/// Problem code for a missing second factor.
const CODE_NEEDED: &str = "account.second-factor-needed";

/// A form with name and password, and a code if the account has a second factor.
#[component]
pub fn LogIn(
    /// Called after the log-in.
    done: Callback<()>,
    /// The login name, if it is known.
    #[prop(optional)]
    known: String,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (login, password) = (RwSignal::new(known), RwSignal::new(String::new()));
    let (code, asks_code) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (submission, code_input) = (Submission::new(), NodeRef::<Input>::new());
    // The field for the code takes the focus as soon as it is shown.
    Effect::new(move |_| {
        if let Some(field) = code_input.get() {
            request_animation_frame(move || drop(field.focus()));
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = Some(code.get_untracked()).filter(|code| !code.trim().is_empty());
        let credentials = Credentials { login: login.get_untracked(), password: password.get_untracked(), code: typed };
        submission.send(async move {
            match api::post::<_, ()>("/api/session".to_owned(), &credentials, None).await {
                Err(problem) if problem.code == CODE_NEEDED && !asks_code.get_untracked() => {
                    asks_code.set(true);
                    return Ok(None);
                }
                result => result?,
            }
            remember_login(&login.get_untracked());
            password.set(String::new());
            code.set(String::new());
            asks_code.set(false);
            session.0.set(api::get::<Me>("/api/session".to_owned()).await.ok());
            done.run(());
            Ok(None)
        });
    };
    view! {
        <form on:submit=submit>
            <div class="field">
                <label for="login">{t(text::common::LOGIN_NAME)}</label>
                <input id="login" type="text" autocomplete="username" required prop:value=login on:input=move |e| login.set(event_target_value(&e))/>
            </div>
            <div class="field">
                <label for="password">{t(text::common::PASSWORD)}</label>
                <input id="password" type="password" autocomplete="current-password" required prop:value=password on:input=move |e| password.set(event_target_value(&e))/>
            </div>
            <Show when=move || asks_code.get()>{code_field(code, code_input)}</Show>
            <SubmitStatus submission/>
            <SubmitButton submission label=t(text::frame::LOG_IN) primary=true/>
        </form>
    }
}

/// The field for the code of the second factor.
fn code_field(code: RwSignal<String>, input: NodeRef<Input>) -> impl IntoView {
    view! {
        <div class="field">
            <p role="status">{t(text::frame::PASSWORD_RIGHT_CODE_NEEDED_AS)}</p>
            <label for="login-code">{t(text::common::CODE_6_DIGITS_FROM_AUTHENTICATOR)}</label>
            <input id="login-code" type="text" inputmode="numeric" autocomplete="one-time-code" node_ref=input required prop:value=code on:input=move |e| code.set(event_target_value(&e))/>
        </div>
    }
}

/// The dialog over the page. If somebody else logs in, the portal is opened again for them.
#[component]
pub fn ExpiredSessionDialog(
    /// The connection, which knows whether the session has expired.
    connection: Connection,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let before = session.person();
    let dialog_ref = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog_ref.get() else { return };
        if connection.expired.get() {
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    let done = Callback::new(move |()| {
        if session.person() == before {
            connection.expired.set(false);
        } else if let Some(window) = web_sys::window() {
            let _ = window.location().set_href("/");
        }
    });
    view! {
        <dialog node_ref=dialog_ref aria-label=t(text::frame::LOG_IN_AGAIN) on:cancel=|event: leptos::ev::Event| event.prevent_default()>
            // The heading takes the focus, so that what is being typed as the dialog opens goes into no field.
            <h2 tabindex="-1" autofocus>{t(text::frame::YOUR_SESSION_OVER_PLEASE_LOG)}</h2>
            <p class="soft">{t(text::frame::LOG_IN_GO_ON_EVERYTHING)}</p>
            <Show when=move || connection.expired.get()><LogIn done known=remembered_login()/></Show>
        </dialog>
    }
}
