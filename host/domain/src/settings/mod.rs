//! What an office decides about itself: each setting with its kind, bounds, default and the keeper who may set it.
//!
//! The list stands in [`registry`]: a new setting is one entry there, and the server, the API and the portal know it.

mod registry;
mod value;

pub use registry::*;
pub use value::{Settings, Value};

use crate::{SystemRole, rejection::SettingFault};

/// A word in Chinese and in English.
pub type Words = (&'static str, &'static str);

/// What a setting's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number within bounds, both allowed.
    Number {
        /// The value unless the office sets another.
        default: i64,
        /// The smallest allowed.
        least: i64,
        /// The largest allowed.
        most: i64,
        /// What is counted.
        unit: Words,
    },
    /// Any of these names; none of them is the default.
    Names(&'static [(&'static str, Words)]),
    /// The name of a time zone in the IANA database; the server knows which there are.
    TimeZone {
        /// The value unless the office sets another.
        default: &'static str,
    },
}

/// A setting of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the API and in the store.
    pub name: &'static str,
    /// The keeper who may set it.
    pub keeper: SystemRole,
    /// What its value is.
    pub kind: Kind,
    /// What people call it.
    pub label: Words,
}

impl Setting {
    /// The setting with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|setting| setting.name == name)
    }

    /// The value unless the office sets another.
    #[must_use]
    pub fn default(&self) -> Value {
        match self.kind {
            Kind::Number { default, .. } => Value::Number(default),
            Kind::Names(_) => Value::Names(Vec::new()),
            Kind::TimeZone { default } => Value::Text(default.to_owned()),
        }
    }

    /// Whether a value may be set; names are brought into the order of the list, each once.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&'static self, value: Value) -> Result<Value, SettingFault> {
        match (self.kind, value) {
            (Kind::Number { least, most, .. }, Value::Number(number)) if (least..=most).contains(&number) => {
                Ok(Value::Number(number))
            }
            (Kind::Names(known), Value::Names(names)) if names.iter().all(|name| known.iter().any(|k| k.0 == name)) => {
                let chosen = known.iter().map(|(name, _)| (*name).to_owned()).filter(|name| names.contains(name));
                Ok(Value::Names(chosen.collect()))
            }
            (Kind::TimeZone { .. }, Value::Text(name)) if !name.is_empty() => Ok(Value::Text(name)),
            _ => Err(SettingFault::Value(self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_allowed_and_every_name_stands_once() {
        for (index, setting) in ALL.iter().enumerate() {
            assert_eq!(setting.check(setting.default()), Ok(setting.default()), "{}", setting.name);
            assert!(ALL[..index].iter().all(|other| other.name != setting.name), "{} stands twice", setting.name);
        }
    }

    #[test]
    fn a_number_keeps_within_its_bounds() {
        assert!(PASSWORD_LENGTH.check(Value::Number(8)).is_ok());
        assert!(PASSWORD_LENGTH.check(Value::Number(7)).is_err());
        assert!(PASSWORD_LENGTH.check(Value::Number(65)).is_err());
        assert!(PASSWORD_LENGTH.check(Value::Text("10".to_owned())).is_err());
    }

    #[test]
    fn names_are_known_and_stand_once() {
        let names = |names: &[&str]| Value::Names(names.iter().map(|name| (*name).to_owned()).collect());
        let twice = SECOND_FACTOR.check(names(&["security", "administrator", "security"]));
        assert_eq!(twice, Ok(names(&["administrator", "security"])));
        assert!(SECOND_FACTOR.check(names(&["janitor"])).is_err());
    }
}
