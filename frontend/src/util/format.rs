//! Formatting of dates and times for display.

/// Formats an ISO 8601 local time for readers: date and time to the minute, such as `2026-03-02 09:00`.
///
/// Shorter text, such as a date, is returned as it is.
pub fn format_moment(text: &str) -> String {
    text.replace('T', " ").chars().take("2026-03-02 09:00".len()).collect()
}
