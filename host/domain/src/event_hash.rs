//! The two ends of an event's hash: the beginning is the secret of a printed sheet, the end is what may be published.
//!
//! Whoever knows the first digits of the hash of a matter's event can ask the public page what stands on the sheet that was
//! printed then. They leave the server on that sheet alone. Whatever else compares hashes (packs, anchors, prints, the command
//! line) compares their last digits, which tell nothing of the first.

/// Digits of a hash that a sheet's code has: 80 bits.
const SECRET: usize = 20;
/// Digits of a hash that are published: 160 bits.
const PUBLISHED: usize = 40;

/// The code of a printed sheet: the first digits of the hash of the last event of its matter.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// The code of an event's sheet; nothing if this is no hash.
    #[must_use]
    pub fn of(hash: &str) -> Option<Self> {
        hash.get(..SECRET).and_then(Self::parse)
    }

    /// What somebody gives as a code; nothing if it can be none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == SECRET && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| Self(text.to_ascii_lowercase()))
    }

    /// As it stands in an address.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A code is a secret: it stands in no log.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code")
    }
}

/// The part of an event's hash that may be published: its last digits.
#[must_use]
pub fn tail(hash: &str) -> &str {
    hash.len().checked_sub(PUBLISHED).and_then(|start| hash.get(start..)).unwrap_or_default()
}

/// Whether what was published of a hash, or the whole of it, agrees with the hash that stands there now.
#[must_use]
pub fn agrees(published: &str, hash: &str) -> bool {
    published == hash || published.len() == PUBLISHED && published == tail(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_published_tells_nothing_of_the_code() {
        let hash = format!("{}{}", "0123456789abcdef0123", "f".repeat(44));
        let code = Code::of(&hash).map(|code| code.text().to_owned());
        assert_eq!(code.as_deref(), Some("0123456789abcdef0123"));
        assert_eq!(tail(&hash), "f".repeat(40));
        assert!(SECRET + PUBLISHED <= hash.len(), "they do not overlap");
        assert_eq!(format!("{:?}", Code::of(&hash)), "Some(Code)");
    }

    #[test]
    fn a_code_is_digits_of_a_length() {
        assert!(Code::parse("0123456789ABCDEF0123").is_some());
        for none in ["", "0123", "0123456789abcdef012g", "0123456789abcdef01234", "。。。。。。。"] {
            assert_eq!(Code::parse(none), None, "{none}");
        }
        assert_eq!(Code::of("abc"), None);
    }

    #[test]
    fn the_whole_and_its_end_agree_and_nothing_shorter() {
        let hash = "a1".repeat(32);
        assert!(agrees(&hash, &hash) && agrees(tail(&hash), &hash));
        assert!(!agrees("", &hash) && !agrees("a1", &hash) && !agrees(&"b2".repeat(20), &hash));
        assert!(agrees("abc", "abc") && tail("abc").is_empty());
    }
}
