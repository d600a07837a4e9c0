//! The parameters of a regulation as a type.

use crate::{Clause, json::Object, malformed::Malformed};
use guiju_model::{self as model, Bounds, Money, Session, TextLimits, ValueKind, time};
use serde_json::Value;
use std::fmt;

/// The parameters of a regulation. `derive(Parameters)` implements it for a struct.
pub trait Parameters: Default {
    /// The parameters as the contract declares them.
    fn declare() -> Vec<model::Parameter>;
    /// Reads the values in force. A parameter that is missing keeps the value of the text.
    ///
    /// # Errors
    /// The first parameter whose value has another type.
    fn read(json: &str) -> Result<Self, Malformed>;
}

impl Parameters for () {
    fn declare() -> Vec<model::Parameter> {
        Vec::new()
    }
    fn read(_json: &str) -> Result<Self, Malformed> {
        Ok(())
    }
}

/// What `derive(Parameters)` knows of a parameter beside its type.
#[derive(Clone, Debug, Default)]
pub struct ParameterLimits<'a> {
    /// The label that people read.
    pub label: &'a str,
    /// The unit in which it counts; of a table of tiers, that of the values.
    pub unit: Option<&'a str>,
    /// The smallest and the largest number allowed; of words, so many at most.
    pub bounds: Bounds,
    /// What the thresholds of a table of tiers count.
    pub from: Option<&'a str>,
    /// The unit of the thresholds.
    pub from_unit: Option<&'a str>,
}

impl ParameterLimits<'_> {
    /// The bounds of a number, which is never negative unless the parameter says so.
    pub(crate) fn counted(&self) -> Bounds {
        Bounds { least: self.bounds.least.or(Some(0)), most: self.bounds.most }
    }
}

/// A type that a parameter can have.
pub trait ParameterType: Sized {
    /// So many digits a bound has after the point, for the derive.
    const DIGITS: u8 = 0;

    /// The kind of value in the contract, within these limits.
    fn kind(limits: &ParameterLimits<'_>) -> ValueKind;
    /// Reads a value from JSON. Nothing, if it has another type.
    fn read(value: &Value) -> Option<Self>;
    /// The value as JSON.
    fn json(&self) -> Value;
    /// Reads a text literal of the declaration.
    ///
    /// # Panics
    /// The author wrote a text that the type does not have. Every call reads it, so every test finds it.
    #[allow(clippy::panic, reason = "a literal of the source, no input")]
    fn of_text(text: &str) -> Self {
        Self::read(&Value::String(text.to_owned())).unwrap_or_else(|| panic!("the default {text} has another type"))
    }
}

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        impl ParameterType for $ty {
            fn kind(limits: &ParameterLimits<'_>) -> ValueKind {
                ValueKind::Integer(limits.counted().held_by(i64::from(Self::MIN), i64::from(Self::MAX)))
            }
            fn read(value: &Value) -> Option<Self> { value.as_i64().and_then(|n| Self::try_from(n).ok()) }
            fn json(&self) -> Value { Value::from(*self) }
        }
    )*};
}
numbers!(u8, u16, u32, i64);

impl ParameterType for Money {
    fn kind(limits: &ParameterLimits<'_>) -> ValueKind {
        ValueKind::Money(limits.counted())
    }
    fn read(value: &Value) -> Option<Self> {
        value.as_i64().map(Money)
    }
    fn json(&self) -> Value {
        Value::from(self.0)
    }
}

impl ParameterType for bool {
    fn kind(_limits: &ParameterLimits<'_>) -> ValueKind {
        ValueKind::YesNo
    }
    fn read(value: &Value) -> Option<Self> {
        value.as_bool()
    }
    fn json(&self) -> Value {
        Value::Bool(*self)
    }
}

impl ParameterType for String {
    fn kind(_limits: &ParameterLimits<'_>) -> ValueKind {
        ValueKind::Text(TextLimits { max_chars: 200 })
    }
    fn read(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
    fn json(&self) -> Value {
        Value::String(self.clone())
    }
}

/// A calendar period over which something is counted.
impl ParameterType for model::Cycle {
    fn kind(_limits: &ParameterLimits<'_>) -> ValueKind {
        let choice =
            |(cycle, label): (Self, &str)| model::Choice { value: cycle.name().to_owned(), label: label.to_owned() };
        ValueKind::Choice([(Self::Month, "月"), (Self::Quarter, "季度"), (Self::Year, "年")].map(choice).into())
    }
    fn read(value: &Value) -> Option<Self> {
        let name = value.as_str()?;
        Self::ALL.iter().copied().find(|cycle| cycle.name() == name)
    }
    fn json(&self) -> Value {
        Value::String(self.name().to_owned())
    }
}

/// A day of every year, as month and day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOfYear(pub u32, pub u32);

impl ParameterType for DayOfYear {
    fn kind(_limits: &ParameterLimits<'_>) -> ValueKind {
        ValueKind::DayOfYear
    }
    fn read(value: &Value) -> Option<Self> {
        time::day_of_year(value.as_str()?).ok().map(|(month, day)| Self(month, day))
    }
    fn json(&self) -> Value {
        Value::String(format!("{:02}-{:02}", self.0, self.1))
    }
}

/// The working sessions of a day, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sessions(pub Vec<Session>);

impl Sessions {
    fn joined(&self, between: &str) -> String {
        let sessions = self.0.iter().map(|s| format!("{}-{}", time::clock(s.start), time::clock(s.end)));
        sessions.collect::<Vec<_>>().join(between)
    }
}

/// As a sentence names them: 07:40-08:20、12:00-13:30.
impl fmt::Display for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined("、"))
    }
}

impl ParameterType for Sessions {
    fn kind(_limits: &ParameterLimits<'_>) -> ValueKind {
        ValueKind::Sessions
    }
    fn read(value: &Value) -> Option<Self> {
        time::sessions(value.as_str()?).ok().map(Self)
    }
    fn json(&self) -> Value {
        Value::String(self.joined(" "))
    }
}

/// Declares a parameter, for `derive(Parameters)`.
#[must_use]
pub fn declare_parameter<T: ParameterType>(
    name: &str,
    clause: Clause,
    default: &T,
    limits: &ParameterLimits<'_>,
) -> model::Parameter {
    let kind = T::kind(limits);
    // The sides of a table say their units themselves.
    let unit = limits.unit.filter(|_| !matches!(kind, ValueKind::Tiers(_)));
    model::Parameter {
        name: name.to_owned(),
        label: limits.label.to_owned(),
        clause: clause.id(),
        unit: unit.map(str::to_owned),
        kind,
        default: default.json().to_string(),
    }
}

/// Reads a parameter, for `derive(Parameters)`. Nothing, if no value is given.
///
/// # Errors
/// The value has another type.
pub fn parameter<T: ParameterType>(values: &Object, name: &'static str) -> Result<Option<T>, Malformed> {
    let Some(value) = values.get(name).filter(|value| !value.is_null()) else { return Ok(None) };
    T::read(value).map(Some).ok_or(Malformed { path: name, reason: "has another type than the parameter" })
}
