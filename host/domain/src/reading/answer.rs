//! Yes and no.

use super::text::half_width;
use guiju_model::time::NotThat;

/// Spellings of yes, in small letters.
const YES: &[&str] = &["是", "有", "对", "已", "√", "✓", "✔", "☑", "y", "yes", "true", "t", "1", "1.0"];
/// Spellings of no, in small letters.
const NO: &[&str] =
    &["否", "无", "不", "不是", "没有", "没", "未", "×", "✗", "✘", "☐", "x", "n", "no", "false", "f", "0", "0.0"];

/// Yes or no, in the spellings that people, forms and programs use.
///
/// # Errors
/// If it is none of them.
pub fn yes_or_no(text: &str) -> Result<bool, NotThat> {
    let word = half_width(text).to_lowercase();
    match word.as_str() {
        word if YES.contains(&word) => Ok(true),
        word if NO.contains(&word) => Ok(false),
        _ => Err(NotThat("应写“是”或“否”")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_spellings_are_taken_and_others_are_refused() {
        for text in ["是", "TRUE", "true", "√", "Y", "y", "有", "1", "Ｙ", " 是 ", "Yes"] {
            assert_eq!(yes_or_no(text), Ok(true), "{text}");
        }
        for text in ["否", "FALSE", "×", "N", "无", "0", "没有", "no"] {
            assert_eq!(yes_or_no(text), Ok(false), "{text}");
        }
        for text in ["", "已婚", "离异", "2", "maybe", "是否"] {
            assert!(yes_or_no(text).is_err(), "{text}");
        }
    }
}
