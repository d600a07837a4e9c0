//! Which values a setting takes, and which of two values protects the office less.

use super::{
    registry::{ALL, RETENTION_MATTERS, RETENTION_PEOPLE, RETENTION_TERMS},
    setting::{Kind, Safer, Setting},
    value::Value,
};
use crate::rejection::SettingFault;
use std::collections::BTreeMap;

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
            Kind::OfRegulations { .. } => Value::Numbers(BTreeMap::new()),
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

    /// Whether something is due for erasure earlier by another value than by the one before, so that the other keepers are told.
    #[must_use]
    pub fn makes_due(&self, before: &Value, after: &Value) -> bool {
        if ![RETENTION_MATTERS.name, RETENTION_TERMS.name, RETENTION_PEOPLE.name].contains(&self.name) {
            return false;
        }
        let sooner = |before: Option<i64>, after: Option<i64>| match (before, after) {
            // Which of a term of one's own and the office's is longer is not known here.
            (None, after) => after.is_some_and(|after| after != 0),
            (Some(_), None) => true,
            (Some(before), Some(after)) => after != 0 && (before == 0 || after < before),
        };
        match (before, after) {
            (Value::Number(before), Value::Number(after)) => sooner(Some(*before), Some(*after)),
            (Value::Numbers(before), Value::Numbers(after)) => {
                let mut names = before.keys().chain(after.keys());
                names.any(|name| sooner(before.get(name).copied(), after.get(name).copied()))
            }
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
            (Kind::OfRegulations { least, most, .. }, Value::Numbers(numbers))
                if numbers.values().all(|number| (least..=most).contains(number)) =>
            {
                Ok(Value::Numbers(numbers))
            }
            (Kind::TimeZone { .. }, Value::Text(name)) if !name.is_empty() => Ok(Value::Text(name)),
            _ => Err(self.refused()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SystemRole, settings::*};

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
    fn what_is_due_sooner_is_known() {
        let number = Value::Number;
        assert!(
            RETENTION_MATTERS.makes_due(&number(0), &number(10))
                && RETENTION_MATTERS.makes_due(&number(10), &number(9))
        );
        assert!(
            !RETENTION_MATTERS.makes_due(&number(10), &number(0))
                && !RETENTION_MATTERS.makes_due(&number(9), &number(10))
        );
        assert!(!RETENTION_DRAFTS.makes_due(&number(10), &number(9)));
        let own = |own: &[(&str, i64)]| {
            Value::Numbers(own.iter().map(|(name, years)| ((*name).to_owned(), *years)).collect())
        };
        assert!(RETENTION_TERMS.makes_due(&own(&[]), &own(&[("one", 5)])));
        assert!(RETENTION_TERMS.makes_due(&own(&[("one", 0)]), &own(&[])));
        assert!(!RETENTION_TERMS.makes_due(&own(&[("one", 5)]), &own(&[("one", 30)])));
        assert!(!RETENTION_TERMS.makes_due(&own(&[]), &own(&[("one", 0)])));
        assert!(RETENTION_TERMS.check(own(&[("one", 101)])).is_err());
    }

    #[test]
    fn names_are_known_and_stand_once() {
        let names = |names: &[&str]| Value::Names(names.iter().map(|name| (*name).to_owned()).collect());
        let twice = SECOND_FACTOR.check(names(&["security", "administrator", "security"]));
        assert_eq!(twice, Ok(names(&["administrator", "security"])));
        assert!(SECOND_FACTOR.check(names(&["janitor"])).is_err());
    }
}
