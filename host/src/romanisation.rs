//! Pinyin of names and titles, in full and as initials, by which people look for them.

use pinyin::ToPinyin;

/// The first letters of a text's pinyin; letters and digits stand for themselves.
#[must_use]
pub fn initials(text: &str) -> String {
    let letter = |(character, pinyin): (char, Option<pinyin::Pinyin>)| match pinyin {
        Some(pinyin) => pinyin.plain().chars().next(),
        None => character.is_ascii_alphanumeric().then(|| character.to_ascii_lowercase()),
    };
    text.chars().zip(text.to_pinyin()).filter_map(letter).collect()
}

/// The whole pinyin of a name and its initials, with a space between.
#[must_use]
pub fn of_name(name: &str) -> String {
    let syllable = |(character, pinyin): (char, Option<pinyin::Pinyin>)| {
        pinyin.map_or_else(|| character.to_lowercase().to_string(), |pinyin| pinyin.plain().to_owned())
    };
    let whole = name.chars().zip(name.to_pinyin()).map(syllable).collect::<String>();
    format!("{whole} {}", initials(name))
}

#[cfg(test)]
mod tests {
    use super::{initials, of_name};

    #[test]
    fn names_and_titles_are_found_by_their_letters() {
        assert_eq!(of_name("刘洋"), "liuyang ly");
        assert_eq!(initials("请假条A4"), "qjta4");
    }
}
