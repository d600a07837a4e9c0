//! Idempotency keys: the same content sent again keeps its key, so that the server accepts it once; other content gets a new key.

use leptos::prelude::*;
use serde::Serialize;

/// The idempotency key of one form, with the content that was last sent under it.
#[derive(Clone, Copy)]
pub struct IdempotencyKey(StoredValue<(String, String)>);

impl IdempotencyKey {
    /// A key for a form of which nothing was sent yet.
    pub fn new() -> Self {
        Self(StoredValue::new((new_idempotency_key(), String::new())))
    }

    /// The key for this content: the last one if the content is the same, else a new one.
    pub fn for_content(self, content: &impl Serialize) -> String {
        let content = serde_json::to_string(content).unwrap_or_default();
        let (last, sent) = self.0.get_value();
        let key = if sent.is_empty() || sent == content { last } else { new_idempotency_key() };
        self.0.set_value((key.clone(), content));
        key
    }
}

/// A new key, of the current time and a random number.
pub fn new_idempotency_key() -> String {
    format!("{:x}{:x}", js_sys::Date::now() as u64, (js_sys::Math::random() * 1e15) as u64)
}
