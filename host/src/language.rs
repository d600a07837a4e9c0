//! The language in which a caller is answered: Chinese unless English is preferred.

use std::future::Future;

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese as offices in China write it, `zh-CN`: the default.
    #[default]
    Chinese,
    /// English, for whoever asks for it by `accept-language`.
    English,
}

tokio::task_local! {
    static LANGUAGE: Language;
}

impl Language {
    /// What the header `accept-language` asks for: the language named first of those there are.
    #[must_use]
    pub fn accepted(header: Option<&str>) -> Self {
        let named = header.unwrap_or_default().split(',').map(|part| part.trim().to_ascii_lowercase());
        let known = named.filter_map(|tag| match tag.get(..2) {
            Some("zh") => Some(Self::Chinese),
            Some("en") => Some(Self::English),
            _ => None,
        });
        known.into_iter().next().unwrap_or_default()
    }

    /// The language of the request that is being answered.
    #[must_use]
    pub fn current() -> Self {
        LANGUAGE.try_with(|language| *language).unwrap_or_default()
    }

    /// Its tag, as documents name their language.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Answers a request in this language.
    pub async fn answers<T>(self, answer: impl Future<Output = T>) -> T {
        LANGUAGE.scope(self, answer).await
    }

    /// Does in this language what runs on a thread of its own.
    pub fn within<T>(self, work: impl FnOnce() -> T) -> T {
        LANGUAGE.sync_scope(self, work)
    }
}

/// A text given in Chinese and English, in the language of the request that is being answered.
#[must_use]
pub fn localised((chinese, english): (&str, &str)) -> String {
    if Language::current() == Language::English { english } else { chinese }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_first_known_language_counts() {
        assert_eq!(Language::accepted(None), Language::Chinese);
        assert_eq!(Language::accepted(Some("de, en-GB;q=0.8, zh;q=0.7")), Language::English);
        assert_eq!(Language::accepted(Some("zh-CN,zh;q=0.9,en;q=0.8")), Language::Chinese);
    }
}
