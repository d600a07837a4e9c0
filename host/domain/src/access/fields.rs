//! What a reader sees of a single field.

use super::{Confidentiality, Sight};

/// How a field's value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it stands.
    Clear,
    /// Its first character alone, so that rows can be told apart.
    Initial,
    /// Nothing of it.
    Hidden,
}

/// What a reader sees of a field: `sensitive` says whether its form declares it so.
#[must_use]
pub const fn shows(sensitive: bool, sight: Sight, confidentiality: Confidentiality) -> Shown {
    match (sight, confidentiality) {
        (Sight::Whole, _) => Shown::Clear,
        (Sight::None, _) | (Sight::Masked, Confidentiality::Closed) => Shown::Hidden,
        (Sight::Masked, _) if sensitive => Shown::Initial,
        (Sight::Masked, _) => Shown::Clear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Confidentiality::{Closed, Ordinary, Sensitive};

    #[test]
    fn a_field_shows_what_the_sight_allows() {
        for confidentiality in [Ordinary, Sensitive, Closed] {
            assert_eq!(shows(true, Sight::Whole, confidentiality), Shown::Clear);
            assert_eq!(shows(false, Sight::None, confidentiality), Shown::Hidden);
        }
        assert_eq!(shows(true, Sight::Masked, Sensitive), Shown::Initial);
        assert_eq!(shows(false, Sight::Masked, Sensitive), Shown::Clear);
        assert_eq!(shows(false, Sight::Masked, Closed), Shown::Hidden);
    }
}
