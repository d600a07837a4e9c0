//! Widgets for parameters that are lists: words one a line, tiers as a table of rows.

use super::context::FieldContext;
use crate::i18n::{fill, text};
use guiju_model::{Column, TierKind, TierSide, TiersLimits, ValueKind};
use leptos::prelude::*;
use serde_json::{Value, json};

/// Lines that the box shows at least and at most.
const LINES: std::ops::RangeInclusive<usize> = 4..=16;

/// A box with one word a line; lines without any are passed over.
pub fn words(field: &FieldContext) -> AnyView {
    let (content, name, set) = (field.content, field.name.clone(), field.setter());
    let first = content.with_untracked(|content| match content.get(&name) {
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    });
    let rows = (first.lines().count() + 1).clamp(*LINES.start(), *LINES.end());
    // What is typed is shown as it is; the content holds the words.
    let typed = RwSignal::new(first);
    let enter = move |text: String| {
        let words = text.lines().map(str::trim).filter(|word| !word.is_empty()).collect::<Vec<_>>();
        set(if words.is_empty() { Value::Null } else { json!(words) });
        typed.set(text);
    };
    let count = move || typed.with(|text| text.lines().filter(|line| !line.trim().is_empty()).count());
    view! {
        <textarea id=field.id.clone() rows=rows prop:value=typed on:input=move |e| enter(event_target_value(&e))></textarea>
        <p class="help" role="status">{move || fill(text::field::ONE_WORD_A_LINE, &[&count()])}</p>
    }
    .into_any()
}

/// The columns of a table with a row for each tier.
pub fn tier_columns(limits: &TiersLimits) -> Vec<Column> {
    vec![column("from", &limits.from), column("value", &limits.value)]
}

fn column(name: &str, side: &TierSide) -> Column {
    let label = match &side.unit {
        Some(unit) => fill(text::field::WITH_UNIT, &[&side.label, unit]),
        None => side.label.clone(),
    };
    let kind = match &side.kind {
        TierKind::Integer(bounds) => ValueKind::Integer(bounds.clone()),
        TierKind::Money(bounds) => ValueKind::Money(bounds.clone()),
    };
    Column { name: name.to_owned(), label, required: true, kind }
}
