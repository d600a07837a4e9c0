//! Lists that an office keeps in a parameter: words, and tiers of numbers.

use crate::{
    Bounds, Money, TierKind, TierSide, TiersLimits, WordsLimits,
    blank::{LINE_ENDS, is_blank},
    numbers,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// A tier: from this number on, included, this value holds, until the next tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tier {
    /// The threshold.
    pub from: i64,
    /// What holds from there on.
    pub value: i64,
}

/// The tiers of a table as it stands in JSON; nothing if it is none.
#[must_use]
pub fn read_tiers(value: &Value) -> Option<Vec<Tier>> {
    value.as_array()?.iter().map(Tier::read).collect()
}

impl Tier {
    /// By hand, since the derived reader would add the printing of floating-point numbers to a regulation.
    fn read(row: &Value) -> Option<Self> {
        let row = row.as_object().filter(|row| row.len() == 2)?;
        Some(Self { from: row.get("from")?.as_i64()?, value: row.get("value")?.as_i64()? })
    }
}

/// The words of a list as it stands in JSON; nothing if it is none.
#[must_use]
pub fn read_words(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect()
}

/// Words side by side, each in quotation marks: a word may have a mark of enumeration in itself.
#[must_use]
pub fn quoted(words: &[String]) -> String {
    let quoted = words.iter().map(|word| format!("“{word}”"));
    quoted.collect::<Vec<_>>().join("、")
}

/// An amount as people write it, with its unit.
#[must_use]
pub fn yuan(fen: i64) -> String {
    format!("{} 元", Money(fen))
}

impl TierSide {
    /// A number of this side as people write it, with its unit.
    #[must_use]
    pub fn shown(&self, number: i64) -> String {
        match (&self.kind, &self.unit) {
            (TierKind::Money(_), _) => yuan(number),
            (TierKind::Integer(_), Some(unit)) => format!("{number} {unit}"),
            (TierKind::Integer(_), None) => number.to_string(),
        }
    }

    /// Checks a number of a row.
    fn check(&self, value: Option<&Value>) -> Result<i64, String> {
        let label = &self.label;
        let Some(value) = value.filter(|value| !value.is_null()) else { return Err(format!("请填写“{label}”")) };
        let number = numbers::whole(value).map_err(|why| format!("“{label}”{why}"))?;
        let (bounds, largest): (&Bounds, i64) = match &self.kind {
            TierKind::Integer(bounds) => (bounds, numbers::LARGEST),
            TierKind::Money(bounds) => (bounds, Money::LARGEST.0),
        };
        numbers::within(number, &bounds.up_to(largest), |number| self.shown(number))
            .map_err(|why| format!("“{label}”{why}"))?;
        Ok(number)
    }
}

/// A word as a message repeats it: its beginning, if it is long.
fn echoed(word: &str) -> String {
    const MOST: usize = 20;
    match word.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

/// Whether a list of words keeps its limits.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn words(all: &[Value], limits: &WordsLimits) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for (number, word) in (1..).zip(all) {
        let word = word.as_str().ok_or_else(|| format!("第 {number} 个应是文字"))?;
        if is_blank(word) {
            return Err(format!("第 {number} 个是空的，请填写或删去"));
        }
        if word.contains(LINE_ENDS) {
            return Err(format!("第 {number} 个只能写一行"));
        }
        if word.trim() != word {
            return Err(format!("第 {number} 个前后有空格，请删去"));
        }
        let count = word.chars().count();
        if count > limits.max_chars as usize {
            return Err(format!("里的“{}”最多 {} 字，现为 {count} 字", echoed(word), limits.max_chars));
        }
        if !seen.insert(word) {
            return Err(format!("里“{}”出现了不止一次，请删去重复的", echoed(word)));
        }
    }
    counted(all.len(), limits.most, "个")
}

/// Whether a table of tiers keeps its limits.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn tiers(rows: &[Value], limits: &TiersLimits) -> Result<(), String> {
    let mut before = None;
    for (number, row) in (1..).zip(rows) {
        let Value::Object(row) = row else { return Err(format!("第 {number} 行应逐栏填写")) };
        if let Some(name) = row.keys().find(|name| !["from", "value"].contains(&name.as_str())) {
            return Err(format!("第 {number} 行没有“{name}”这一栏，请删去"));
        }
        let at = |why: String| format!("第 {number} 行{why}");
        let from = limits.from.check(row.get("from")).map_err(at)?;
        limits.value.check(row.get("value")).map_err(at)?;
        if let Some(before) = before.filter(|before| from <= *before) {
            let (label, before) = (&limits.from.label, limits.from.shown(before));
            return Err(format!("第 {number} 行“{label}”应大于上一行的 {before}，请从小到大逐行填写"));
        }
        before = Some(from);
    }
    counted(rows.len(), limits.most, "行")
}

fn counted(count: usize, most: u32, measure: &str) -> Result<(), String> {
    if count > most as usize { Err(format!("最多 {most} {measure}，现为 {count} {measure}")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::{Tier, read_tiers, tiers, words};
    use crate::{Bounds, TierKind, TierSide, TiersLimits, WordsLimits};
    use serde_json::{Value, json};

    fn said(check: Result<(), String>) -> String {
        check.err().unwrap_or_default()
    }

    fn list(value: &Value) -> Vec<Value> {
        value.as_array().cloned().unwrap()
    }

    #[test]
    fn words_are_distinct_and_short() {
        let limits = WordsLimits { most: 3, max_chars: 4 };
        let of = |value: Value| said(words(&list(&value), &limits));
        assert_eq!(of(json!(["通知", "函"])), "");
        assert_eq!(of(json!(["通知", "  "])), "第 2 个是空的，请填写或删去");
        assert_eq!(of(json!(["通知", "通知"])), "里“通知”出现了不止一次，请删去重复的");
        assert_eq!(of(json!(["情况说明报告"])), "里的“情况说明报告”最多 4 字，现为 6 字");
        let long = "说".repeat(300);
        assert_eq!(of(json!([long])), format!("里的“{}…”最多 4 字，现为 300 字", "说".repeat(20)));
        assert_eq!(of(json!(["一", "二", "三", "四"])), "最多 3 个，现为 4 个");
        assert_eq!(of(json!([1])), "第 1 个应是文字");
        assert_eq!(of(json!(["一\n二"])), "第 1 个只能写一行");
    }

    #[test]
    fn thresholds_rise() {
        let side = |label: &str, kind, unit: Option<&str>| TierSide {
            label: label.to_owned(),
            unit: unit.map(str::to_owned),
            kind,
        };
        let bounds = |most| Bounds { least: Some(0), most };
        let limits = TiersLimits {
            from: side("金额", TierKind::Money(bounds(None)), None),
            value: side("天数", TierKind::Integer(bounds(Some(30))), Some("天")),
            most: 2,
        };
        let of = |value: Value| said(tiers(&list(&value), &limits));
        assert_eq!(of(json!([{ "from": 0, "value": 5 }, { "from": 50000, "value": 10 }])), "");
        assert_eq!(
            of(json!([{ "from": 50000, "value": 5 }, { "from": 50000, "value": 10 }])),
            "第 2 行“金额”应大于上一行的 500.00 元，请从小到大逐行填写"
        );
        assert_eq!(of(json!([{ "from": 0, "value": 31 }])), "第 1 行“天数”不能大于 30 天");
        assert_eq!(of(json!([{ "from": 0 }])), "第 1 行请填写“天数”");
        assert_eq!(of(json!([{ "from": "0", "value": 1 }])), "第 1 行“金额”应是整数，如 3");
        assert_eq!(of(json!([{ "from": 0, "value": 1, "to": 2 }])), "第 1 行没有“to”这一栏，请删去");
        let three = (0..3).map(|n| json!({ "from": n, "value": n })).collect::<Vec<_>>();
        assert_eq!(said(tiers(&three, &limits)), "最多 2 行，现为 3 行");
        assert_eq!(read_tiers(&json!([{ "from": 1, "value": 5 }])), Some(vec![Tier { from: 1, value: 5 }]));
        assert_eq!(read_tiers(&json!([{ "from": 1 }])), None);
    }
}
