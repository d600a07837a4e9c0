//! Translations of the portal's texts. Chinese is the source language; the English catalogue is fetched by readers who chose it.

use crate::util::storage::BrowserStorage;
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fmt::Display,
};

/// Key of the chosen language in the local storage.
const STORAGE_KEY: &str = "guiju-language";

thread_local! {
    static ENGLISH: Cell<bool> = const { Cell::new(false) };
    static CATALOGUE: RefCell<HashMap<&'static str, &'static str>> = RefCell::default();
}

/// Whether the reader chose English. Texts of regulations stay in their own language.
pub fn is_english() -> bool {
    ENGLISH.get()
}

/// The language tag for the `Accept-Language` header.
pub fn language() -> &'static str {
    if is_english() { "en" } else { "zh-CN" }
}

/// Loads the English catalogue if the reader chose English. Its address stands in the page's `meta` element.
pub async fn load() {
    if BrowserStorage::local().get_text(STORAGE_KEY).is_none_or(|language| language != "en") {
        return;
    }
    ENGLISH.set(true);
    let file = web_sys::window().and_then(|window| window.document());
    let file = file.and_then(|page| page.query_selector("meta[name=words]").ok().flatten()?.get_attribute("content"));
    let Some(file) = file else { return };
    let Ok(answer) = gloo_net::http::Request::get(&file).send().await else { return };
    // The texts are used as long as the page exists.
    let text: &'static str = Box::leak(answer.text().await.unwrap_or_default().into_boxed_str());
    CATALOGUE.with_borrow_mut(|words| words.extend(text.lines().filter_map(|line| line.split_once('\t'))));
}

/// Switches to the other language and reloads the page; drafts are stored by then.
pub fn switch_language() {
    let language = if is_english() { "zh-CN" } else { "en" };
    BrowserStorage::local().set_text(STORAGE_KEY, language);
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Translates a text into the reader's language.
pub fn t(chinese: &'static str) -> &'static str {
    if !is_english() {
        return chinese;
    }
    CATALOGUE.with_borrow(|words| words.get(chinese).copied().unwrap_or(chinese))
}

/// Translates a text with placeholders `{}` and fills in the values in order.
pub fn fill(chinese: &'static str, places: &[&dyn Display]) -> String {
    let mut rest = t(chinese);
    let mut text = String::new();
    for place in places {
        let Some((before, after)) = rest.split_once("{}") else { break };
        let place = place.to_string();
        text.push_str(before);
        text.push_str(&place);
        // The English catalogue writes singular and plural as `[day|days]` behind a number.
        match after.split_once('[').and_then(|(between, rest)| Some((between, rest.split_once(']')?))) {
            Some((between, (words, behind))) if !between.contains("{}") => {
                let (one, several) = words.split_once('|').unwrap_or((words, words));
                text = text + between + if place == "1" { one } else { several };
                rest = behind;
            }
            _ => rest = after,
        }
    }
    text + rest
}
