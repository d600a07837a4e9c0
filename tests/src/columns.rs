//! Typed columns of a row, for tests that look into a database behind the server.

use anyhow::Result;
use sqlx::{Row, any::AnyRow};

/// Typed columns of a row.
pub trait Columns {
    /// A number.
    fn int(&self, name: &str) -> Result<i64>;
    /// An id.
    fn id(&self, name: &str) -> Result<u64>;
    /// A number or nothing.
    fn maybe_int(&self, name: &str) -> Result<Option<i64>>;
    /// A text.
    fn text(&self, name: &str) -> Result<String>;
    /// A text or nothing.
    fn maybe_text(&self, name: &str) -> Result<Option<String>>;
    /// A value kept as JSON text.
    fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T>;
}

impl Columns for AnyRow {
    fn int(&self, name: &str) -> Result<i64> {
        Ok(self.try_get(name)?)
    }
    fn id(&self, name: &str) -> Result<u64> {
        Ok(self.int(name)?.try_into()?)
    }
    fn maybe_int(&self, name: &str) -> Result<Option<i64>> {
        Ok(self.try_get(name)?)
    }
    fn text(&self, name: &str) -> Result<String> {
        Ok(self.try_get(name)?)
    }
    fn maybe_text(&self, name: &str) -> Result<Option<String>> {
        Ok(self.try_get(name)?)
    }
    fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T> {
        Ok(serde_json::from_str(&self.text(name)?)?)
    }
}
