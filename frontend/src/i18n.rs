//! The words of the pages: Chinese is what they are written in, English is fetched by who wants it.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fmt::Display,
};

/// Where the browser keeps the reader's choice.
const KEPT: &str = "guiju-language";

thread_local! {
    static ENGLISH: Cell<bool> = const { Cell::new(false) };
    static CATALOGUE: RefCell<HashMap<&'static str, &'static str>> = RefCell::default();
}

/// Whether the reader wants English; what regulations say themselves stays in their own language.
pub fn is_english() -> bool {
    ENGLISH.get()
}

/// The reader's language as servers are told of it.
pub fn language() -> &'static str {
    if is_english() { "en" } else { "zh-CN" }
}

/// Fetches the English words, if the reader wants them; the page names their file.
pub async fn load() {
    if kept().is_none_or(|language| language != "en") {
        return;
    }
    ENGLISH.set(true);
    let file = web_sys::window().and_then(|window| window.document());
    let file = file.and_then(|page| page.query_selector("meta[name=words]").ok().flatten()?.get_attribute("content"));
    let Some(file) = file else { return };
    let Ok(answer) = gloo_net::http::Request::get(&file).send().await else { return };
    // They are needed as long as the page is there.
    let text: &'static str = Box::leak(answer.text().await.unwrap_or_default().into_boxed_str());
    CATALOGUE.with_borrow_mut(|words| words.extend(text.lines().filter_map(|line| line.split_once('\t'))));
}

/// Lets the reader have the other language; the page is opened anew, drafts have been saved.
pub fn switch_language() {
    let language = if is_english() { "zh-CN" } else { "en" };
    if let Some(window) = web_sys::window() {
        if let Ok(Some(storage)) = window.local_storage() {
            let _ = storage.set_item(KEPT, language);
        }
        let _ = window.location().reload();
    }
}

fn kept() -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(KEPT).ok()?
}

/// A word in the language of whoever reads.
pub fn t(chinese: &'static str) -> &'static str {
    if !is_english() {
        return chinese;
    }
    CATALOGUE.with_borrow(|words| words.get(chinese).copied().unwrap_or(chinese))
}

/// A sentence with what stands at its places, in the language of whoever reads.
pub fn fill(chinese: &'static str, places: &[&dyn Display]) -> String {
    let mut rest = t(chinese);
    let mut text = String::new();
    for place in places {
        let Some((before, after)) = rest.split_once("{}") else { break };
        let place = place.to_string();
        text.push_str(before);
        text.push_str(&place);
        // English has another word for one than for several: `[day|days]` behind the number.
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
