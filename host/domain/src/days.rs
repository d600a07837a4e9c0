//! Days that requests name.

use crate::rejection::Days;
use guiju_model::Date;

/// The day that a text names.
///
/// # Errors
/// If it is not written like 2026-03-02, or there is no such day.
pub fn day(text: &str) -> Result<Date, Days> {
    text.parse().map_err(|_| Days::Malformed)
}

/// The day that a text names, none if there is no text or an empty one.
///
/// # Errors
/// If it is not written like 2026-03-02, or there is no such day.
pub fn day_if_any(text: Option<&str>) -> Result<Option<Date>, Days> {
    text.filter(|text| !text.is_empty()).map(day).transpose()
}

#[cfg(test)]
mod tests {
    use super::{Date, Days, day, day_if_any};

    #[test]
    fn only_days_that_exist_are_days() {
        assert_eq!(day("2026-03-02"), Date::new(2026, 3, 2).ok_or(Days::Malformed));
        for odd in ["", "2026-02-30", "2026/03/02", "today"] {
            assert_eq!(day(odd), Err(Days::Malformed), "{odd}");
        }
        assert_eq!((day_if_any(None), day_if_any(Some(""))), (Ok(None), Ok(None)));
        assert_eq!(day_if_any(Some("x")), Err(Days::Malformed));
    }
}
