//! The content of a form while it is being filled in, and the errors found in it.

use guiju_model::Form;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// Content of a form that is being filled in: values by the names of fields.
pub type Content = RwSignal<Map<String, Value>>;

/// Errors of a form: the path of the field (in a table `field/row/column`) and the message.
pub type FieldErrors = Signal<Vec<(String, String)>>;

/// The value of a field as text, empty if there is none. Tracks changes.
pub fn text_of(content: Content, name: &str) -> String {
    content.with(|content| match content.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    })
}

/// Sets the value of a field; null or an empty text removes it.
pub fn set_value(content: Content, name: &str, value: Value) {
    content.update(|content| {
        if value.is_null() || value == json!("") {
            content.remove(name);
        } else {
            content.insert(name.to_owned(), value);
        }
    });
}

/// The content with which a form begins: the initial values that its fields declare.
pub fn initial_content(form: &Form) -> Map<String, Value> {
    let values = form
        .fields()
        .filter_map(|field| Some((field.name.clone(), serde_json::from_str(field.initial.as_ref()?).ok()?)));
    values.collect()
}

/// The value at the path of a finding.
pub fn value_at<'c>(content: &'c Map<String, Value>, path: &str) -> Option<&'c Value> {
    let mut parts = path.split('/');
    let mut at = parts.next().and_then(|name| content.get(name));
    for part in parts {
        at = match at {
            Some(Value::Array(rows)) => part.parse::<usize>().ok().and_then(|index| rows.get(index)),
            Some(Value::Object(fields)) => fields.get(part),
            _ => None,
        };
    }
    at
}

/// Whether nothing is filled in at the path of a finding.
pub fn is_missing(content: &Map<String, Value>, path: &str) -> bool {
    match value_at(content, path) {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(Value::Array(all)) => all.is_empty(),
        Some(_) => false,
    }
}
