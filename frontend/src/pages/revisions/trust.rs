//! The trusted publishers of packages, and whether unsigned packages are accepted. The security officer decides.

use crate::{
    api::{self, Session},
    components::{
        resource::show_resource,
        submit::{SubmitButton, SubmitStatus},
    },
    i18n::{fill, t, text},
    state::{
        resource::ApiResource,
        submission::{Submission, done},
    },
};
use gloo_net::http::Method;
use guiju_api::{PublisherEntry, Trust, TrustChange};
use leptos::{ev::SubmitEvent, prelude::*};

/// The list of publishers, and for the security officer the forms to change it.
#[component]
pub fn Publishers() -> impl IntoView {
    let trust = ApiResource::<Trust>::from_path(|| "/api/trust".to_owned());
    let me = expect_context::<Session>().0.get_untracked().unwrap_or_default();
    let is_security_officer = me.system_role.as_deref() == Some("security");
    let (adding, changing) = (Submission::new(), Submission::new());
    let (name, key) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let entry = PublisherEntry { name: name.get_untracked(), public_key: key.get_untracked() };
        adding.send(async move {
            api::post::<_, ()>("/api/trust/publishers".to_owned(), &entry, None).await?;
            name.set(String::new());
            key.set(String::new());
            trust.refetch();
            Ok(done(t(text::common::SAVED)))
        });
    };
    let send_change = move |path: String, method: Method, change: Option<TrustChange>| {
        changing.send(async move {
            api::request(method, path, change.as_ref()).await?;
            trust.refetch();
            Ok(done(t(text::common::SAVED)))
        });
    };
    view! {
        <section class="sheet">
            <p class="help">{t(text::revision::ONLY_PACKAGES_SIGNED_THESE_PUBLISHERS)}</p>
            {show_resource(trust, move |trust: Trust| {
                let lines = trust.publishers.into_iter().map(|publisher| {
                    let path = format!("/api/trust/publishers/{}", publisher.public_key);
                    view! { <li><strong>{publisher.name}</strong>" "<code>{publisher.public_key}</code>" "<span class="soft small">{fill(text::common::SINCE, &[&publisher.since])}</span>" "
                        {is_security_officer.then(|| view! { <button type="button" class="plain" on:click=move |_| send_change(path.clone(), Method::DELETE, None)>{t(text::revision::TRUST_NO_LONGER)}</button> })}</li> }
                });
                let takes = trust.takes_unsigned;
                let policy = if takes { t(text::revision::PACKAGES_NOBODY_SIGNED_TAKEN_AS) } else { t(text::revision::PACKAGES_NOBODY_SIGNED_NOT_TAKEN) };
                view! {
                    <ul class="lines">{lines.collect_view()}</ul>
                    <p>{policy}" "{is_security_officer.then(|| view! { <button type="button" on:click=move |_| send_change("/api/trust".to_owned(), Method::PUT, Some(TrustChange { takes_unsigned: !takes }))>{if takes { t(text::revision::TAKE_THEM_NO_LONGER) } else { t(text::revision::TAKE_THEM) }}</button> })}</p>
                }
            })}
            <SubmitStatus submission=changing/>
            {is_security_officer.then(|| view! {
                <form class="filters" on:submit=add>
                    <div><label for="publisher-name">{t(text::common::NAME)}</label><input id="publisher-name" required prop:value=name on:input=move |e| name.set(event_target_value(&e))/></div>
                    <div><label for="publisher-key">{t(text::revision::PUBLIC_KEY)}</label><input id="publisher-key" required prop:value=key on:input=move |e| key.set(event_target_value(&e))/></div>
                    <SubmitButton submission=adding label=t(text::revision::TRUST)/>
                </form>
                <SubmitStatus submission=adding/>
            })}
        </section>
    }
}
