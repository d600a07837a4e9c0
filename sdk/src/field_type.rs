//! What a type must offer to be the type of a form's field.

use guiju_model::{Bounds, PlainKind, TextLimits, ValueKind};
use serde_json::Value;

/// What `derive(Form)` knows of a field beside its type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// Whether the text has several lines.
    pub long: bool,
    /// The smallest number allowed.
    pub least: Option<i64>,
    /// The largest number, or the longest text in characters, allowed.
    pub most: Option<i64>,
}

impl Limits {
    /// The limits as bounds of a number.
    pub(crate) const fn bounds(&self) -> Bounds {
        Bounds { least: self.least, most: self.most }
    }

    /// The limits of a text, at most `usual` characters long unless the field says otherwise.
    pub(crate) fn text(&self, usual: u32) -> TextLimits {
        TextLimits { max_chars: self.most.and_then(|most| u32::try_from(most).ok()).unwrap_or(usual) }
    }
}

/// A type that a field of a form can have.
pub trait FieldType: Sized + Default {
    /// So many digits a bound has after the point, for the derives.
    const DIGITS: u8 = 0;

    /// The kind of value in the contract.
    fn kind(limits: &Limits) -> ValueKind;

    /// The kind without limits. Kinds that parameters alone have are no kinds of fields.
    #[must_use]
    fn plain_kind() -> PlainKind {
        Self::kind(&Limits::default()).plain().unwrap_or(PlainKind::Text)
    }

    /// Reads a value from JSON.
    ///
    /// # Errors
    /// What the value should have been.
    fn read(value: &Value) -> Result<Self, &'static str>;

    /// The value as JSON. What is empty is null.
    fn write(&self) -> Value;
}

/// Reads a JSON array, each element as `T`.
pub(crate) fn read_list<T: FieldType>(value: &Value) -> Result<Vec<T>, &'static str> {
    value.as_array().ok_or("should be a list")?.iter().map(T::read).collect()
}

/// A list as a JSON array.
pub(crate) fn write_list<T: FieldType>(values: &[T]) -> Value {
    values.iter().map(T::write).collect()
}
