//! Whether a text says anything: what nobody sees is no word.

/// What ends a line.
pub const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// Whether a character shows nothing where it stands, or turns what stands around it: Unicode's default ignorable characters,
/// and blanks that are letters by name.
#[must_use]
pub const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character says in which of its shapes the one before it is shown.
#[must_use]
pub const fn is_variation(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether nothing of a text can be seen: it is empty, or blanks and invisible characters alone.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_invisible(character) || is_variation(character))
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn what_nobody_sees_is_no_word() {
        for text in ["", " \n\t", "\u{3000}", "\u{200b}", "\u{3164}", "\u{2800} \u{feff}", "\u{fe0f}", "\u{e0100}"] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["同意", "0", "·", "葛\u{e0100}"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
