//! Content of an earlier version of a form, on its way to today's.

use crate::{FieldName, field_type::FieldType, form::field, json::Object, malformed::Malformed};

/// Content as it was filed, perhaps under an earlier version. The function that `#[form(upcast = …)]` names turns it into today's
/// before it is read; content of today it leaves as it is.
#[derive(Debug)]
pub struct Older(Object);

impl Older {
    /// The content, for the derives.
    #[doc(hidden)]
    #[must_use]
    pub fn of(content: &Object) -> Self {
        Self(content.clone())
    }

    /// Whether there is a value under this name; null is none.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    /// Takes the value of a field that the form had, if there is one.
    ///
    /// # Errors
    /// The value has another type.
    pub fn take<T: FieldType>(&mut self, name: &'static str) -> Result<Option<T>, Malformed> {
        let value = if self.has(name) { field(&self.0, name).map(Some) } else { Ok(None) };
        self.0.remove(name);
        value
    }

    /// Gives a field of the form its value.
    pub fn set<F, T: FieldType>(&mut self, field: FieldName<F, T>, value: impl Into<T>) {
        self.0.insert(field.name().to_owned(), value.into().write());
    }

    /// The content as the form reads it, for the derives.
    #[doc(hidden)]
    #[must_use]
    pub const fn content(&self) -> &Object {
        &self.0
    }
}
