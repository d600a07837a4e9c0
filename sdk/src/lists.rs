//! Parameters that are lists of words or tables of tiers.

use crate::parameters::{ParameterLimits, ParameterType};
use guiju_model::{
    Bounds, Money, TierKind, TierSide, TiersLimits, ValueKind, WordsLimits,
    lists::{read_tiers, read_words},
};
use serde_json::{Value, json};
use std::fmt;

/// So many words a list has at most, unless the parameter says `most`.
const MOST_WORDS: u32 = 100;
/// The longest word, in characters.
const LONGEST_WORD: u32 = 40;
/// So many tiers a table has at most.
const MOST_TIERS: u32 = 20;

/// A list of words, in the order of the office. As text they stand side by side: 通知、请示、报告.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<String>);

impl Words {
    /// These words.
    #[must_use]
    pub fn of(words: &[&str]) -> Self {
        Self(words.iter().map(|word| (*word).to_owned()).collect())
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether this is one of the words.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }

    /// The first of the words that a text has somewhere.
    #[must_use]
    pub fn any_in(&self, text: &str) -> Option<&str> {
        self.iter().find(|word| text.contains(*word))
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("、"))
    }
}

impl ParameterType for Words {
    fn kind(limits: &ParameterLimits<'_>) -> ValueKind {
        let most = limits.bounds.most.and_then(|most| u32::try_from(most).ok()).unwrap_or(MOST_WORDS);
        ValueKind::Words(WordsLimits { most, max_chars: LONGEST_WORD })
    }
    fn read(value: &Value) -> Option<Self> {
        read_words(value).map(Self)
    }
    fn json(&self) -> Value {
        json!(self.0)
    }
}

/// A number on one side of a table of tiers.
pub trait TierNumber: Copy + Ord {
    /// The kind of the numbers, within these bounds and those of the type.
    fn kind(bounds: Bounds) -> TierKind;
    /// The number as JSON has it. Nothing, if it is beyond the type.
    fn of(number: i64) -> Option<Self>;
    /// The number for JSON.
    fn number(self) -> i64;
}

macro_rules! whole {
    ($($ty:ty),*) => {$(
        impl TierNumber for $ty {
            fn kind(bounds: Bounds) -> TierKind {
                TierKind::Integer(bounds.held_by(i64::from(Self::MIN), i64::from(Self::MAX)))
            }
            fn of(number: i64) -> Option<Self> { Self::try_from(number).ok() }
            fn number(self) -> i64 { i64::from(self) }
        }
    )*};
}
whole!(u8, u16, u32, i64);

impl TierNumber for Money {
    fn kind(bounds: Bounds) -> TierKind {
        TierKind::Money(bounds)
    }
    fn of(number: i64) -> Option<Self> {
        Some(Self(number))
    }
    fn number(self) -> i64 {
        self.0
    }
}

/// A table of tiers: from which number on, included, which value holds, until the next tier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tiers<From, Value>(Vec<(From, Value)>);

impl<From: TierNumber, Value: TierNumber> Tiers<From, Value> {
    /// These tiers, each with its threshold first.
    #[must_use]
    pub fn of(tiers: &[(From, Value)]) -> Self {
        Self(tiers.to_vec())
    }

    /// The value that holds at a number: that of the last tier whose threshold is not above it. Below the first tier, nothing.
    #[must_use]
    pub fn at(&self, number: From) -> Option<Value> {
        self.tier(number).map(|(_, value)| value)
    }

    /// The tier that holds at a number, with its threshold.
    #[must_use]
    pub fn tier(&self, number: From) -> Option<(From, Value)> {
        self.iter().take_while(|(from, _)| *from <= number).last()
    }

    /// The tiers in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (From, Value)> {
        self.0.iter().copied()
    }
}

impl<From: TierNumber, To: TierNumber> ParameterType for Tiers<From, To> {
    fn kind(limits: &ParameterLimits<'_>) -> ValueKind {
        let side = |label: &str, unit: Option<&str>, kind| TierSide {
            label: label.to_owned(),
            unit: unit.map(str::to_owned),
            kind,
        };
        let from = From::kind(Bounds { least: Some(0), most: None });
        ValueKind::Tiers(TiersLimits {
            from: side(limits.from.unwrap_or("自"), limits.from_unit, from),
            value: side(limits.label, limits.unit, To::kind(limits.counted())),
            most: MOST_TIERS,
        })
    }
    fn read(value: &Value) -> Option<Self> {
        let tiers = read_tiers(value)?.into_iter().map(|tier| Some((From::of(tier.from)?, To::of(tier.value)?)));
        Some(Self(tiers.collect::<Option<_>>()?))
    }
    fn json(&self) -> Value {
        self.iter().map(|(from, value)| json!({ "from": from.number(), "value": value.number() })).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Tiers, Words};
    use crate::parameters::ParameterType;
    use guiju_model::Money;
    use serde_json::json;

    #[test]
    fn a_tier_holds_from_its_threshold_on() {
        let tiers = Tiers::of(&[(1u32, 5u32), (10, 10), (20, 15)]);
        let held = [0, 1, 9, 10, 19, 20, 40].map(|years| tiers.at(years));
        assert_eq!(held, [None, Some(5), Some(5), Some(10), Some(10), Some(15), Some(15)]);
        assert_eq!(tiers.tier(12), Some((10, 10)));
        assert_eq!(Tiers::<u32, u32>::read(&tiers.json()), Some(tiers));
        let amounts = Tiers::of(&[(Money::yuan(500), 2u32)]);
        assert_eq!(amounts.json(), json!([{ "from": 50_000, "value": 2 }]));
        assert_eq!(Tiers::<u32, u32>::read(&json!([{ "from": -1, "value": 2 }])), None);
    }

    #[test]
    fn words_are_found_in_texts() {
        let words = Words::of(&["不知道", "办不了"]);
        assert_eq!(words.any_in("这事办不了"), Some("办不了"));
        assert!(words.contains("不知道") && !words.contains("不知"));
        assert_eq!(words.to_string(), "不知道、办不了");
        assert_eq!(Words::read(&words.json()), Some(words));
    }
}
