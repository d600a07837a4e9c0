//! Choosing a record of a form; where the one that is meant is not there yet, the way to make it and back.

use super::{Place, choosing::select};
use crate::{
    i18n::{fill, t},
    state::{query::query_map, resource::ApiResource},
};
use guiju_api::{FormOffered, RecordOption};
use leptos::prelude::*;
use leptos_router::components::A;
use serde_json::json;

/// So many records are listed at once; others are found by their text.
const LISTED: usize = 200;

/// A select of records, with a search where they are many.
pub fn reference(form: &str, place: &Place) -> AnyView {
    let (regulation, form) = form.split_once('/').unwrap_or((place.regulation.as_str(), form));
    let (regulation, form) = (regulation.to_owned(), form.to_owned());
    let path = format!("/api/records/{regulation}/{form}");
    let sought = RwSignal::new(String::new());
    let records = ApiResource::<Vec<RecordOption>>::from_path(move || match sought.get().trim() {
        "" => path.clone(),
        text => format!("{path}?q={}", js_sys::encode_uri_component(text)),
    });
    let listed = move || records.value().map(|records| records.len());
    let many = move || listed().is_some_and(|listed| listed >= LISTED) || !sought.get().is_empty();
    let none = move || listed() == Some(0) && sought.get().is_empty();
    let id = format!("{}-sought", place.id);
    chosen_on_return(place, records);
    let choice = select(place, records, |record: &RecordOption| (record.id, record.summary.clone()));
    view! {
        {choice}
        <p class="soft small" role="status" hidden=move || !none()>{t("现在还没有可选的。")}</p>
        <div class="soft small" hidden=move || !many()>
            <label for=id.clone()>{t("只列出最近 200 条，其余的请输入文字查找：")}</label>
            <input id=id type="search" on:change=move |e| sought.set(event_target_value(&e))/>
        </div>
        {another(place.name.clone(), regulation, form)}
    }
    .into_any()
}

/// The way to the form that makes such a record, for whoever may file it; it leads back here.
fn another(field: String, regulation: String, form: String) -> AnyView {
    let offered = ApiResource::<Vec<FormOffered>>::from_path(|| "/api/forms".to_owned());
    let link = move || {
        let offered = offered.value().unwrap_or_default();
        let form = offered.into_iter().find(|one| one.regulation == regulation && one.form == form)?;
        let here = window().location().pathname().unwrap_or_default();
        let back = js_sys::encode_uri_component(&format!("{here}?made={field}"));
        let address = format!("/start/{}/{}?back={back}", form.regulation, form.form);
        let label = fill("没有要找的？填一份《{}》", &[&form.title]);
        Some(
            view! { <p class="small"><A href=address>{label}</A><span class="soft">" "{t("填好回到这里，已填的内容都在")}</span></p> },
        )
    };
    view! { {link} }.into_any()
}

/// Whoever comes back from making one means it: the newest is chosen, if nothing is yet.
fn chosen_on_return(place: &Place, records: ApiResource<Vec<RecordOption>>) {
    let made = query_map().read_untracked().get("made");
    if made.as_deref() != Some(place.name.as_str()) {
        return;
    }
    let (content, name, put) = (place.content, place.name.clone(), place.put());
    Effect::new(move |_| {
        let newest = records.value().and_then(|records| records.into_iter().map(|one| one.id).max());
        if let Some(newest) = newest.filter(|_| content.with_untracked(|content| !content.contains_key(&name))) {
            put(json!(newest));
        }
    });
}
