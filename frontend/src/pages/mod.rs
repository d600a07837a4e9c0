//! One page a file.

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
pub mod start;
pub mod trays;
pub mod views;

/// A moment as people read it.
pub fn moment(text: &str) -> String {
    text.replace('T', " ")
}

/// A parameter of the page's address.
pub fn parameter(name: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    use leptos::prelude::*;
    let parameters = leptos_router::hooks::use_params_map();
    move || parameters.read().get(name).unwrap_or_default()
}

/// Prints the page as the style sheet has it on paper.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
