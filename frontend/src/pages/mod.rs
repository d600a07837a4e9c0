//! One page a file.

pub mod account;
pub mod administration;
pub mod assessments;
pub mod boards;
pub mod charts;
pub mod drafts;
pub mod duty;
pub mod entrance;
pub mod form;
pub mod home;
pub mod letter;
pub mod matter;
pub mod notices;
pub mod open;
pub mod public;
pub mod record;
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

/// A part of the page's address; other parts make another page, so it never changes.
pub fn parameter(name: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    use leptos::prelude::{ReadUntracked, StoredValue, WithValue};
    let part = leptos_router::hooks::use_params_map().read_untracked().get(name).unwrap_or_default();
    let part = StoredValue::new(part);
    move || part.with_value(Clone::clone)
}

/// Prints the page as the style sheet has it on paper.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
