//! The reader's sessions.

use crate::{
    api,
    components::{
        card::{card_table, text_cell},
        resource::show_resource,
        submit::SubmitStatus,
    },
    i18n::{fill, t},
    state::{
        resource::ApiResource,
        submission::{Submission, done},
    },
    util::format::format_moment,
};
use gloo_net::http::Method;
use guiju_api::SessionShown;
use leptos::prelude::*;

/// A table of the sessions, each with a button that ends it.
#[component]
pub fn Sessions(
    /// Changes whenever something may have ended sessions.
    renewed: RwSignal<u32>,
) -> impl IntoView {
    let all = ApiResource::<Vec<SessionShown>>::from_path(move || {
        renewed.track();
        "/api/account/sessions".to_owned()
    });
    let submission = Submission::new();
    let end = move |path: String| {
        submission.send(async move {
            api::request::<()>(Method::DELETE, path, None).await?;
            all.refetch();
            Ok(done(t("已退出。")))
        });
    };
    let row = move |one: SessionShown| {
        let agent = if one.agent.is_empty() { t("其他程序").to_owned() } else { one.agent };
        let act = if one.current {
            view! { <span class="good">{t("当前登录")}</span> }.into_any()
        } else {
            let path = format!("/api/account/sessions/{}", one.id);
            let label = fill("退出这个登录（{}）", &[&agent]);
            view! { <button type="button" class="plain" aria-label=label on:click=move |_| end(path.clone())>{t("退出这个登录")}</button> }.into_any()
        };
        let date_cell = |text: &str| text_cell(format_moment(text));
        vec![
            text_cell(agent),
            text_cell(one.source),
            date_cell(&one.created),
            date_cell(&one.used),
            date_cell(&one.ends),
            act,
        ]
    };
    let heads = || vec![t("设备"), t("来自"), t("登录时间"), t("最近使用"), t("最迟退出"), t("操作")];
    view! {
        <section class="sheet"><h2>{t("登录情况")}</h2>
            <p class="help">{t("您的账号现在在这些地方登录着。有不认识的，请退出它，并修改密码。")}</p>
            {show_resource(all, move |all: Vec<SessionShown>| {
                let others = all.iter().any(|one| !one.current);
                view! {
                    {card_table("", heads(), false, all.into_iter().map(row).collect())}
                    {others.then(|| view! { <p><button type="button" on:click=move |_| end("/api/account/sessions".to_owned())>{t("退出其他所有登录")}</button></p> })}
                }
            })}
            <SubmitStatus submission/>
        </section>
    }
}
