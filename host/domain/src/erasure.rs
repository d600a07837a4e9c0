//! Erasing what need not be kept any longer: for how long it is kept, why something stays, and how far an erasure has come.

use crate::{
    names::named,
    settings::{RETENTION_MATTERS, RETENTION_PEOPLE, RETENTION_TERMS, Settings},
};
use guiju_model::{Date, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

named! {
    /// Why a matter that is due stays for now.
    pub enum HoldReason {
        /// Nothing holds it: it can be erased.
        None = "none",
        /// Somebody has still to do something about it.
        UnderWay = "under-way",
        /// What was to follow it has not been filed.
        FollowUp = "follow-up",
        /// Somebody stands in for somebody by it.
        Delegation = "delegation",
        /// Something is still suspended by it.
        Suspension = "suspension",
        /// It is published.
        Published = "published",
        /// Other matters have booked what it entered.
        Used = "used",
        /// What it entered in a register still holds.
        Standing = "standing",
        /// A penalty is proposed that may rest on it, and nobody has decided.
        Proposal = "proposal",
        /// It has entered a record of a regulation whose own term is not over yet.
        Entered = "entered",
        /// It lies in a period of an assessment that was not over for the term yet.
        Assessed = "assessed",
    }
}

named! {
    /// What an erasure is doing.
    pub enum ErasurePhase {
        /// Matters are erased with their rows, events and files.
        Matters = "matters",
        /// Recordings of other calls are erased to which the records of these matters were given.
        Recordings = "recordings",
        /// Parts that no recording names any more are deleted.
        Parts = "parts",
        /// It is over.
        Done = "done",
    }
}

/// For how many years an office keeps its matters; 0 is for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Matters of every regulation without a term of its own.
    pub general: i64,
    /// Regulations with a term of their own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<String, i64>,
    /// What is kept of people who left.
    #[serde(default)]
    pub people: i64,
}

impl Terms {
    /// What an office has set.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self {
            general: settings.number(&RETENTION_MATTERS),
            own: settings.numbers(&RETENTION_TERMS),
            people: settings.number(&RETENTION_PEOPLE),
        }
    }

    /// For how many years matters of a regulation are kept.
    #[must_use]
    pub fn years(&self, regulation: &str) -> i64 {
        self.own.get(regulation).copied().unwrap_or(self.general)
    }

    /// Whether everything is kept for ever.
    #[must_use]
    pub fn is_for_ever(&self) -> bool {
        self.general == 0 && self.people == 0 && self.own.values().all(|years| *years == 0)
    }
}

/// The term of the matters of one regulation, and what follows from it on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueTerm {
    /// The regulation.
    pub regulation: String,
    /// For how many years they are kept.
    pub years: i64,
    /// Those with nothing at or after this moment of the office's local time are due.
    pub before: Moment,
    /// Those with a record that ends at or after this moment lie in a period of an assessment that ended later than `before`; none if
    /// they are not judged over periods.
    pub assessed: Option<Moment>,
}

/// The moment before which everything must lie that was kept for so many years: the first of the day so many years ago.
#[must_use]
pub fn kept_since(now: Moment, years: i64) -> Moment {
    let (year, month, day) = now.date().parts();
    let year = i32::try_from(years).ok().and_then(|years| year.checked_sub(years));
    // The 29th of February counts as the 1st of March.
    let day = year.and_then(|year| Date::new(year, month, day).or_else(|| Date::new(year, 3, 1)));
    day.unwrap_or(Date(i32::MIN / 2)).at(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regulation_has_its_own_term_or_the_office_s() {
        let own = BTreeMap::from([("one".to_owned(), 30), ("other".to_owned(), 0)]);
        let terms = Terms { general: 10, own, people: 0 };
        assert_eq!(["one", "other", "third"].map(|regulation| terms.years(regulation)), [30, 0, 10]);
        assert!(!terms.is_for_ever() && Terms::default().is_for_ever());
        let never = Terms { general: 0, own: BTreeMap::from([("one".to_owned(), 0)]), people: 0 };
        assert!(never.is_for_ever());
    }

    #[test]
    fn years_are_counted_by_the_calendar() {
        let day = |year, month, day| Date::new(year, month, day).unwrap();
        assert_eq!(kept_since(day(2028, 2, 29).at(600), 1), day(2027, 3, 1).at(0));
        assert_eq!(kept_since(day(2028, 2, 29).at(600), 4), day(2024, 2, 29).at(0));
        assert!(kept_since(day(2028, 1, 1).at(0), i64::MAX) < day(1970, 1, 1).at(0));
    }
}
