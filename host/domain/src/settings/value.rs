//! The values that an office has set.

use super::setting::{Kind, Setting};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A setting's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number, in the unit of the setting.
    Number(i64),
    /// A text, such as the name of a time zone.
    Text(String),
    /// Stable names from the list that the setting offers.
    Names(Vec<String>),
    /// A whole number for each of some names, in the unit of the setting.
    Numbers(BTreeMap<String, i64>),
}

/// What an office has set; whatever it has not set is at its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(BTreeMap<String, Value>);

impl Settings {
    /// Takes a value over, as the store keeps it.
    pub fn insert(&mut self, name: String, value: Value) {
        self.0.insert(name, value);
    }

    /// A setting's value.
    #[must_use]
    pub fn value(&self, setting: &'static Setting) -> Value {
        let set = self.0.get(setting.name).cloned().and_then(|value| setting.check(value).ok());
        set.unwrap_or_else(|| setting.default())
    }

    /// The number of a setting that is one; 0 of any other.
    #[must_use]
    pub fn number(&self, setting: &'static Setting) -> i64 {
        match (self.value(setting), setting.kind) {
            (Value::Number(number), Kind::Number { .. }) => number,
            _ => 0,
        }
    }

    /// The numbers of a setting that has one for each of some names; none of any other.
    #[must_use]
    pub fn numbers(&self, setting: &'static Setting) -> BTreeMap<String, i64> {
        match self.value(setting) {
            Value::Numbers(numbers) => numbers,
            _ => BTreeMap::new(),
        }
    }

    /// Whether a setting that lists names has this one.
    #[must_use]
    pub fn has(&self, setting: &'static Setting, name: &str) -> bool {
        matches!(self.value(setting), Value::Names(names) if names.iter().any(|known| known == name))
    }
}
