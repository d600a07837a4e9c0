//! The fields that the last correction changed, before and after side by side.

use crate::{
    components::card::{card_table, text_cell},
    i18n::{t, text},
};
use guiju_api::Revised;
use leptos::prelude::*;

/// Separator between the rows of a table in text form.
const SEPARATOR: char = '；';

/// A table with a row for each changed field; of a table field, only the rows that differ.
#[component]
pub fn CorrectionDiff(revised: Vec<Revised>) -> impl IntoView {
    let empty = revised.is_empty();
    let line = |field: Revised| {
        let (before, now, rest) = differing_rows(&field.before, &field.now);
        let (start, end) = common_affixes(&before, &now);
        let shown = |text: &str, gone: bool| {
            let (first, last) = (start.min(text.len()), text.len() - end);
            let (same, changed, after) = (&text[..first], &text[first..last], &text[last..]);
            let changed = changed.to_owned();
            let changed = match (changed.is_empty(), gone) {
                (true, _) => ().into_any(),
                (false, true) => view! { <del>{changed}</del> }.into_any(),
                (false, false) => view! { <ins>{changed}</ins> }.into_any(),
            };
            view! { <span>{same.to_owned()}{changed}{after.to_owned()}</span> }.into_any()
        };
        let note = rest.then(|| view! { " "<span class="soft small">{t(text::matter::REST_NOT_CHANGED)}</span> });
        let now = view! { <div>{shown(&now, false)}{note}</div> }.into_any();
        vec![text_cell(field.label), shown(&before, true), now]
    };
    let rows = revised.into_iter().map(line).collect();
    view! {
        <section class="sheet noprint" hidden=empty>
            <h2>{t(text::matter::BEFORE_NOW)}</h2>
            {card_table("sides", vec![t(text::matter::ITEM), t(text::matter::BEFORE), t(text::matter::NOW)], true, rows)}
        </section>
    }
}

/// The rows that only one side has, and whether there are rows that both have.
fn differing_rows(before: &str, now: &str) -> (String, String, bool) {
    let without = |text: &str, other: &str| {
        let mut others = other.split(SEPARATOR).collect::<Vec<_>>();
        let own = text.split(SEPARATOR).filter(|row| match others.iter().position(|one| one == row) {
            Some(at) => {
                others.swap_remove(at);
                false
            }
            None => true,
        });
        own.collect::<Vec<_>>().join("；")
    };
    let (old, new) = (without(before, now), without(now, before));
    // The rows are the same in another order.
    if old.is_empty() && new.is_empty() {
        return (before.to_owned(), now.to_owned(), false);
    }
    let rest = old.len() < before.len() || new.len() < now.len();
    (old, new, rest)
}

/// Length of the common prefix of two texts, and of the common suffix of what follows it, in bytes.
fn common_affixes(one: &str, other: &str) -> (usize, usize) {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let width = |pair: (char, char)| pair.0.len_utf8();
    let start = one.chars().zip(other.chars()).take_while(same).map(width).sum::<usize>();
    let ends = one[start..].chars().rev().zip(other[start..].chars().rev());
    (start, ends.take_while(same).map(width).sum())
}
