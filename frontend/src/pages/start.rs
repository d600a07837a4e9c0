//! The page of forms that the reader may file, by area of work, with a search.

use crate::{
    components::{
        resource::show_resource,
        tile::{Tile, tile_grid, tiles_by_area},
    },
    i18n::{fill, t, text},
    state::{query::typed_query_param, resource::ApiResource},
};
use guiju_api::FormOffered;
use leptos::prelude::*;
use leptos_router::components::A;

/// The page of forms.
#[component]
pub fn Start() -> impl IntoView {
    let forms = ApiResource::<Vec<FormOffered>>::from_path(|| "/api/forms".to_owned());
    let wanted = typed_query_param("q");
    view! {
        <h1>{t(text::common::START)}</h1>
        <p>
            <label for="find" class="visually-hidden">{t(text::start::FIND_NAME)}</label>
            <input id="find" type="search" placeholder=t(text::start::FIND_NAME_FIRST_LETTERS_PINYIN) prop:value=move || wanted.get() on:input=move |e| wanted.set(event_target_value(&e))/>
        </p>
        {show_resource(forms, move |forms: Vec<FormOffered>| view! { {move || results(&forms, wanted.get().trim())} })}
    }
}

/// The forms that match the query; if none does, the closest ones.
fn results(forms: &[FormOffered], wanted: &str) -> AnyView {
    let tile = |form: &FormOffered| Tile {
        area: form.area.clone(),
        href: format!("/start/{}/{}", form.regulation, form.form),
        title: form.title.clone(),
        subtitle: form.regulation_title.clone(),
    };
    let mut matching = forms.iter().filter(|form| matches_all(form, wanted)).collect::<Vec<_>>();
    if matching.is_empty() {
        matching = forms.iter().filter(|form| is_mentioned(form, wanted)).collect();
    }
    if !matching.is_empty() {
        return tiles_by_area(matching.into_iter().map(tile).collect());
    }
    let near = closest(forms, wanted);
    view! {
        <div role="status">
            <p class="sheet">{fill(text::start::NO_FORM_CALLED_TRY_ANOTHER, &[&wanted])}" "<A href="/regulations">{t(text::common::REGULATIONS)}</A>" "<A href=format!("/search?q={}", js_sys::encode_uri_component(wanted))>{t(text::start::SEARCH_EVERYTHING)}</A></p>
            <h2>{t(text::start::YOU_MAY_LOOKING)}</h2>
        </div>
        {tile_grid(near.into_iter().map(tile).collect())}
    }
    .into_any()
}

/// Forms that are offered if none matches.
const MAX_CLOSEST: usize = 6;

/// The forms that share most characters with the query in their titles and words; if none shares any, those that are filed most.
fn closest<'f>(forms: &'f [FormOffered], wanted: &str) -> Vec<&'f FormOffered> {
    let wanted = normalised(wanted);
    let near = |form: &FormOffered| {
        let called = |text: &str| {
            let text = normalised(text);
            wanted.chars().filter(|one| !one.is_whitespace() && text.contains(*one)).count()
        };
        let words = form.words.iter().map(|word| called(word)).max().unwrap_or_default();
        called(&form.title) * 2 + called(&form.regulation_title).max(words)
    };
    let mut all = forms.iter().map(|form| (near(form), form)).collect::<Vec<_>>();
    let shared = all.iter().any(|(near, _)| *near > 0);
    all.retain(|(near, _)| !shared || *near > 0);
    all.sort_by_key(|(near, form)| std::cmp::Reverse((*near, form.filed)));
    all.into_iter().take(MAX_CLOSEST).map(|(_, form)| form).collect()
}

/// Normalises text for comparison: full-width to half-width characters, and lower case.
fn normalised(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").to_lower_case().into()
}

/// Whether a form matches all words of the query.
fn matches_all(form: &FormOffered, wanted: &str) -> bool {
    normalised(wanted).split_whitespace().all(|word| matches_word(form, word))
}

/// Whether a form matches a word: in its titles, synonyms or fields, by their pinyin or by initials.
fn matches_word(form: &FormOffered, word: &str) -> bool {
    let called = [&form.title, &form.regulation_title].into_iter().chain(&form.words).map(|text| normalised(text));
    form.initials.contains(word)
        || form.letters.iter().flat_map(|letters| letters.split(' ')).any(|letters| letters.starts_with(word))
        || called.into_iter().any(|text| text.contains(word))
}

/// Whether the query is a sentence that contains a word of the form, such as 我要请事假.
fn is_mentioned(form: &FormOffered, wanted: &str) -> bool {
    let wanted = normalised(wanted);
    let words = [&form.title].into_iter().chain(&form.words).map(|text| normalised(text));
    words.into_iter().any(|text| text.chars().count() > 1 && wanted.contains(&text))
}
