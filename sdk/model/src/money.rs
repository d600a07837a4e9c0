//! Amounts in fen, with the capital numerals that vouchers demand.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// An amount of whole yuan.
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

    /// Reads yuan as people write them, with two decimals at most: `2000.01`, `12,500`, `¥1,234.50`, `１２００元整`, `壹仟元整`.
    /// Commas stand before three digits each; what could be two amounts is none.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}”不是金额，应如 2000.01，最多两位小数");
        let plain = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect::<String>();
        digits_of(&plain).and_then(in_digits).or_else(|| Self::from_capitals(text)).ok_or_else(wrong)
    }
}

/// The half-width form of a character that amounts are written with.
fn half_width(character: char) -> char {
    match character {
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10).unwrap_or(character),
        '．' => '.',
        '，' => ',',
        '－' => '-',
        '￥' => '¥',
        '圆' => '元',
        '正' => '整',
        other => other,
    }
}

/// An amount in digits without the words and signs around it; none where they contradict each other.
fn digits_of(plain: &str) -> Option<&str> {
    let marked = plain.strip_prefix("人民币").unwrap_or(plain);
    let marked = marked.strip_prefix('¥').unwrap_or(marked);
    let whole = marked.strip_suffix('整').unwrap_or(marked);
    let bare = whole.strip_suffix('元').unwrap_or(whole);
    // 整 stands behind 元 and means that no parts follow.
    let even = whole.len() == marked.len() || (bare.len() < whole.len() && !bare.contains('.'));
    even.then_some(bare)
}

fn in_digits(text: &str) -> Option<Money> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (yuan, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let yuan = ungrouped(yuan)?;
    if yuan.is_empty() || decimals.len() > 2 || !all_digits(&yuan) || !all_digits(decimals) {
        return None;
    }
    let fen = format!("{decimals:0<2}").parse::<i64>().ok()?;
    let amount = yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)?;
    Some(Money(if negative { -amount } else { amount }))
}

/// Whole yuan without their commas, of which each stands before three digits.
fn ungrouped(yuan: &str) -> Option<String> {
    let mut groups = yuan.split(',');
    let first = groups.next()?;
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    Some(plain)
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
        for text in ["", ".5", "1.005", "一百", "1e3", "99999999999999999999", "1.-5", "元", "¥", "元整"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn reads_what_people_write() {
        for (text, fen) in [
            ("1,234.5元", 123_450),
            ("1，234.50", 123_450),
            ("１２３４．５", 123_450),
            ("壹仟元", 100_000),
            ("人民币壹仟元整", 100_000),
            ("¥1234.5", 123_450),
            ("￥ 1,234.50", 123_450),
            ("1 234.50", 123_450),
            ("人民币1200元", 120_000),
            ("１，２００元整", 120_000),
            ("1200圆正", 120_000),
            ("1,000,000", 100_000_000),
        ] {
            assert_eq!(text.parse(), Ok(Money(fen)), "{text}");
        }
        for text in
            ["1,23", "1,2345", "1234,567", ",123", "12,,345", "1.234,50", "1200整", "1200.50元整", "1200元5", "5万"]
        {
            let said = text.parse::<Money>().unwrap_err();
            assert!(said.contains("应如 2000.01"), "{text}: {said}");
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
