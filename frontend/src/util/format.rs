//! Formatting of dates, times and values for display.

use crate::i18n::{fill, text};
use guiju_model::{Parameter, ValueKind, lists};
use serde_json::Value;

/// Formats an ISO 8601 local time for readers: date and time to the minute, such as `2026-03-02 09:00`.
///
/// Shorter text, such as a date, is returned as it is.
pub fn format_moment(text: &str) -> String {
    text.replace('T', " ").chars().take("2026-03-02 09:00".len()).collect()
}

/// Formats a value of a parameter for readers, with its unit: words side by side, tiers one after the other.
pub fn format_parameter(parameter: &Parameter, value: &Value) -> String {
    let of_list = match &parameter.kind {
        ValueKind::Words(_) => lists::read_words(value).map(|words| words.join("、")),
        ValueKind::Tiers(limits) => lists::read_tiers(value).map(|tiers| {
            let shown = |tier: &lists::Tier| {
                let (from, value) = (limits.from.shown(tier.from), limits.value.shown(tier.value));
                fill(text::field::TIER, &[&limits.from.label, &from, &value])
            };
            tiers.iter().map(shown).collect::<Vec<_>>().join("；")
        }),
        _ => None,
    };
    of_list.unwrap_or_else(|| match &parameter.unit {
        Some(unit) => format!("{} {unit}", format_value(value)),
        None => format_value(value),
    })
}

/// Formats a JSON value for readers: text without quotation marks, anything else as JSON.
pub fn format_value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
