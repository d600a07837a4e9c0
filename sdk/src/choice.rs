//! Fields with a closed set of values.

use crate::field_type::{FieldType, Limits, read_list, write_list};
use guiju_model::ValueKind;
use serde_json::Value;

/// A closed set of values. `derive(Choice)` implements it for an enum.
pub trait Choice: Sized + 'static {
    /// The values with their labels, in the order of the enum.
    const CHOICES: &'static [(&'static str, &'static str)];
    /// The variant with this value.
    fn of(value: &str) -> Option<Self>;
    /// The value of the variant.
    fn value(&self) -> &'static str;
}

fn choices<T: Choice>() -> Vec<guiju_model::Choice> {
    let choice =
        |(value, label): &(&str, &str)| guiju_model::Choice { value: (*value).to_owned(), label: (*label).to_owned() };
    T::CHOICES.iter().map(choice).collect()
}

/// The kind of value of a choice, for `derive(Choice)`.
#[must_use]
pub fn choice_kind<T: Choice>() -> ValueKind {
    ValueKind::Choice(choices::<T>())
}

impl<T: Choice + FieldType> FieldType for Vec<T> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Choices(choices::<T>())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        read_list(value)
    }
    fn write(&self) -> Value {
        write_list(self)
    }
}

/// The label of a variant, for `derive(Choice)`.
pub fn label_of<T: Choice>(choice: &T) -> &'static str {
    T::CHOICES.iter().find(|(value, _)| *value == choice.value()).map_or("", |(_, label)| label)
}

/// A choice as JSON, for `derive(Choice)`.
pub fn write_choice<T: Choice>(choice: &T) -> Value {
    Value::String(choice.value().to_owned())
}

/// Reads a choice, for `derive(Choice)`.
///
/// # Errors
/// The value is none of the choices.
pub fn read_choice<T: Choice>(value: &Value) -> Result<T, &'static str> {
    value.as_str().and_then(T::of).ok_or("should be one of the choices")
}
