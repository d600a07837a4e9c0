//! The second factor: setting it up with an authenticator app, its recovery codes, and turning it off.

use crate::{
    api::{self, Session},
    components::submit::{SubmitButton, SubmitStatus},
    i18n::{fill, t, text},
    state::submission::Submission,
    util::{
        dom::{print_page, reveal},
        format::format_moment,
    },
};
use gloo_net::http::Method;
use guiju_api::{AccountShown, Code, OwnPassword, PasswordAndCode, RecoveryCodes, SecondFactorBegun};
use leptos::{ev::SubmitEvent, html::Div, prelude::*};

/// New recovery codes with the id of their owner. The server shows them once, so they stay on every page of the account until the
/// owner has confirmed to have saved them.
#[derive(Clone, Copy)]
pub struct NewCodes(RwSignal<Option<(u64, RecoveryCodes)>>, Session);

impl NewCodes {
    /// No codes yet. While there are some, the browser asks before the portal is left.
    pub fn new(session: Session) -> Self {
        let codes = Self(RwSignal::new(None), session);
        let listener = window_event_listener(leptos::ev::beforeunload, move |event| {
            if codes.0.with_untracked(Option::is_some) {
                event.prevent_default();
                event.set_return_value("!");
            }
        });
        on_cleanup(move || listener.remove());
        codes
    }

    /// Shows codes of the reader.
    fn show(self, codes: RecoveryCodes) {
        self.0.set(self.reader().map(|reader| (reader, codes)));
    }

    /// The codes, if they are those of the reader. Tracks changes.
    fn mine(self) -> Option<RecoveryCodes> {
        self.0.get().filter(|(person, _)| Some(*person) == self.reader()).map(|(_, codes)| codes)
    }

    fn reader(self) -> Option<u64> {
        self.1.person()
    }
}

/// The notice with the new codes, as long as they are not saved.
#[component]
pub fn NewCodesNotice(
    /// Called once the codes are saved.
    #[prop(optional)]
    done: Option<Callback<()>>,
) -> impl IntoView {
    let codes = expect_context::<NewCodes>();
    let saved = Callback::new(move |()| {
        codes.0.set(None);
        if let Some(done) = done {
            done.run(());
        }
    });
    let mine = Memo::new(move |_| codes.mine());
    move || mine.get().map(|codes| view! { <RecoveryCodeList codes done=saved/> })
}

/// The state of the second factor, and the forms to set it up or change it.
#[component]
pub fn SecondFactor(
    /// The reader's account.
    account: AccountShown,
    /// Called after a change.
    done: Callback<()>,
    /// Whether the server requires it before anything else. Then the page explains it, and `done` waits until the codes are saved.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let codes = expect_context::<NewCodes>();
    let made = Callback::new(move |new: RecoveryCodes| {
        codes.show(new);
        if !required {
            done.run(());
        }
    });
    let explanation = if account.second_factor_wanted {
        t(text::account::OFFICE_WANTS_YOU_SET_ONE)
    } else {
        t(text::account::NOT_SET_UP_WITH_LOG)
    };
    match account.second_factor {
        Some(since) => view! {
            <p><span class="good">{t(text::account::SET_UP)}</span>{fill(text::account::SINCE_RECOVERY_CODES_LEFT, &[&format_moment(&since), &account.recovery_codes])}</p>
            <SecondFactorChange made done/>
        }
        .into_any(),
        None => view! {
            {(!required).then(|| view! { <p>{explanation}</p> })}
            <Show when=move || !required || codes.0.with(Option::is_none)><SecondFactorSetup made/></Show>
        }
        .into_any(),
    }
}

/// The setup: the secret for the app, then a code of the app as proof.
#[component]
fn SecondFactorSetup(made: Callback<RecoveryCodes>) -> impl IntoView {
    let begun = RwSignal::new(None::<SecondFactorBegun>);
    let (code, submission) = (RwSignal::new(String::new()), Submission::new());
    let password = RwSignal::new(String::new());
    let begin = move |event: SubmitEvent| {
        event.prevent_default();
        let given = OwnPassword { password: password.get_untracked() };
        submission.send(async move {
            let path = "/api/account/second-factor".to_owned();
            let answer = api::post::<_, SecondFactorBegun>(path, &given, None).await?;
            begun.set(Some(answer));
            Ok(None)
        });
    };
    let confirm = move |event: SubmitEvent| {
        event.prevent_default();
        let given = Code { code: code.get_untracked() };
        submission.send(async move {
            let path = "/api/account/second-factor/confirm".to_owned();
            made.run(api::post::<_, RecoveryCodes>(path, &given, None).await?);
            Ok(None)
        });
    };
    view! {
        {move || match begun.get() {
            None => view! {
                <form on:submit=begin>
                    <div class="field"><label for="factor-own">{t(text::common::PASSWORD)}</label>
                        <input id="factor-own" type="password" autocomplete="current-password" required prop:value=password on:input=move |e| password.set(event_target_value(&e))/>
                    </div>
                    <SubmitButton submission label=t(text::account::SET_UP_SECOND_FACTOR) primary=true/>
                </form>
            }.into_any(),
            Some(begun) => view! {
                <form on:submit=confirm>
                    <p>{t(text::account::SETUP_SCAN_CODE)}</p>
                    <div class="qr" role="img" aria-label=t(text::account::CODE_SAYS_SAME_AS_KEY) inner_html=begun.qr></div>
                    <p><a rel="external" href=begun.address>{t(text::account::OPEN_IN_AUTHENTICATOR_TELEPHONE)}</a></p>
                    <p>{t(text::account::IF_CANNOT_SCANNED_TYPE_KEY)}<code class="address">{begun.secret}</code></p>
                    <div class="field">
                        <label for="factor-code">{t(text::account::SETUP_ENTER_CODE)}</label>
                        <input id="factor-code" type="text" inputmode="numeric" autocomplete="one-time-code" required prop:value=code on:input=move |e| code.set(event_target_value(&e))/>
                    </div>
                    <SubmitButton submission label=t(text::account::CONFIRM) primary=true/>
                </form>
            }.into_any(),
        }}
        <SubmitStatus submission/>
    }
}

/// The list of recovery codes, with buttons to print, to copy and to confirm that they are saved.
#[component]
fn RecoveryCodeList(codes: RecoveryCodes, done: Callback<()>) -> impl IntoView {
    let text = codes.codes.join("\n");
    let copied = RwSignal::new(false);
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if place.get().is_some() {
            reveal(place, true);
        }
    });
    let copy = move |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.navigator().clipboard().write_text(&text);
            copied.set(true);
        }
    };
    view! {
        <div class="message good only came" role="status" tabindex="-1" node_ref=place>
            <strong>{t(text::account::RECOVERY_CODES_WHEN_TELEPHONE_LOST)}</strong>
            <ul class="codes">{codes.codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ul>
            <div class="row noprint">
                <button type="button" on:click=|_| print_page()>{t(text::common::PRINT)}</button>
                <button type="button" on:click=copy>{move || if copied.get() { t(text::account::COPIED) } else { t(text::account::COPY) }}</button>
                <button type="button" class="primary" on:click=move |_| done.run(())>{t(text::account::I_PUT_THEM_AWAY)}</button>
            </div>
        </div>
    }
}

/// Makes new recovery codes or turns the second factor off, with the password and a code.
#[component]
fn SecondFactorChange(made: Callback<RecoveryCodes>, done: Callback<()>) -> impl IntoView {
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submission = Submission::new();
    let given = move || PasswordAndCode { password: password.get_untracked(), code: code.get_untracked() };
    let renew = move |event: SubmitEvent| {
        event.prevent_default();
        submission.send(async move {
            made.run(api::post("/api/account/recovery-codes".to_owned(), &given(), None).await?);
            Ok(None)
        });
    };
    let remove = move |_| {
        submission.send(async move {
            api::request(Method::DELETE, "/api/account/second-factor".to_owned(), Some(&given())).await?;
            done.run(());
            Ok(None)
        });
    };
    view! {
        <details><summary>{t(text::account::NEW_RECOVERY_CODES_TAKE_OFF)}</summary>
            <form on:submit=renew>
                <div class="field"><label for="factor-password">{t(text::common::PASSWORD)}</label>
                    <input id="factor-password" type="password" autocomplete="current-password" required prop:value=password on:input=move |e| password.set(event_target_value(&e))/>
                </div>
                <div class="field"><label for="factor-proof">{t(text::common::CODE_6_DIGITS_FROM_AUTHENTICATOR)}</label>
                    <input id="factor-proof" type="text" inputmode="numeric" autocomplete="one-time-code" required prop:value=code on:input=move |e| code.set(event_target_value(&e))/>
                </div>
                <SubmitStatus submission/>
                <div class="row"><SubmitButton submission label=t(text::account::MAKE_NEW_RECOVERY_CODES)/><button type="button" aria-busy=move || submission.busy.get().to_string() on:click=remove>{t(text::account::TAKE_OFF_SECOND_FACTOR)}</button></div>
            </form>
        </details>
    }
}
