//! Text before it is read: full-width characters as half-width ones, and quotations for messages.

use std::borrow::Cow;

/// Text with full-width ASCII characters and spaces as half-width ones, without blanks around it.
#[must_use]
pub fn half_width(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let half = |c: char| match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    Cow::Owned(text.chars().map(half).collect())
}

/// As much of a text as a message can quote.
#[must_use]
pub fn quoted(text: &str) -> String {
    const MOST: usize = 20;
    let mut short = text.trim().chars().filter(|c| !c.is_control()).take(MOST + 1).collect::<String>();
    if short.chars().count() > MOST {
        short.pop();
        short.push('…');
    }
    short
}
