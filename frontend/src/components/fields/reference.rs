//! A widget for choosing a record of another form, with a link to file a missing one and come back.

use super::{choice::select, context::FieldContext};
use crate::{
    i18n::{fill, t, text},
    state::{query::query_map, resource::ApiResource},
};
use guiju_api::{FormOffered, RecordOption};
use leptos::prelude::*;
use leptos_router::components::A;
use serde_json::json;

/// Records that the server lists at once; the others are found by text.
const PAGE_SIZE: usize = 200;

/// A select element with records, and a search field if there are many.
pub fn reference(form: &str, field: &FieldContext) -> AnyView {
    let (regulation, form) = form.split_once('/').unwrap_or((field.regulation.as_str(), form));
    let (regulation, form) = (regulation.to_owned(), form.to_owned());
    let path = format!("/api/records/{regulation}/{form}");
    let query = RwSignal::new(String::new());
    let records = ApiResource::<Vec<RecordOption>>::from_path(move || match query.get().trim() {
        "" => path.clone(),
        text => format!("{path}?q={}", js_sys::encode_uri_component(text)),
    });
    let listed = move || records.value().map(|records| records.len());
    let many = move || listed().is_some_and(|listed| listed >= PAGE_SIZE) || !query.get().is_empty();
    let none = move || listed() == Some(0) && query.get().is_empty();
    let id = format!("{}-sought", field.id);
    choose_new_record(field, records);
    let choice = select(field, records, |record: &RecordOption| (record.id, record.summary.clone()));
    view! {
        {choice}
        <p class="soft small" role="status" hidden=move || !none()>{t(text::field::THERE_NOTHING_CHOOSE_YET)}</p>
        <div class="soft small" hidden=move || !many()>
            <label for=id.clone()>{t(text::field::ONLY_NEWEST_200_LISTED_FIND)}</label>
            <input id=id type="search" on:change=move |e| query.set(event_target_value(&e))/>
        </div>
        {new_record_link(field.name.clone(), regulation, form)}
    }
    .into_any()
}

/// A link to the form that creates such a record, if the reader may file it. The form links back here.
fn new_record_link(field: String, regulation: String, form: String) -> AnyView {
    let offered = ApiResource::<Vec<FormOffered>>::from_path(|| "/api/forms".to_owned());
    let link = move || {
        let offered = offered.value().unwrap_or_default();
        let form = offered.into_iter().find(|one| one.regulation == regulation && one.form == form)?;
        let here = window().location().pathname().unwrap_or_default();
        let back = js_sys::encode_uri_component(&format!("{here}?made={field}"));
        let address = format!("/start/{}/{}?back={back}", form.regulation, form.form);
        let label = fill(text::field::NOT_THERE_FILE, &[&form.title]);
        Some(
            view! { <p class="small"><A href=address>{label}</A><span class="soft">" "{t(text::field::YOU_COME_BACK_HERE_NOTHING)}</span></p> },
        )
    };
    view! { {link} }.into_any()
}

/// Chooses the newest record if the reader has just created one for this field and nothing is chosen yet.
fn choose_new_record(field: &FieldContext, records: ApiResource<Vec<RecordOption>>) {
    let made = query_map().read_untracked().get("made");
    if made.as_deref() != Some(field.name.as_str()) {
        return;
    }
    let (content, name, set) = (field.content, field.name.clone(), field.setter());
    Effect::new(move |_| {
        let newest = records.value().and_then(|records| records.into_iter().map(|one| one.id).max());
        if let Some(newest) = newest.filter(|_| content.with_untracked(|content| !content.contains_key(&name))) {
            set(json!(newest));
        }
    });
}
