//! Fields that are tables.

use crate::{
    Row,
    field_type::{FieldType, Limits},
    json::Object,
};
use guiju_model::ValueKind;
use serde_json::Value;

/// The rows of a table field.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<T>(pub Vec<T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Table<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Row> FieldType for Table<T> {
    // Never asked for: the derive declares the columns of a table instead.
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::YesNo
    }

    fn read(value: &Value) -> Result<Self, &'static str> {
        let rows = value.as_array().ok_or("should be a list of rows")?;
        let row = |value: &Value| {
            let row: &Object = value.as_object().ok_or("should be a row")?;
            T::read(row).map_err(|malformed| malformed.reason)
        };
        rows.iter().map(row).collect::<Result<_, _>>().map(Self)
    }
    fn write(&self) -> Value {
        self.iter().map(|row| Value::Object(row.write())).collect()
    }
}
