//! Amounts in capital numerals as people write them, read back: equal amounts are equal however their words are written.

use crate::Money;

impl Money {
    /// Reads 大写 as it is written in practice: with or without 人民币 and 整 or 正, 元 or 圆, simplified or traditional, a 零 more
    /// or less between digits. Nothing if the words are no amount, or not in capital numerals.
    #[must_use]
    pub fn from_capitals(text: &str) -> Option<Self> {
        let plain = text.chars().filter(|c| !c.is_whitespace()).map(simplified).collect::<String>();
        let plain = after_mark(&plain);
        let (negative, plain) = plain.strip_prefix('负').map_or((false, plain), |rest| (true, rest));
        let plain = plain.strip_suffix('整').unwrap_or(plain);
        let (yuan, parts) = match plain.split_once('元') {
            Some((yuan, parts)) => (whole(yuan)?, parts),
            None if plain.ends_with(['角', '分']) => (0, plain),
            None => return None,
        };
        let fen = yuan.checked_mul(100)?.checked_add(jiao_and_fen(parts)?)?;
        Some(Self(if negative { -fen } else { fen }))
    }

    /// Whether words say this amount, however they are written.
    #[must_use]
    pub fn is_said_by(self, capitals: &str) -> bool {
        Self::from_capitals(capitals) == Some(self)
    }
}

/// The words behind what invoices print in front of them, and without the stop behind them: 人民币, （大写）, a crossed circle
/// that closes the place before the first digit, a sign of the currency.
fn after_mark(words: &str) -> &str {
    const MARKS: [&str; 9] = ["人民币", "大写金额", "金额", "合计", "大写", "(大写)", "（大写）", "RMB", "CNY"];
    let between = [':', '：', '⊗', '⨂', 'ⓧ', '¥', '￥', '(', '（', ')', '）'];
    let mut rest = words.trim_end_matches(['。', '.']);
    while let Some(behind) =
        MARKS.iter().find_map(|mark| rest.strip_prefix(mark)).or_else(|| rest.strip_prefix(between))
    {
        rest = behind;
    }
    rest
}

/// The one form of a character that has several.
const fn simplified(character: char) -> char {
    match character {
        '圆' | '圓' | '員' => '元',
        '正' => '整',
        '〇' | '○' => '零',
        '壱' | '弌' => '壹',
        '貳' | '貮' | '弍' | '贰' => '贰',
        '參' | '叄' | '参' | '弎' => '叁',
        '陸' => '陆',
        '萬' => '万',
        '億' => '亿',
        '負' => '负',
        '幣' => '币',
        other => other,
    }
}

fn digit(character: char) -> Option<i64> {
    "零壹贰叁肆伍陆柒捌玖".chars().position(|one| one == character).map(|digit| digit as i64)
}

/// A whole number: what stands before 亿, then before 万, then the rest.
fn whole(text: &str) -> Option<i64> {
    let (high, low) = text.split_once('亿').map_or((None, text), |(high, low)| (Some(high), low));
    let high = match high {
        Some(high) => below_a_hundred_million(high).filter(|high| *high > 0)?.checked_mul(100_000_000)?,
        None if text.is_empty() => return None,
        None => 0,
    };
    high.checked_add(below_a_hundred_million(low)?)
}

fn below_a_hundred_million(text: &str) -> Option<i64> {
    match text.split_once('万') {
        Some((high, low)) => Some(section(high).filter(|high| *high > 0)? * 10_000 + section(low)?),
        None => section(text),
    }
}

/// A number below ten thousand; nothing at all is zero.
fn section(text: &str) -> Option<i64> {
    let (mut sum, mut above, mut waits) = (0, 10_000, None::<i64>);
    for character in text.chars() {
        let unit = match character {
            '仟' => 1000,
            '佰' => 100,
            '拾' => 10,
            '零' if waits.is_none() => continue,
            other => {
                // Two digits side by side are no amount.
                if waits.replace(digit(other)?).is_some() {
                    return None;
                }
                continue;
            }
        };
        // Ten may be written without its one, if nothing stands before it.
        let digit = waits.take().or((unit == 10 && sum == 0).then_some(1)).filter(|digit| *digit > 0)?;
        if unit >= above {
            return None;
        }
        (sum, above) = (sum + digit * unit, unit);
    }
    match waits {
        Some(_) if above == 1 => None,
        Some(ones) => Some(sum + ones),
        None => Some(sum),
    }
}

fn jiao_and_fen(text: &str) -> Option<i64> {
    let (jiao, rest) = match text.split_once('角') {
        Some((jiao, rest)) => (one(jiao)?, rest),
        None => (0, text),
    };
    let fen = match rest.strip_suffix('分') {
        Some(fen) => one(fen)?,
        None if rest.is_empty() || rest == "零" => 0,
        None => return None,
    };
    Some(jiao * 10 + fen)
}

/// One digit, with or without a 零 in front.
fn one(text: &str) -> Option<i64> {
    let mut digits = text.strip_prefix('零').filter(|rest| !rest.is_empty()).unwrap_or(text).chars();
    let found = digit(digits.next()?)?;
    digits.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_amounts_are_equal_in_words() {
        for (text, fen) in [
            ("壹万贰仟圆整", 1_200_000),
            ("壹万贰仟元正", 1_200_000),
            ("人民币壹万贰仟元整", 1_200_000),
            ("人民幣：壹萬貳仟圓正", 1_200_000),
            (" 壹万 贰仟元 整 ", 1_200_000),
            ("壹佰捌拾壹元柒角", 18_170),
            ("壹佰捌拾壹元柒角整", 18_170),
            ("壹佰捌拾壹元柒角零分", 18_170),
            ("壹拾万零柒仟元伍角叁分", 10_700_053),
            ("壹拾万柒仟元零伍角叁分", 10_700_053),
            ("拾万柒仟元伍角叁分", 10_700_053),
            ("壹拾元零伍角整", 1_050),
            ("拾元伍角", 1_050),
            ("壹元零伍分", 105),
            ("壹元零角伍分", 105),
            ("伍角整", 50),
            ("伍分", 5),
            ("零元整", 0),
            ("壹亿零壹佰元整", 10_000_010_000),
            ("壹万亿元整", 100_000_000_000_000),
            ("负贰仟元零壹分", -200_001),
            ("人民币（大写）叁仟陆佰元整", 360_000),
            ("（大写）：⊗叁仟陆佰圆整。", 360_000),
            ("￥参仟陆佰元整", 360_000),
            ("金额（大写） 人民币 叁仟陆佰元正", 360_000),
        ] {
            assert_eq!(Money::from_capitals(text), Some(Money(fen)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_in_capitals_is_none() {
        for text in [
            "",
            "人民币（大写）",
            "元",
            "整",
            "三百元整",
            "300元整",
            "壹贰元整",
            "壹佰仟元整",
            "壹佰元贰",
            "万元整",
            "壹元壹元",
            "壹万",
            "壹元伍角陆角",
        ] {
            assert_eq!(Money::from_capitals(text), None, "{text}");
        }
    }

    proptest::proptest! {
        /// Every amount reads back from its words, and from its digits with and without groups of three.
        #[test]
        fn amounts_read_back(fen in 0..Money::LARGEST.0, negative in proptest::prelude::any::<bool>()) {
            let amount = Money(if negative { -fen } else { fen });
            let words = amount.in_capitals();
            proptest::prop_assert_eq!(Money::from_capitals(&words), Some(amount), "{}", words);
            proptest::prop_assert_eq!(amount.to_string().parse(), Ok(amount));
            // Commas stand before three digits each, nowhere else.
            let (thousands, rest) = (fen / 100_000 % 1000, fen % 100_000 / 100);
            let grouped = Money::yuan(thousands * 1000 + rest);
            proptest::prop_assert_eq!(format!("¥{thousands},{rest:03}元").parse(), Ok(grouped));
            let two = format!("{thousands},{}", rest % 100);
            proptest::prop_assert!(two.parse::<Money>().is_err(), "{}", two);
        }

        /// Any words are one amount or none.
        #[test]
        fn any_words_are_an_amount_or_none(words in "(人民币)?负?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{0,12}[元圆]?[零壹玖]{0,2}角?[零壹玖]{0,2}分?[整正]?\\PC?", digits in "-?[0-9,，]{0,20}\\.?[0-9]{0,3}\\PC{0,2}") {
            if let Some(amount) = Money::from_capitals(&words) {
                proptest::prop_assert!(amount.is_said_by(&amount.in_capitals()), "{words}: {amount}");
            }
            if let Ok(amount) = digits.parse::<Money>() {
                proptest::prop_assert_eq!(amount.to_string().parse(), Ok(amount));
            }
        }
    }
}
