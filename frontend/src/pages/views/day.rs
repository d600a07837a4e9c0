//! Days in the addresses of views.

use guiju_model::Date;

/// A day some days later or earlier, as ISO 8601 text; empty, which means today, if the text is not a day.
pub fn shift_day(day: &str, days: i32) -> String {
    day.parse::<Date>().map(|day| day.plus(days).to_string()).unwrap_or_default()
}
