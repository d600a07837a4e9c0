//! 发起: every form one may file, by kind of work, found by part of a word.

use crate::{
    api,
    tiles::{Tile, areas},
    words::t,
};
use guiju_api::FormOffered;
use leptos::prelude::*;

/// The forms.
#[component]
pub fn Start() -> impl IntoView {
    let forms = api::fetch::<Vec<FormOffered>>(|| "/api/forms".to_owned());
    let wanted = crate::address::typed("q");
    view! {
        <h1>{t("发起")}</h1>
        <p>
            <label for="find" class="visually-hidden">{t("按名称查找")}</label>
            <input id="find" type="search" placeholder=t("按名称或拼音首字母查找，如 请假、qj") prop:value=move || wanted.get() on:input=move |e| wanted.set(event_target_value(&e))/>
        </p>
        {api::shown(forms, move |forms: Vec<FormOffered>| view! { {move || {
            let wanted = wanted.get();
            let tile = |form: &FormOffered| Tile {
                area: form.area.clone(),
                href: format!("/start/{}/{}", form.regulation, form.form),
                title: form.title.clone(),
                of: form.regulation_title.clone(),
            };
            areas(forms.iter().filter(|form| fits(form, wanted.trim())).map(tile).collect())
        }} })}
    }
}

/// By part of a word, or by the first letters of its pinyin.
fn fits(form: &FormOffered, wanted: &str) -> bool {
    form.title.contains(wanted)
        || form.regulation_title.contains(wanted)
        || form.initials.contains(&wanted.to_ascii_lowercase())
}
