//! The second factor: set up with an app on one's telephone, its recovery codes, taken off.

use crate::{
    api::{self, Answer},
    words::{fill, t},
};
use gloo_net::http::Method;
use guiju_api::{AccountShown, Code, PasswordAndCode, Problem, RecoveryCodes, SecondFactorBegun};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// What there is, and what one can do about it.
#[component]
pub fn SecondFactor(
    /// The account.
    account: AccountShown,
    /// What follows a change.
    done: Callback<()>,
) -> impl IntoView {
    let codes = RwSignal::new(None::<RecoveryCodes>);
    let wanted = account.second_factor_wanted;
    let state = match account.second_factor {
        Some(since) => view! {
            <p><span class="good">{t("已启用")}</span>{fill("，自 {} 起；还有 {} 个恢复码没有用过。", &[&super::super::moment(&since), &account.recovery_codes])}</p>
            <Change codes done/>
        }.into_any(),
        None => view! {
            <p>{if wanted { t("本单位要求您启用。") } else { t("没有启用。启用后，登录时除密码外还要输入手机上的一组数字，别人知道了密码也进不来。") }}</p>
            <SetUp codes/>
        }.into_any(),
    };
    // The codes are told once: the account is read anew only when they have been put away.
    let put_away = Callback::new(move |()| {
        codes.set(None);
        done.run(());
    });
    let state = StoredValue::new_local(Some(state));
    view! {
        <Show when=move || codes.get().is_some() fallback=move || state.try_update_value(Option::take).flatten()>
            {move || codes.get().map(|codes| view! { <Told codes done=put_away/> })}
        </Show>
    }
}

/// The code that proves it, beside what the app needs.
#[component]
fn SetUp(codes: RwSignal<Option<RecoveryCodes>>) -> impl IntoView {
    let begun = RwSignal::new(None::<SecondFactorBegun>);
    let (code, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<Problem>));
    let begin = move |_| {
        spawn_local(async move {
            match api::post::<_, SecondFactorBegun>("/api/account/second-factor".to_owned(), &(), None).await {
                Ok(answer) => begun.set(Some(answer)),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let confirm = move |event: SubmitEvent| {
        event.prevent_default();
        let given = Code { code: code.get_untracked() };
        spawn_local(async move {
            let path = "/api/account/second-factor/confirm".to_owned();
            match api::post::<_, RecoveryCodes>(path, &given, None).await {
                Ok(answer) => codes.set(Some(answer)),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
        {move || match begun.get() {
            None => view! { <button type="button" class="primary" on:click=begin>{t("启用动态口令")}</button> }.into_any(),
            Some(begun) => view! {
                <form on:submit=confirm>
                    <p>{t("一、用手机上的验证器（任何支持 TOTP 的都可以）扫这个二维码；在手机上打开本页的，点下面的链接。")}</p>
                    <div class="qr" role="img" aria-label=t("二维码，内容与下面的密钥相同") inner_html=begun.qr></div>
                    <p><a rel="external" href=begun.address>{t("在这台手机的验证器中打开")}</a></p>
                    <p>{t("扫不了的，把密钥抄进验证器：")}<code class="address">{begun.secret}</code></p>
                    <div class="field">
                        <label for="factor-code">{t("二、输入验证器上显示的 6 位数字")}</label>
                        <input id="factor-code" type="text" inputmode="numeric" autocomplete="one-time-code" required prop:value=code on:input=move |e| code.set(event_target_value(&e))/>
                    </div>
                    <button class="primary" type="submit">{t("确认启用")}</button>
                </form>
            }.into_any(),
        }}
    }
}

/// The recovery codes, told this once.
#[component]
fn Told(codes: RecoveryCodes, done: Callback<()>) -> impl IntoView {
    let text = codes.codes.join("\n");
    let copied = RwSignal::new(false);
    let copy = move |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.navigator().clipboard().write_text(&text);
            copied.set(true);
        }
    };
    view! {
        <div class="message good" role="status">
            <strong>{t("恢复码：手机丢了或换了时，用一个恢复码代替动态口令登录。每个只能用一次，只显示这一次。")}</strong>
            <ul class="codes">{codes.codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ul>
            <div class="row noprint">
                <button type="button" on:click=|_| super::super::print()>{t("打印")}</button>
                <button type="button" on:click=copy>{move || if copied.get() { t("已复制") } else { t("复制") }}</button>
                <button type="button" class="primary" on:click=move |_| done.run(())>{t("我已保存好")}</button>
            </div>
        </div>
    }
}

/// New recovery codes, or none of it any more: with the password and a code.
#[component]
fn Change(codes: RwSignal<Option<RecoveryCodes>>, done: Callback<()>) -> impl IntoView {
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<Problem>);
    let given = move || PasswordAndCode { password: password.get_untracked(), code: code.get_untracked() };
    let renew = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let answer: Answer<RecoveryCodes> =
                api::post("/api/account/recovery-codes".to_owned(), &given(), None).await;
            match answer {
                Ok(answer) => codes.set(Some(answer)),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    let remove = move |_| {
        spawn_local(async move {
            match api::change(Method::DELETE, "/api/account/second-factor".to_owned(), Some(&given())).await {
                Ok(()) => done.run(()),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <details><summary>{t("重新生成恢复码，或停用")}</summary>
            <form on:submit=renew>
                {move || problem.get().map(|problem| view! { <api::Trouble problem/> })}
                <div class="field"><label for="factor-password">{t("密码")}</label>
                    <input id="factor-password" type="password" autocomplete="current-password" required prop:value=password on:input=move |e| password.set(event_target_value(&e))/>
                </div>
                <div class="field"><label for="factor-proof">{t("动态口令（手机验证器上的 6 位数字，或一个恢复码）")}</label>
                    <input id="factor-proof" type="text" inputmode="numeric" autocomplete="one-time-code" required prop:value=code on:input=move |e| code.set(event_target_value(&e))/>
                </div>
                <div class="row"><button type="submit">{t("重新生成恢复码")}</button><button type="button" on:click=remove>{t("停用动态口令")}</button></div>
            </form>
        </details>
    }
}
