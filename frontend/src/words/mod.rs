//! The message catalogue: Chinese is what pages are written in, English stands beside it.

mod catalogue;
mod revisions;

use catalogue::CATALOGUE;
use revisions::REVISIONS;
use std::{cell::OnceCell, fmt::Display};

/// Where the browser keeps the reader's choice.
const KEPT: &str = "guiju-language";

thread_local! {
    static ENGLISH: OnceCell<bool> = const { OnceCell::new() };
}

/// Whether the reader wants English; what regulations say themselves stays in their own language.
pub fn english() -> bool {
    ENGLISH.with(|english| *english.get_or_init(|| kept().is_some_and(|language| language == "en")))
}

/// Lets the reader have the other language; the page is opened anew, drafts have been saved.
pub fn switch() {
    let language = if english() { "zh-CN" } else { "en" };
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
    if !english() {
        return chinese;
    }
    CATALOGUE.iter().chain(REVISIONS).find(|(zh, _)| *zh == chinese).map_or(chinese, |(_, english)| english)
}

/// A sentence with what stands at its places, in the language of whoever reads.
pub fn fill(chinese: &'static str, places: &[&dyn Display]) -> String {
    let mut rest = t(chinese);
    let mut text = String::new();
    for place in places {
        let Some((before, after)) = rest.split_once("{}") else { break };
        text.push_str(before);
        text.push_str(&place.to_string());
        rest = after;
    }
    text + rest
}
