//! Bounds of numbers by their kind, whether or not a form declares some of its own.

use crate::Bounds;

/// The largest whole number that a field takes, in either direction: a sum of a register's numbers stays exact, and a hundredth
/// part of it too.
pub const LARGEST: i64 = 1_000_000_000_000;

/// Most digits that a decimal number has before its point.
const DIGITS: usize = 12;

impl Bounds {
    /// The same bounds, and none beyond this number in either direction.
    pub(crate) fn up_to(&self, largest: i64) -> Self {
        let least = self.least.map_or(-largest, |least| least.max(-largest));
        let most = self.most.map_or(largest, |most| most.min(largest));
        Self { least: Some(least), most: Some(most) }
    }
}

/// Whether a number lies within bounds, which are shown as people write them.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn within(number: i64, bounds: &Bounds, show: impl Fn(i64) -> String) -> Result<(), String> {
    match (bounds.least, bounds.most) {
        (Some(least), _) if number < least => Err(format!("不能小于 {}", show(least))),
        (_, Some(most)) if number > most => Err(format!("不能大于 {}", show(most))),
        _ => Ok(()),
    }
}

/// Whether a text is a decimal number with so many places.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn decimal(text: &str, places: u8) -> Result<(), String> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if digits(whole) && whole.len() > DIGITS {
        return Err(format!("太大，整数部分最多 {DIGITS} 位"));
    }
    if digits(whole) && digits(fraction) && fraction.len() <= usize::from(places.max(1)) {
        Ok(())
    } else {
        Err(format!("应是数字，小数点后最多 {places} 位"))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Bounds, Field, FieldKind, ValueKind, shape};
    use serde_json::{Value, json};

    fn one(kind: ValueKind, value: &Value) -> Vec<String> {
        let field = Field {
            name: "x".to_owned(),
            label: "项".to_owned(),
            help: None,
            clause: None,
            required: true,
            shown_when: Vec::new(),
            kind: FieldKind::Single(kind),
            initial: None,
            sensitive: false,
            was: Vec::new(),
        };
        let shaped = shape::check([&field], &"1".to_owned(), &json!({ "x": value }));
        shaped.findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn every_number_has_bounds_by_its_kind() {
        let open = || Bounds { least: None, most: None };
        let largest = crate::Money::LARGEST.0;
        assert_eq!(one(ValueKind::Money(open()), &json!(largest)), Vec::<String>::new());
        assert_eq!(one(ValueKind::Money(open()), &json!(largest + 1)), ["“项”不能大于 100000000000.00 元"]);
        assert_eq!(one(ValueKind::Money(open()), &json!(i64::MIN)), ["“项”不能小于 -100000000000.00 元"]);
        assert_eq!(one(ValueKind::Integer(open()), &json!(i64::MAX)), ["“项”不能大于 1000000000000"]);
        assert_eq!(one(ValueKind::Integer(open()), &json!(1e300)), ["“项”太大"]);
        assert_eq!(one(ValueKind::Integer(Bounds { least: None, most: Some(5) }), &json!(6)), ["“项”不能大于 5"]);
        assert_eq!(one(ValueKind::Decimal(2), &json!("1234567890123.00")), ["“项”太大，整数部分最多 12 位"]);
    }

    #[test]
    fn people_are_named_once() {
        assert_eq!(one(ValueKind::People, &json!([1, 2, 1])), ["“项”里同一个人出现了不止一次，每人只选一次"]);
        assert_eq!(one(ValueKind::People, &json!([1, 2])), Vec::<String>::new());
    }
}
