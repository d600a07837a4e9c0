//! Characters: which a text may hold, how names, logins and clock numbers are written, and how texts are compared.

use crate::{
    reading::half_width,
    rejection::{Text, TextKind},
};
use guiju_model::blank::{is_invisible, is_variation};
use unicode_normalization::UnicodeNormalization;

/// Characters that turn the direction of writing, each with what ends it.
const TURNS: [(char, char); 7] = [
    ('\u{202a}', '\u{202c}'),
    ('\u{202b}', '\u{202c}'),
    ('\u{202d}', '\u{202c}'),
    ('\u{202e}', '\u{202c}'),
    ('\u{2066}', '\u{2069}'),
    ('\u{2067}', '\u{2069}'),
    ('\u{2068}', '\u{2069}'),
];

/// Whether a text may be kept: no control characters but line ends and tabs, no code points that are no characters, and no
/// direction of writing that is turned and not turned back.
///
/// # Errors
/// What it holds.
pub fn fit(text: &str) -> Result<(), Text> {
    let mut turned = Vec::new();
    for character in text.chars() {
        if character.is_control() && !matches!(character, '\n' | '\r' | '\t') || is_none(character) {
            return Err(Text::Control { character });
        }
        if let Some((_, end)) = TURNS.iter().find(|(turn, _)| *turn == character) {
            turned.push(*end);
        } else if matches!(character, '\u{202c}' | '\u{2069}') && turned.pop() != Some(character) {
            return Err(Text::Direction { character });
        }
    }
    turned.pop().map_or(Ok(()), |end| Err(Text::Direction { character: end }))
}

/// Code points that will never be characters.
const fn is_none(character: char) -> bool {
    let code = character as u32;
    code & 0xfffe == 0xfffe || code >= 0xfdd0 && code <= 0xfdef
}

/// A name of a person or a department as it is kept: without blanks around it, on one line, with nothing in it that nobody sees.
///
/// # Errors
/// What it holds.
pub fn name(text: &str) -> Result<String, Text> {
    let text = text.trim();
    match text.chars().find(|c| c.is_control() || is_invisible(*c) || is_none(*c)) {
        Some(odd) if odd.is_control() || is_none(odd) => Err(Text::Control { character: odd }),
        Some(odd) => Err(Text::Invisible { character: odd }),
        None => Ok(text.to_owned()),
    }
}

/// Chinese characters.
const fn is_han(character: char) -> bool {
    matches!(character, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// A text of a kind as it is kept: a name of at most so many characters as there may be.
///
/// # Errors
/// What it holds, or that it is too long.
pub fn bounded(kind: TextKind, text: &str) -> Result<String, Text> {
    let text = name(text)?;
    within(kind, &text)?;
    Ok(text)
}

/// Whether a text of a kind is no longer than it may be.
///
/// # Errors
/// How long it is, and may be.
pub fn within(kind: TextKind, text: &str) -> Result<(), Text> {
    let has = text.chars().count() as u64;
    if has > kind.most() { Err(Text::Long { kind, has, most: kind.most() }) } else { Ok(()) }
}

/// A person's name for comparison: Chinese characters without the blanks between them, with which lists fill names of two up to
/// the width of three. Blanks in other names part words and stay, one each.
#[must_use]
pub fn joined(text: &str) -> String {
    let text = half_width(text);
    let dot = |c: char| if matches!(c, '•' | '・' | '‧' | '∙' | '･') { '·' } else { c };
    if text.chars().all(|c| is_han(c) || c.is_whitespace() || dot(c) == '·') {
        return text.chars().filter(|c| !c.is_whitespace()).map(dot).collect();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A person's name as it is kept.
///
/// # Errors
/// What it holds that no name has, or that it is too long.
pub fn person(text: &str) -> Result<String, Text> {
    Ok(joined(&bounded(TextKind::Name, text)?))
}

/// A clock number as it is kept and compared: half width, without the marks with which tables say that a number is text, and
/// without a fraction of zeros, which spreadsheets add. Nothing is left of an empty one.
///
/// # Errors
/// What it holds besides letters, digits and `-`, `_`, `.`, `/`, `#`; or that it is too long.
pub fn badge(text: &str) -> Result<String, Text> {
    let text = name(&half_width(text))?;
    let text = text.trim_matches(|c: char| matches!(c, '\'' | '"' | '“' | '”' | '‘' | '’') || c.is_whitespace());
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = match text.split_once('.') {
        Some((whole, zeros)) if digits(whole) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    };
    within(TextKind::Badge, text)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || is_han(c) || matches!(c, '-' | '_' | '.' | '/' | '#');
    match text.chars().find(|c| !plain(*c)) {
        Some(odd) => Err(Text::Badge { character: odd }),
        None => Ok(text.to_owned()),
    }
}

/// A text for comparison: full width like half width, upper case like lower case, and nothing that nobody sees.
#[must_use]
pub fn folded(text: &str) -> String {
    let seen = text.nfkc().filter(|c| !is_invisible(*c) && !is_variation(*c));
    seen.flat_map(char::to_lowercase).nfkc().collect()
}

/// A name of a department or a post for comparison: folded, without any blank, since nobody tells two of them apart by that.
#[must_use]
pub fn alike(text: &str) -> String {
    folded(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Which of some names a name means: the one that is written so, or else the first that is alike.
pub fn meant<'a, T: Copy>(all: impl IntoIterator<Item = (T, &'a str)>, name: &str) -> Option<(T, &'a str)> {
    let (wanted, mut first) = (alike(name), None);
    for (which, called) in all {
        if called == name {
            return Some((which, called));
        }
        if first.is_none() && alike(called) == wanted {
            first = Some((which, called));
        }
    }
    first
}

/// A text as it is searched: folded, without brackets, since a document number is typed with any of them or with none.
#[must_use]
pub fn searchable(text: &str) -> String {
    const BRACKETS: &str = "()[]{}<>〔〕【】〖〗「」『』《》〈〉";
    folded(text).chars().filter(|c| !BRACKETS.contains(*c)).collect()
}

/// The words of a text that is looked for, all of which must occur: parted by blanks or by signs between words.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let parted = |c: char| c.is_whitespace() || "、，,。；;".contains(c);
    searchable(text).split(parted).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A login as it is kept and compared: folded, in letters that look like no others.
///
/// # Errors
/// What it holds besides letters of the Latin alphabet, digits, Chinese characters and `.`, `_`, `-`, `@`, `+`.
pub fn login(text: &str) -> Result<String, Text> {
    let text = name(text)?;
    let login = folded(&text);
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '_' | '-' | '@' | '+' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
    };
    match login.chars().find(|c| !plain(*c)) {
        Some(odd) => Err(Text::Login { character: odd }),
        None => Ok(login),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_kept_and_what_is_not_is_refused() {
        for text in ["", "一行\n两行\t\r\n", "👩\u{200d}👩 家", "\u{202b}עברית\u{202c}", "葛\u{e0100}"] {
            assert_eq!(fit(text), Ok(()), "{text:?}");
        }
        assert_eq!(fit("a\0"), Err(Text::Control { character: '\0' }));
        assert_eq!(fit("a\u{8}"), Err(Text::Control { character: '\u{8}' }));
        assert_eq!(fit("a\u{85}"), Err(Text::Control { character: '\u{85}' }));
        assert_eq!(fit("a\u{ffff}"), Err(Text::Control { character: '\u{ffff}' }));
        assert_eq!(fit("a\u{202e}gpj.exe"), Err(Text::Direction { character: '\u{202c}' }));
        assert_eq!(fit("a\u{2069}"), Err(Text::Direction { character: '\u{2069}' }));
    }

    #[test]
    fn names_hold_nothing_that_nobody_sees() {
        assert_eq!(name(" 刘洋 "), Ok("刘洋".to_owned()));
        assert_eq!(name("买买提·吐尔逊"), Ok("买买提·吐尔逊".to_owned()));
        assert_eq!(name("刘\u{200b}洋"), Err(Text::Invisible { character: '\u{200b}' }));
        assert_eq!(name("刘\n洋"), Err(Text::Control { character: '\n' }));
    }

    #[test]
    fn people_are_written_in_one_way() {
        for text in ["刘洋", "刘 洋", "刘　洋", " 刘  洋 "] {
            assert_eq!(person(text), Ok("刘洋".to_owned()), "{text}");
        }
        assert_eq!(person("John  Smith"), Ok("John Smith".to_owned()));
        assert_eq!(person("买买提 • 吐尔逊"), Ok("买买提·吐尔逊".to_owned()));
        assert_eq!(person(&"名".repeat(300)), Err(Text::Long { kind: TextKind::Name, has: 300, most: 100 }));
    }

    #[test]
    fn clock_numbers_are_compared_as_machines_write_them() {
        for text in ["34", "３４", "'34", "\"34\"", " 34 ", "34.0", "　34"] {
            assert_eq!(badge(text).as_deref(), Ok("34"), "{text}");
        }
        assert_eq!(badge("0034").as_deref(), Ok("0034"));
        assert_eq!(badge("A-12").as_deref(), Ok("A-12"));
        assert_eq!(badge(" ").as_deref(), Ok(""));
        assert_eq!(badge("34,35"), Err(Text::Badge { character: ',' }));
        assert_eq!(badge("3 4"), Err(Text::Badge { character: ' ' }));
        assert_eq!(badge("34\u{200b}"), Err(Text::Invisible { character: '\u{200b}' }));
        assert!(matches!(badge(&"1".repeat(10_000)), Err(Text::Long { has: 10_000, .. })));
    }

    #[test]
    fn a_name_means_the_one_that_is_written_so_or_else_one_alike() {
        let all = || [(1, "综合科"), (2, "综合 科"), (3, "ＡＢ科")];
        assert_eq!(meant(all(), "综合 科"), Some((2, "综合 科")), "an office that has both keeps them apart");
        assert_eq!(meant(all(), "综　合科"), Some((1, "综合科")));
        assert_eq!(meant(all(), "ab 科"), Some((3, "ＡＢ科")));
        assert_eq!(meant(all(), "人事科"), None);
    }

    #[test]
    fn logins_are_compared_as_people_read_them() {
        for text in ["liuyang", "LiuYang", "ｌｉｕｙａｎｇ", " liuyang "] {
            assert_eq!(login(text).as_deref(), Ok("liuyang"), "{text}");
        }
        assert_eq!(login("刘洋"), Ok("刘洋".to_owned()));
        assert_eq!(login("liuyаng"), Err(Text::Login { character: 'а' }));
        assert_eq!(login("liu yang"), Err(Text::Login { character: ' ' }));
        assert_eq!(folded("ＡＢ岗"), "ab岗");
    }

    proptest::proptest! {
        /// What is folded folds to itself; what is taken as a name or a login is taken again as it is kept.
        #[test]
        fn any_text_is_kept_as_it_will_be_found(text in "(\\PC|[\\p{C}\u{7}\u{202e}\u{ffff}ａＺİßŐ\u{1100}\u{1161}\u{11a8}]){0,12}") {
            let once = folded(&text);
            proptest::prop_assert_eq!(folded(&once), once, "{:?}", text);
            if let Ok(kept) = name(&text) {
                proptest::prop_assert_eq!(name(&kept), Ok(kept.clone()));
                proptest::prop_assert_eq!(fit(&kept), Ok(()));
            }
            if let Ok(kept) = person(&text) {
                proptest::prop_assert_eq!(person(&kept), Ok(kept.clone()));
            }
            if let Ok(kept) = badge(&text) {
                proptest::prop_assert_eq!(badge(&kept), Ok(kept.clone()));
            }
            if let Ok(kept) = login(&text) {
                proptest::prop_assert_eq!(login(&kept), Ok(kept.clone()));
            }
        }
    }
}
