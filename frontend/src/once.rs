//! Keys of what is filed: the same content sent again keeps its key and is filed once; other content gets a new one.

use leptos::prelude::*;
use serde::Serialize;

/// The key of one sheet, with the content that was last sent under it.
#[derive(Clone, Copy)]
pub struct Once(StoredValue<(String, String)>);

impl Once {
    /// For a sheet of which nothing was sent yet.
    pub fn new() -> Self {
        Self(StoredValue::new((key(), String::new())))
    }

    /// The key for this content.
    pub fn key(self, content: &impl Serialize) -> String {
        let content = serde_json::to_string(content).unwrap_or_default();
        let (last, sent) = self.0.get_value();
        let key = if sent.is_empty() || sent == content { last } else { key() };
        self.0.set_value((key.clone(), content));
        key
    }
}

/// A key that no other sheet has.
pub fn key() -> String {
    format!("{:x}{:x}", js_sys::Date::now() as u64, (js_sys::Math::random() * 1e15) as u64)
}
