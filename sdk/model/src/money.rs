//! Amounts in fen, with the capital numerals that vouchers demand.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// Whole yuan.
    #[must_use]
    pub const fn yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// The largest amount that a field takes, in either direction: a hundred billion yuan.
    pub const LARGEST: Self = Self(10_000_000_000_000);

    /// This and another amount. Beyond what can be counted, the sum stays at the end of it: it never turns into another amount.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// This without another amount, within what can be counted.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// So many times this amount, within what can be counted.
    #[must_use]
    pub const fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// 大写: 壹万零伍拾元整. Amounts from one trillion yuan on are not written.
    #[must_use]
    pub fn in_capitals(self) -> String {
        const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
        let fen = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, (fen / 10 % 10) as usize, (fen % 10) as usize);
        let mut text = String::new();
        if self.0 < 0 {
            text.push('负');
        }
        if yuan > 0 {
            text.push_str(&integer(yuan, DIGITS));
            text.push('元');
        }
        match (jiao, fen) {
            (0, 0) if yuan == 0 => text.push_str("零元整"),
            (0, 0) => text.push('整'),
            (0, f) => {
                if yuan > 0 {
                    text.push('零');
                }
                text.push_str(DIGITS[f]);
                text.push('分');
            }
            (j, f) => {
                // A yuan part ending in zero is told apart from the jiao.
                if yuan > 0 && yuan % 10 == 0 {
                    text.push('零');
                }
                text.push_str(DIGITS[j]);
                text.push('角');
                if f == 0 {
                    text.push('整');
                } else {
                    text.push_str(DIGITS[f]);
                    text.push('分');
                }
            }
        }
        text
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Self::plus)
    }
}

impl std::str::FromStr for Money {
    type Err = String;

    /// Reads yuan as people write them, with two decimals at most: `2000.01`, `12,500`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}”不是金额，应如 2000.01，最多两位小数");
        let plain = text.trim().replace([',', '，'], "");
        let (negative, digits) = plain.strip_prefix('-').map_or((false, plain.as_str()), |digits| (true, digits));
        let (yuan, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if yuan.is_empty() || decimals.len() > 2 || !all_digits(yuan) || !all_digits(decimals) {
            return Err(wrong());
        }
        let fen = format!("{decimals:0<2}").parse::<i64>().map_err(|_| wrong())?;
        let whole = yuan.parse::<i64>().ok().and_then(|yuan| yuan.checked_mul(100)).ok_or_else(wrong)?;
        let amount = whole.checked_add(fen).ok_or_else(wrong)?;
        Ok(Self(if negative { -amount } else { amount }))
    }
}

fn integer(yuan: u64, digits: [&str; 10]) -> String {
    const IN_GROUP: [&str; 4] = ["", "拾", "佰", "仟"];
    const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];
    let mut text = String::new();
    // A gap of zeros is spoken once, and only between digits.
    let mut gap = false;
    for (index, unit) in GROUPS.iter().enumerate().rev() {
        let group = yuan / 10_000u64.pow(index as u32) % 10_000;
        if group == 0 {
            gap = gap || !text.is_empty();
            continue;
        }
        for place in (0..4u32).rev() {
            let digit = (group / 10u64.pow(place) % 10) as usize;
            if digit == 0 {
                gap = gap || !text.is_empty();
                continue;
            }
            if gap {
                text.push('零');
                gap = false;
            }
            text.push_str(digits[digit]);
            text.push_str(IN_GROUP[place as usize]);
        }
        // A gap at the end of a group is swallowed by its unit, unless the next group begins lower than its top place.
        text.push_str(unit);
        gap = false;
        if index > 0 {
            let next = yuan / 10_000u64.pow(index as u32 - 1) % 10_000;
            gap = next > 0 && next < 1000;
        }
    }
    text
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::Money;

    #[test]
    fn reads_exactly() {
        for (text, fen) in [("2000.01", 200_001), ("12,500", 1_250_000), ("0.5", 50), ("-3.10", -310), ("1.15", 115)] {
            assert_eq!(text.parse(), Ok(Money(fen)), "{text}");
        }
        for text in ["", ".5", "1.005", "一百", "1e3", "99999999999999999999", "1.-5"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn capitals_of_awkward_zeros() {
        for (fen, text) in [
            (0, "零元整"),
            (5, "伍分"),
            (50, "伍角整"),
            (105, "壹元零伍分"),
            (1_050, "壹拾元零伍角整"),
            (10_005, "壹佰元零伍分"),
            (50_001, "伍佰元零壹分"),
            (100_100, "壹仟零壹元整"),
            (1_000_000, "壹万元整"),
            (1_005_000, "壹万零伍拾元整"),
            (10_000_100, "壹拾万零壹元整"),
            (10_100_000, "壹拾万壹仟元整"),
            (100_000_000, "壹佰万元整"),
            (10_000_000_000, "壹亿元整"),
            (10_000_010_000, "壹亿零壹佰元整"),
            (1_000_000_000_001, "壹佰亿元零壹分"),
            (10_001_000_000, "壹亿零壹万元整"),
            (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
            (-200_001, "负贰仟元零壹分"),
        ] {
            assert_eq!(Money(fen).in_capitals(), text, "{fen}");
        }
    }
}
