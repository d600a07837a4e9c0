//! The reader's sessions.

use crate::{
    api,
    components::{
        card::{card_table, text_cell},
        resource::show_resource,
        submit::SubmitStatus,
    },
    i18n::{fill, t, text},
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
            Ok(done(t(text::account::ENDED)))
        });
    };
    let row = move |one: SessionShown| {
        let agent = if one.agent.is_empty() { t(text::account::ANOTHER_PROGRAM).to_owned() } else { one.agent };
        let act = if one.current {
            view! { <span class="good">{t(text::account::SESSION)}</span> }.into_any()
        } else {
            let path = format!("/api/account/sessions/{}", one.id);
            let label = fill(text::account::END_NAMED_SESSION, &[&agent]);
            view! { <button type="button" class="plain" aria-label=label on:click=move |_| end(path.clone())>{t(text::account::END_SESSION)}</button> }.into_any()
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
    let heads = || {
        vec![
            t(text::account::DEVICE),
            t(text::account::FROM),
            t(text::account::LOGGED_IN),
            t(text::account::LAST_USED),
            t(text::account::ENDS_AT_LATEST),
            t(text::common::ACTIONS),
        ]
    };
    view! {
        <section class="sheet"><h2>{t(text::account::SESSIONS)}</h2>
            <p class="help">{t(text::account::YOUR_ACCOUNT_LOGGED_IN_HERE)}</p>
            {show_resource(all, move |all: Vec<SessionShown>| {
                let others = all.iter().any(|one| !one.current);
                view! {
                    {card_table("", heads(), false, all.into_iter().map(row).collect())}
                    {others.then(|| view! { <p><button type="button" on:click=move |_| end("/api/account/sessions".to_owned())>{t(text::account::END_ALL_OTHER_SESSIONS)}</button></p> })}
                }
            })}
            <SubmitStatus submission/>
        </section>
    }
}
