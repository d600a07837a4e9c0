//! 发起: every form one may file, by kind of work, found by part of a word.

use crate::{
    components::{
        resource::show_resource,
        tile::{Tile, tile_grid, tiles_by_area},
    },
    i18n::{fill, t},
    state::{query::typed_query_param, resource::ApiResource},
};
use guiju_api::FormOffered;
use leptos::prelude::*;
use leptos_router::components::A;

/// The forms.
#[component]
pub fn Start() -> impl IntoView {
    let forms = ApiResource::<Vec<FormOffered>>::from_path(|| "/api/forms".to_owned());
    let wanted = typed_query_param("q");
    view! {
        <h1>{t("发起")}</h1>
        <p>
            <label for="find" class="visually-hidden">{t("按名称查找")}</label>
            <input id="find" type="search" placeholder=t("按名称或拼音首字母查找，如 请假、qj") prop:value=move || wanted.get() on:input=move |e| wanted.set(event_target_value(&e))/>
        </p>
        {show_resource(forms, move |forms: Vec<FormOffered>| view! { {move || found(&forms, wanted.get().trim())} })}
    }
}

/// The forms that fit; where none does, that is said and the nearest are offered.
fn found(forms: &[FormOffered], wanted: &str) -> AnyView {
    let tile = |form: &FormOffered| Tile {
        area: form.area.clone(),
        href: format!("/start/{}/{}", form.regulation, form.form),
        title: form.title.clone(),
        subtitle: form.regulation_title.clone(),
    };
    let mut fitting = forms.iter().filter(|form| fits(form, wanted)).collect::<Vec<_>>();
    if fitting.is_empty() {
        fitting = forms.iter().filter(|form| told(form, wanted)).collect();
    }
    if !fitting.is_empty() {
        return tiles_by_area(fitting.into_iter().map(tile).collect());
    }
    let near = nearest(forms, wanted);
    view! {
        <div role="status">
            <p class="sheet">{fill("没有叫“{}”的表单；可以换一个说法，或按制度查找。", &[&wanted])}" "<A href="/regulations">{t("制度")}</A>" "<A href=format!("/search?q={}", js_sys::encode_uri_component(wanted))>{t("搜索全部内容")}</A></p>
            <h2>{t("您要找的可能是")}</h2>
        </div>
        {tile_grid(near.into_iter().map(tile).collect())}
    }
    .into_any()
}

/// So many are offered where none fits.
const NEAR: usize = 6;

/// Those that share most characters with what is sought, in what they are called and in what they ask for; where none shares
/// any, those that one files most.
fn nearest<'f>(forms: &'f [FormOffered], wanted: &str) -> Vec<&'f FormOffered> {
    let wanted = folded(wanted);
    let near = |form: &FormOffered| {
        let called = |text: &str| {
            let text = folded(text);
            wanted.chars().filter(|one| !one.is_whitespace() && text.contains(*one)).count()
        };
        let words = form.words.iter().map(|word| called(word)).max().unwrap_or_default();
        called(&form.title) * 2 + called(&form.regulation_title).max(words)
    };
    let mut all = forms.iter().map(|form| (near(form), form)).collect::<Vec<_>>();
    let shared = all.iter().any(|(near, _)| *near > 0);
    all.retain(|(near, _)| !shared || *near > 0);
    all.sort_by_key(|(near, form)| std::cmp::Reverse((*near, form.filed)));
    all.into_iter().take(NEAR).map(|(_, form)| form).collect()
}

/// A text for comparison: full width like half width, upper case like lower case.
fn folded(text: &str) -> String {
    String::from(js_sys::JsString::from(text).normalize("NFKC")).to_lowercase()
}

/// Whether a form fits all words that are typed with spaces between.
fn fits(form: &FormOffered, wanted: &str) -> bool {
    folded(wanted).split_whitespace().all(|word| says(form, word))
}

/// By part of what it is called, of its synonyms or of what it asks for, or by the pinyin of these or its first letters.
fn says(form: &FormOffered, word: &str) -> bool {
    let called = [&form.title, &form.regulation_title].into_iter().chain(&form.words).map(|text| folded(text));
    form.initials.contains(word)
        || form.letters.iter().flat_map(|letters| letters.split(' ')).any(|letters| letters.starts_with(word))
        || called.into_iter().any(|text| text.contains(word))
}

/// Whether what is typed tells a word of the form in a sentence, as 我要请事假 does.
fn told(form: &FormOffered, wanted: &str) -> bool {
    let wanted = folded(wanted);
    let words = [&form.title].into_iter().chain(&form.words).map(|text| folded(text));
    words.into_iter().any(|text| text.chars().count() > 1 && wanted.contains(&text))
}
