//! Formatting of dates, times and values for display.

use crate::i18n::{fill, t, text};
use guiju_model::{Parameter, ValueKind, lists};
use serde_json::Value;

/// Formats an ISO 8601 local time for readers: date and time to the minute, such as `2026-03-02 09:00`.
///
/// Shorter text, such as a date, is returned as it is.
pub fn format_moment(text: &str) -> String {
    text.replace('T', " ").chars().take("2026-03-02 09:00".len()).collect()
}

/// Formats a value of a parameter for readers, with its unit: words each in quotation marks, amounts in yuan in whatever unit they are
/// declared, tiers one after the other.
pub fn format_parameter(parameter: &Parameter, value: &Value) -> String {
    let whole = match &parameter.kind {
        ValueKind::Words(_) => lists::read_words(value).map(|words| lists::quoted(&words)),
        ValueKind::Money(_) => value.as_i64().map(lists::yuan),
        ValueKind::Tiers(limits) => lists::read_tiers(value).map(|tiers| {
            let shown = |tier: &lists::Tier| {
                let (from, value) = (limits.from.shown(tier.from), limits.value.shown(tier.value));
                fill(text::field::TIER, &[&limits.from.label, &from, &value])
            };
            tiers.iter().map(shown).collect::<Vec<_>>().join("；")
        }),
        _ => None,
    };
    whole.unwrap_or_else(|| {
        let text = format_value(&parameter.kind, value);
        match &parameter.unit {
            Some(unit) => format!("{text} {unit}"),
            None => text,
        }
    })
}

/// Formats a single value for readers: a choice by its label, a span with its halves of days in words, text without quotation marks.
pub fn format_value(kind: &ValueKind, value: &Value) -> String {
    match (kind, value) {
        (ValueKind::Choice(all) | ValueKind::Choices(all), Value::String(chosen)) => {
            all.iter().find(|one| one.value == *chosen).map_or(chosen, |one| &one.label).clone()
        }
        (ValueKind::HalfDays, Value::String(span)) => {
            let span = span.replace('/', "—").replace("am", t(text::common::MORNING));
            span.replace("pm", t(text::common::AFTERNOON))
        }
        (ValueKind::DateTime | ValueKind::Period, Value::String(moment)) => moment.replace('T', " ").replace('/', "—"),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(yes)) => t(if *yes { text::common::YES } else { text::field::NO }).to_owned(),
        (_, other) => other.to_string(),
    }
}
