//! Formatting of dates, times and values for display.

use serde_json::Value;

/// Formats an ISO 8601 local time for readers: date and time to the minute, such as `2026-03-02 09:00`.
///
/// Shorter text, such as a date, is returned as it is.
pub fn format_moment(text: &str) -> String {
    text.replace('T', " ").chars().take("2026-03-02 09:00".len()).collect()
}

/// Formats a JSON value for readers: text without quotation marks, anything else as JSON.
pub fn format_value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
