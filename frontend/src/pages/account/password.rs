//! Changing one's own password.

use crate::{
    api,
    words::{fill, t},
};
use guiju_api::{PasswordChange, Problem};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// The current password, the new one twice.
#[component]
pub fn PasswordForm(
    /// The shortest that the office takes.
    length: u64,
    /// What follows.
    done: Callback<()>,
) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let (current, new, again) = (empty(), empty(), empty());
    let (problem, changed) = (RwSignal::new(None::<Problem>), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        changed.set(false);
        if new.get_untracked() != again.get_untracked() {
            problem
                .set(Some(Problem { title: t("两次输入的新密码不一样").to_owned(), ..Problem::default() }));
            return;
        }
        let wanted = PasswordChange { current: current.get_untracked(), new: new.get_untracked() };
        spawn_local(async move {
            match api::post::<_, ()>("/api/account/password".to_owned(), &wanted, None).await {
                Ok(()) => {
                    for field in [current, new, again] {
                        field.set(String::new());
                    }
                    problem.set(None);
                    changed.set(true);
                    done.run(());
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let field = |id: &'static str, label: &'static str, autocomplete: &'static str, value: RwSignal<String>| {
        view! {
            <div class="field"><label for=id>{label}</label>
                <input id=id type="password" autocomplete=autocomplete required prop:value=value on:input=move |e| value.set(event_target_value(&e))/>
            </div>
        }
    };
    view! {
        <form on:submit=submit>
            {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
            <p role="status">{move || changed.get().then(|| view! { <span class="good">{t("密码已修改，其他设备上的登录已退出。")}</span> })}</p>
            {field("password-current", t("现在的密码"), "current-password", current)}
            <p class="help" id="password-rule">{fill("至少 {} 位，不要求夹杂符号；几个不相干的词连起来，既好记又难猜。常见密码、登录名、姓名和连续的数字不能用。", &[&length])}</p>
            {field("password-new", t("新密码"), "new-password", new)}
            {field("password-again", t("再输一次新密码"), "new-password", again)}
            <button class="primary" type="submit">{t("修改密码")}</button>
        </form>
    }
}
