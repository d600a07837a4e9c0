//! A link to the clause behind a statement (为什么) that opens its text and the parameter values in force.

use crate::i18n::{fill, t, text};
use guiju_api::Citation;
use leptos::{html::Dialog, prelude::*};

/// A small button labelled with the clause; it opens the clause in a dialog on the same page.
#[component]
pub fn CitationLink(
    /// The clause with its text and parameter values.
    citation: Citation,
    /// The facts on which the statement rests; nothing is shown if empty.
    #[prop(optional, into)]
    because: String,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let open = move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get() {
            dialog.close();
        }
    };
    let label = citation.label.clone();
    let parameters = citation.parameters.into_iter().map(|parameter| {
        let since = effective_since(parameter.since.as_deref());
        view! { <li>{parameter.label}"："<strong>{parameter.text}</strong>" "<span class="soft">"（"{since}"）"</span></li> }
    });
    view! {
        <button type="button" class="plain cite noprint" on:click=open aria-label=fill(text::citation::WHY, &[&label])>{label.clone()}</button>
        <dialog node_ref=dialog aria-label=label>
            <h2>"《"{citation.title}"》"{citation.label}" "{citation.heading}</h2>
            <p>{citation.statement}</p>
            <Show when={let because = because.clone(); move || !because.is_empty()}><p><strong>{t(text::citation::FACTS_USED)}</strong>{because.clone()}</p></Show>
            <ul>{parameters.collect_view()}</ul>
            <p class="soft small">{t(text::citation::VERSION_REGULATION)}{citation.version}</p>
            <button type="button" on:click=close>{t(text::common::CLOSE)}</button>
        </dialog>
    }
}

/// Since when a parameter has its value: the day of the change, or that it is the regulation's original value.
pub fn effective_since(since: Option<&str>) -> String {
    since.map_or_else(|| t(text::citation::TEXT_ITSELF).to_owned(), |since| fill(text::common::SINCE, &[&since]))
}
