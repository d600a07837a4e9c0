//! The form in which the reader changes the password.

use crate::{
    api,
    components::submit::{SubmitButton, SubmitStatus},
    i18n::{fill, t, text},
    state::submission::{Submission, done as succeeded},
};
use guiju_api::PasswordChange;
use leptos::{ev::SubmitEvent, prelude::*};

/// A form with the current password, and the new one twice.
#[component]
pub fn PasswordForm(
    /// Characters that a password must have at least.
    length: Memo<u64>,
    /// The submission, which outlives the form so that its outcome is shown after a reload.
    submission: Submission,
    /// Called once the password is changed.
    done: Callback<()>,
) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let (current, new, again) = (empty(), empty(), empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if new.get_untracked() != again.get_untracked() {
            submission.reject(t(text::account::TWO_NEW_PASSWORDS_NOT_SAME));
            return;
        }
        let wanted = PasswordChange { current: current.get_untracked(), new: new.get_untracked() };
        submission.send(async move {
            api::post::<_, ()>("/api/account/password".to_owned(), &wanted, None).await?;
            for field in [current, new, again] {
                field.set(String::new());
            }
            done.run(());
            Ok(succeeded(t(text::account::PASSWORD_CHANGED_SESSIONS_ON_OTHER)))
        });
    };
    let rule = move || fill(text::account::AT_LEAST_CHARACTERS_NO_SYMBOLS, &[&length.get()]);
    let field = |id: &'static str, label: &'static str, autocomplete: &'static str, value: RwSignal<String>| {
        let has_rule = id == "password-new";
        view! {
            <div class="field"><label for=id>{label}</label>
                {has_rule.then(|| view! { <p class="help" id="password-rule">{rule}</p> })}
                <input id=id type="password" autocomplete=autocomplete required aria-describedby=has_rule.then_some("password-rule") prop:value=value on:input=move |e| value.set(event_target_value(&e))/>
            </div>
        }
    };
    view! {
        <form on:submit=submit>
            {field("password-current", t(text::account::CURRENT_PASSWORD), "current-password", current)}
            {field("password-new", t(text::account::NEW_PASSWORD), "new-password", new)}
            {field("password-again", t(text::account::NEW_PASSWORD_AGAIN), "new-password", again)}
            <SubmitStatus submission/>
            <SubmitButton submission label=t(text::account::CHANGE_PASSWORD) primary=true/>
        </form>
    }
}
