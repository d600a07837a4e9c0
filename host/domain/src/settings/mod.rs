//! What an office decides about itself: each setting with its kind, bounds, default and the keeper who may set it.
//!
//! The list stands in [`registry`]: a new setting is one entry there, and the server, the API and the portal know it.

mod registry;
mod value;

pub use registry::*;
pub use value::{Settings, Value};

use crate::{
    SystemRole,
    message::{Bilingual, Message},
    rejection::SettingFault,
};

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

/// Which way a setting protects the office more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safer {
    /// It protects nothing: any change is done at once.
    Neither,
    /// The larger number.
    Larger,
    /// The smaller number.
    Smaller,
    /// The smaller number; 0 stands for no end at all.
    SmallerButNotZero,
    /// More names.
    MoreNames,
    /// None is safer than another; each change needs a second keeper.
    AsItIs,
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
    /// Which way it protects more: the other way needs a second keeper.
    pub safer: Safer,
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

    /// Whether another value protects the office less than the one before, so that two keepers must want it.
    #[must_use]
    pub fn weakens(&self, before: &Value, after: &Value) -> bool {
        match (self.safer, before, after) {
            (Safer::Larger, Value::Number(before), Value::Number(after)) => after < before,
            (Safer::Smaller, Value::Number(before), Value::Number(after)) => after > before,
            (Safer::SmallerButNotZero, Value::Number(before), Value::Number(after)) => {
                *before != 0 && (*after == 0 || after > before)
            }
            (Safer::MoreNames, Value::Names(before), Value::Names(after)) => {
                before.iter().any(|name| !after.contains(name))
            }
            (Safer::Neither, ..) => false,
            (Safer::AsItIs, before, after) => before != after,
            // A value of another kind is of an earlier version: nobody can say that it protected less.
            _ => before != after,
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
            _ => Err(self.refused()),
        }
    }

    /// A value that it does not take.
    #[must_use]
    pub fn refused(&self) -> SettingFault {
        SettingFault::Value { setting: self.label.into(), takes: self.kind.takes() }
    }

    /// A change by somebody who is not the keeper that sets it.
    #[must_use]
    pub fn of_keeper(&self) -> SettingFault {
        SettingFault::Keeper { setting: self.label.into(), keeper: self.keeper }
    }
}

impl Kind {
    /// What a value of this kind is, in words.
    fn takes(&self) -> Message {
        match *self {
            Self::Number { least, most, unit, .. } => Message::new(
                "setting-takes-number",
                vec![("least", least.into()), ("most", most.into()), ("unit", Bilingual::from(unit).into())],
            ),
            Self::Names(known) => {
                let names = known.iter().map(|(_, label)| Bilingual::from(*label)).collect::<Vec<_>>();
                Message::new("setting-takes-names", vec![("names", names.into())])
            }
            Self::TimeZone { .. } => Message::new("setting-takes-time-zone", Vec::new()),
        }
    }
}

impl From<Words> for Bilingual {
    fn from((chinese, english): Words) -> Self {
        Self { chinese, english }
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
    fn what_protects_less_is_known() {
        let number = Value::Number;
        assert!(PASSWORD_LENGTH.weakens(&number(12), &number(10)));
        assert!(!PASSWORD_LENGTH.weakens(&number(10), &number(12)));
        assert!(PASSWORD_DAYS.weakens(&number(90), &number(0)) && PASSWORD_DAYS.weakens(&number(90), &number(91)));
        assert!(!PASSWORD_DAYS.weakens(&number(0), &number(3650)) && !PASSWORD_DAYS.weakens(&number(90), &number(90)));
        assert!(SESSION_DAYS.weakens(&number(7), &number(8)) && !SESSION_DAYS.weakens(&number(7), &number(1)));
        let names = |names: &[&str]| Value::Names(names.iter().map(|name| (*name).to_owned()).collect());
        assert!(SECOND_FACTOR.weakens(&names(&["administrator", "auditor"]), &names(&["administrator", "security"])));
        assert!(!SECOND_FACTOR.weakens(&names(&["auditor"]), &names(&["security", "auditor"])));
        assert!(!RETENTION_NOTICES.weakens(&number(730), &number(30)));
        for setting in ALL.iter().filter(|setting| setting.keeper == SystemRole::Security) {
            assert_ne!(setting.safer, Safer::Neither, "{} protects the office", setting.name);
        }
    }

    #[test]
    fn names_are_known_and_stand_once() {
        let names = |names: &[&str]| Value::Names(names.iter().map(|name| (*name).to_owned()).collect());
        let twice = SECOND_FACTOR.check(names(&["security", "administrator", "security"]));
        assert_eq!(twice, Ok(names(&["administrator", "security"])));
        assert!(SECOND_FACTOR.check(names(&["janitor"])).is_err());
    }
}
