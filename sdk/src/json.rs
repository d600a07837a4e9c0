//! JSON objects and values, as text and as types.

use crate::malformed::Malformed;
use serde_json::{Map, Value};

/// A JSON object.
pub type Object = Map<String, Value>;

/// Parses a JSON object.
///
/// # Errors
/// The text is no JSON object.
pub fn object(json: &str) -> Result<Object, Malformed> {
    match value(json) {
        Some(Value::Object(object)) => Ok(object),
        _ => Err(Malformed { path: "", reason: "should be a JSON object" }),
    }
}

/// Parses JSON. Nothing, if the text is none.
#[inline(never)]
pub(crate) fn value(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok()
}

/// A value as JSON text, for the derives.
#[must_use]
pub fn json(value: impl Into<Value>) -> String {
    value.into().to_string()
}
