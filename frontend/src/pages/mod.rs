//! One page a file.

pub mod account;
pub mod administration;
pub mod assessments;
pub mod boards;
pub mod charts;
pub mod duty;
pub mod entrance;
pub mod form;
pub mod home;
pub mod letter;
pub mod matter;
pub mod notices;
pub mod open;
pub mod public;
pub mod registers;
pub mod regulations;
pub mod revisions;
pub mod search;
pub mod shortcuts;
pub mod start;
pub mod trays;
pub mod views;

/// A moment as people read it.
pub fn moment(text: &str) -> String {
    // Seconds are for the record, not for the reader.
    text.replace('T', " ").chars().take("2026-03-02 09:00".len()).collect()
}

/// A part of the page's address; each address is a page of its own, so it never changes.
pub fn parameter(name: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    use leptos::prelude::{StoredValue, WithValue, use_context};
    let parts = use_context::<crate::frame::addresses::Parts>();
    let part = parts.and_then(|parts| parts.0.get(name).cloned()).unwrap_or_default();
    let part = StoredValue::new(part);
    move || part.with_value(Clone::clone)
}

/// Prints the page as the style sheet has it on paper.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// What the browser calls the page, in its tabs and its history, until another page is shown.
pub fn titled(title: &str) {
    let name = crate::words::t("规矩");
    leptos::prelude::document().set_title(&format!("{title} · {name}"));
    leptos::prelude::on_cleanup(move || leptos::prelude::document().set_title(name));
}
