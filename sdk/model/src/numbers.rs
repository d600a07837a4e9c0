//! Bounds of numbers by their kind, whether or not a form declares some of its own.

use crate::{Bounds, DecimalLimits};
use serde_json::Value;

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

    /// The same bounds, and none beyond the smallest and the largest number of the type that reads the values: what a host takes, the
    /// type can hold. Beyond what a host takes of any number no bound is needed.
    #[must_use]
    pub fn held_by(&self, smallest: i64, largest: i64) -> Self {
        let least = self.least.map_or(smallest, |least| least.max(smallest));
        let most = self.most.map_or(largest, |most| most.min(largest));
        Self {
            least: if smallest > -LARGEST { Some(least) } else { self.least },
            most: if largest < LARGEST { Some(most) } else { self.most },
        }
    }
}

/// A JSON number that is whole.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn whole(value: &Value) -> Result<i64, String> {
    let beyond = value.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() > 9e15);
    value.as_i64().ok_or_else(|| if beyond { "太大" } else { "应是整数，如 3" }.to_owned())
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
    let is_short = fraction.len() <= usize::from(places.max(1)) && (places > 0 || fraction == "0");
    if digits(whole) && digits(fraction) && is_short {
        Ok(())
    } else {
        Err(format!("应是数字，小数点后最多 {places} 位"))
    }
}

/// Whether a text is a decimal number within its limits.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn decimal_within(text: &str, limits: &DecimalLimits) -> Result<(), String> {
    decimal(text, limits.digits)?;
    let number = scaled(text, limits.digits).ok_or_else(|| format!("应是数字，小数点后最多 {} 位", limits.digits))?;
    within(number, &limits.bounds, |number| unscaled(number, limits.digits))
}

/// A decimal number as a whole number of its last digit: of two digits, `0.5` is 50. Nothing if it is none, has more digits than
/// these, or is too large.
#[must_use]
pub fn scaled(text: &str, digits: u8) -> Option<i64> {
    let (sign, unsigned) = text.strip_prefix('-').map_or((1, text), |unsigned| (-1, unsigned));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let fraction = if is_number(fraction) { fraction.trim_end_matches('0') } else { return None };
    let lacking = usize::from(digits).checked_sub(fraction.len()).filter(|_| is_number(whole))?;
    let number = format!("{whole}{fraction}").parse::<i64>().ok()?;
    number.checked_mul(10i64.checked_pow(u32::try_from(lacking).ok()?)?)?.checked_mul(sign)
}

/// A whole number of the last digit as people write the decimal number: of two digits, 50 is `0.5`.
#[must_use]
pub fn unscaled(number: i64, digits: u8) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = usize::from(digits);
    let written = format!("{:0>width$}", number.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = written.split_at(written.len() - digits);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{scaled, unscaled};
    use crate::{Bounds, DecimalLimits, Field, FieldKind, ValueKind, shape};
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
        assert_eq!(one(ValueKind::Decimal(0), &json!("1.5")), ["“项”应是数字，小数点后最多 0 位"]);
        assert_eq!(one(ValueKind::Decimal(0), &json!("1.0")), Vec::<String>::new());
    }

    #[test]
    fn a_decimal_number_keeps_its_bounds() {
        let limits = |digits, least, most| DecimalLimits { digits, bounds: Bounds { least, most } };
        let said = |limits: DecimalLimits, text: &str| one(ValueKind::DecimalWithin(limits), &json!(text));
        assert_eq!(said(limits(2, Some(50), Some(1000)), "0.5"), Vec::<String>::new());
        assert_eq!(said(limits(2, Some(50), Some(1000)), "0.49"), ["“项”不能小于 0.5"]);
        assert_eq!(said(limits(2, Some(50), Some(1000)), "10.01"), ["“项”不能大于 10"]);
        assert_eq!(said(limits(1, Some(-5), None), "-0.6"), ["“项”不能小于 -0.5"]);
        assert_eq!(said(limits(1, None, None), "0.55"), ["“项”应是数字，小数点后最多 1 位"]);
        assert_eq!(said(limits(0, None, None), "1.5"), ["“项”应是数字，小数点后最多 0 位"]);
        assert_eq!(said(limits(0, None, Some(2)), "2.0"), Vec::<String>::new());
        assert_eq!(said(limits(2, None, None), "1234567890123"), ["“项”太大，整数部分最多 12 位"]);
    }

    #[test]
    fn decimal_numbers_are_read_and_written() {
        for (text, digits, number) in [("0.5", 2, 50), ("-0.05", 2, -5), ("12", 0, 12), ("1.50", 1, 15), ("0", 3, 0)] {
            assert_eq!(scaled(text, digits), Some(number), "{text}");
        }
        for (text, digits) in
            [("1.25", 1), (".5", 2), ("1.", 2), ("", 2), ("1e3", 2), ("9999999999999999999", 0), ("1", 30)]
        {
            assert_eq!(scaled(text, digits), None, "{text}");
        }
        for (number, digits, text) in [(50, 2, "0.5"), (-5, 2, "-0.05"), (12, 0, "12"), (100, 2, "1")] {
            assert_eq!(unscaled(number, digits), text);
        }
    }

    #[test]
    fn people_are_named_once() {
        assert_eq!(one(ValueKind::People, &json!([1, 2, 1])), ["“项”里同一个人出现了不止一次，每人只选一次"]);
        assert_eq!(one(ValueKind::People, &json!([1, 2])), Vec::<String>::new());
    }
}
