//! JSON objects and values, as text and as types.

use serde_json::{Map, Value};

/// A JSON object.
pub type Object = Map<String, Value>;

/// Parses a JSON object. Text that is no JSON object gives an empty one.
#[must_use]
pub fn object(json: &str) -> Object {
    serde_json::from_str(json).unwrap_or_default()
}

/// Builds the content of a record from its fields, for a rule that enters or amends one.
#[must_use]
pub fn content<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Serializes a value as JSON text. A value that JSON cannot express gives `null`.
#[must_use]
pub fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
