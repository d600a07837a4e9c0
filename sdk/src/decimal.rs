//! Decimal numbers, of forms and of parameters.

use crate::{
    field_type::{FieldType, Limits},
    parameters::{ParameterLimits, ParameterType},
};
use guiju_model::{Bounds, DecimalLimits, ValueKind, numbers};
use serde_json::Value;
use std::fmt;

/// A decimal number with at most `DIGITS` digits after the point, which may be 6 at most. It is exact: a whole number of the last digit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal<const DIGITS: u8>(pub i64);

impl<const DIGITS: u8> Decimal<DIGITS> {
    /// The number that a text says, as `0.5`. Nothing, if it is none or has more digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        numbers::scaled(text, DIGITS).map(Self)
    }
}

impl<const DIGITS: u8> fmt::Display for Decimal<DIGITS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&numbers::unscaled(self.0, DIGITS))
    }
}

/// The kind of a decimal number: contract 1.0 knows it without bounds.
const fn kind(digits: u8, bounds: Bounds) -> ValueKind {
    match bounds {
        Bounds { least: None, most: None } => ValueKind::Decimal(digits),
        bounds => ValueKind::DecimalWithin(DecimalLimits { digits, bounds }),
    }
}

impl<const DIGITS: u8> FieldType for Decimal<DIGITS> {
    const DIGITS: u8 = DIGITS;

    fn kind(limits: &Limits) -> ValueKind {
        kind(DIGITS, limits.bounds())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_str().and_then(Self::parse).ok_or("should be a decimal number")
    }
    fn write(&self) -> Value {
        Value::String(self.to_string())
    }
}

impl<const DIGITS: u8> ParameterType for Decimal<DIGITS> {
    const DIGITS: u8 = DIGITS;

    /// Without a bound of its own it is never negative, as every number of a parameter.
    fn kind(limits: &ParameterLimits<'_>) -> ValueKind {
        kind(DIGITS, limits.counted())
    }
    fn read(value: &Value) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
    fn json(&self) -> Value {
        Value::String(self.to_string())
    }
}

/// A bound of a field or a parameter, for the derives: a whole number as it is written, as a number of the last digit.
#[must_use]
pub const fn bound(written: i64, digits: u8) -> i64 {
    written.saturating_mul(10i64.saturating_pow(digits as u32))
}

/// A bound that is written as text, as `"0.5"`, for the derives.
///
/// # Panics
/// The text is no number with so many digits. The derives call it while they are compiled.
#[must_use]
#[allow(clippy::panic, reason = "a literal of the source, read while it is compiled")]
pub const fn decimal_bound(written: &str, digits: u8) -> i64 {
    let text = written.as_bytes();
    let negative = matches!(text.first(), Some(b'-'));
    let (mut at, mut number, mut after) = (negative as usize, 0i64, None::<u8>);
    while at < text.len() {
        match (text[at], after) {
            (b'.', None) => after = Some(0),
            (digit @ b'0'..=b'9', _) => {
                number = number * 10 + (digit - b'0') as i64;
                if let Some(count) = after {
                    after = Some(count + 1);
                }
            }
            _ => panic!("a bound is a decimal number, as \"0.5\""),
        }
        at += 1;
    }
    let written = match after {
        Some(count) => count,
        None => 0,
    };
    if text.len() == negative as usize || written > digits {
        panic!("a bound has no more digits than its field");
    }
    let number = bound(number, digits - written);
    if negative { -number } else { number }
}
