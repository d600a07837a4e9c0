//! The form in which the reader changes the password.

use crate::{
    api,
    components::submit::{SubmitButton, SubmitStatus},
    i18n::{fill, t},
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
            submission.reject(t("两次输入的新密码不一样"));
            return;
        }
        let wanted = PasswordChange { current: current.get_untracked(), new: new.get_untracked() };
        submission.send(async move {
            api::post::<_, ()>("/api/account/password".to_owned(), &wanted, None).await?;
            for field in [current, new, again] {
                field.set(String::new());
            }
            done.run(());
            Ok(succeeded(t("密码已修改，其他设备上的登录已退出。")))
        });
    };
    let rule = move || {
        fill(
            "至少 {} 位，不要求夹杂符号；几个不相干的词连起来，既好记又难猜。常见密码、登录名、姓名和连续的数字不能用。",
            &[&length.get()],
        )
    };
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
            {field("password-current", t("现在的密码"), "current-password", current)}
            {field("password-new", t("新密码"), "new-password", new)}
            {field("password-again", t("再输一次新密码"), "new-password", again)}
            <SubmitStatus submission/>
            <SubmitButton submission label=t("修改密码") primary=true/>
        </form>
    }
}
