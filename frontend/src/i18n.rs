//! The texts of the portal. The Chinese catalogue is built in; the English one is fetched by readers who chose English.

use crate::util::storage::BrowserStorage;
use std::{
    cell::{Cell, RefCell},
    fmt::Display,
};

/// Key of the chosen language in the local storage.
const STORAGE_KEY: &str = "guiju-language";

thread_local! {
    static ENGLISH: Cell<bool> = const { Cell::new(false) };
    /// The English texts in the order of the catalogue, empty until they are loaded.
    static ENGLISH_TEXTS: RefCell<Vec<&'static str>> = RefCell::default();
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
    let texts = text.lines().collect::<Vec<_>>();
    // Anything else than the catalogue of this release, such as an error page, is ignored.
    if texts.len() == CHINESE.len() {
        ENGLISH_TEXTS.set(texts);
    }
}

/// Switches to the other language and reloads the page; drafts are stored by then.
pub fn switch_language() {
    let language = if is_english() { "zh-CN" } else { "en" };
    BrowserStorage::local().set_text(STORAGE_KEY, language);
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// A text of the catalogue, by its position.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Text(usize);

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The text in the reader's language; in Chinese if the English catalogue could not be loaded.
pub fn t(text: Text) -> &'static str {
    let chinese = CHINESE[text.0];
    if !is_english() {
        return chinese;
    }
    ENGLISH_TEXTS.with_borrow(|texts| texts.get(text.0).copied().unwrap_or(chinese))
}

/// The text in the reader's language, with the values filled in at its placeholders `{}` in order.
pub fn fill(text: Text, values: &[&dyn Display]) -> String {
    let mut rest = t(text);
    let mut filled = String::new();
    for value in values {
        let Some((before, after)) = rest.split_once("{}") else { break };
        let value = value.to_string();
        filled.push_str(before);
        filled.push_str(&value);
        // The English catalogue writes singular and plural as `[day|days]` behind a number.
        match after.split_once('[').and_then(|(between, rest)| Some((between, rest.split_once(']')?))) {
            Some((between, (words, behind))) if !between.contains("{}") => {
                let (one, several) = words.split_once('|').unwrap_or((words, words));
                filled = filled + between + if value == "1" { one } else { several };
                rest = behind;
            }
            _ => rest = after,
        }
    }
    filled + rest
}
