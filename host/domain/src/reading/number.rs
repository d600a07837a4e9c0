//! Whole numbers.

use super::text::half_width;
use guiju_model::time::NotThat;

/// A whole number: `1200`, `1,200`, `１２００`, `12.00`, `-3`.
///
/// # Errors
/// If it has a fraction, is no number, or has more digits than fit.
pub fn whole(text: &str) -> Result<i64, NotThat> {
    const WHAT: NotThat = NotThat("应是整数，如 12");
    let text = half_width(text);
    let (digits, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|digit| digit == b'0') {
        return Err(WHAT);
    }
    let grouped = digits.contains(',');
    if grouped {
        // Groups of three behind the first; anything else is a list, not a number.
        let mut groups = digits.trim_start_matches('-').split(',');
        let first = groups.next().unwrap_or_default();
        if !(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3) {
            return Err(WHAT);
        }
    }
    digits.replace(',', "").parse().map_err(|_| WHAT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_what_is_none() {
        for (text, number) in
            [("12", 12), ("1,200", 1200), ("１２", 12), ("12.00", 12), ("-3", -3), ("9223372036854775807", i64::MAX)]
        {
            assert_eq!(whole(text), Ok(number), "{text}");
        }
        for text in ["", "12.5", "1,2", "12,", "12.", "9223372036854775808", "十二", "1e3"] {
            assert!(whole(text).is_err(), "{text}");
        }
    }
}
