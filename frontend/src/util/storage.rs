//! The browser's local and session storage. A browser may refuse both; then nothing is stored and nothing is found.

use super::decode::from_value;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use web_sys::Storage;

/// A storage of the browser, if the browser grants it.
pub struct BrowserStorage(Option<Storage>);

impl BrowserStorage {
    /// The storage that all tabs share and that outlives them.
    pub fn local() -> Self {
        Self(web_sys::window().and_then(|window| window.local_storage().ok()?))
    }

    /// The storage of this tab.
    pub fn session() -> Self {
        Self(web_sys::window().and_then(|window| window.session_storage().ok()?))
    }

    /// The text under a key.
    pub fn get_text(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get_item(key).ok()?
    }

    /// Stores text under a key; returns whether the browser stored it.
    pub fn set_text(&self, key: &str, text: &str) -> bool {
        self.0.as_ref().is_some_and(|storage| storage.set_item(key, text).is_ok())
    }

    /// The value under a key that was stored as JSON. It is parsed to a JSON value first, so that one parser serves all types.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let value: Value = serde_json::from_str(&self.get_text(key)?).ok()?;
        from_value(value).ok()
    }

    /// Stores a value under a key as JSON; returns whether the browser stored it.
    pub fn set<T: Serialize>(&self, key: &str, value: &T) -> bool {
        self.set_text(key, &serde_json::to_string(value).unwrap_or_default())
    }

    /// Removes a key.
    pub fn remove(&self, key: &str) {
        if let Some(storage) = &self.0 {
            let _ = storage.remove_item(key);
        }
    }

    /// The keys that begin with a prefix, in ascending order.
    pub fn keys(&self, prefix: &str) -> Vec<String> {
        let Some(storage) = &self.0 else { return Vec::new() };
        let all = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?);
        let mut keys = all.filter(|key| key.starts_with(prefix)).collect::<Vec<_>>();
        keys.sort_unstable();
        keys
    }
}
