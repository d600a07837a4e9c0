//! Privileges that a regulation can suspend, and their suspensions.

use crate::{Audience, ClauseId, Date, FormId, Moment, Period, PersonId, SecondNumber};
use guiju_macros::wit_mirror;
use std::collections::BTreeSet;

/// Something that people may do by the regulation, and that can be suspended.
#[wit_mirror]
pub struct Privilege {
    /// The id, stable for ever.
    pub id: String,
    /// What people call it, such as 在公务灶就餐.
    pub label: String,
    /// The clause that grants it, or says when it is suspended.
    pub clause: ClauseId,
    /// The regulation's own forms that exercise it: nobody files them, and nobody files them for anybody, during whose suspension
    /// the event lies.
    pub forms: Vec<FormId>,
    /// Those who, beside the person concerned, may read who has it suspended.
    pub seen_by: Audience,
}

/// The suspension of a privilege of a person.
#[wit_mirror]
pub struct Suspension {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The privilege, which the regulation declares.
    pub privilege: String,
    /// The person who has it suspended.
    pub person: PersonId,
    /// When it begins.
    pub starts: SecondNumber,
    /// When it ends: the person has the privilege again from this moment on. Without it, it lasts until it is given back.
    pub ends: Option<SecondNumber>,
    /// The reason, in words.
    pub reason: String,
}

/// The end of every suspension of a privilege of a person, from then on.
#[wit_mirror]
pub struct Restoration {
    /// The clause that demands it.
    pub clause: ClauseId,
    /// The privilege, which the regulation declares.
    pub privilege: String,
    /// The person who has it again.
    pub person: PersonId,
    /// The reason, in words.
    pub reason: String,
}

/// The suspension of a privilege as a penalty. It begins when it is confirmed, and ends with the last of so many whole days behind
/// that day.
#[wit_mirror]
pub struct PrivilegeSuspension {
    /// The privilege, which the regulation declares.
    pub privilege: String,
    /// How many days it lasts.
    pub days: u32,
}

/// A suspension as a fact of a call.
#[wit_mirror]
pub struct Suspended {
    /// The person who has the privilege suspended.
    pub person: PersonId,
    /// The privilege.
    pub privilege: String,
    /// The clause by which it is suspended.
    pub clause: ClauseId,
    /// When it begins.
    pub starts: SecondNumber,
    /// The moment from which the person has it again, if that is known.
    pub ends: Option<SecondNumber>,
    /// The reason, in words.
    pub reason: String,
}

impl Suspended {
    /// Whether it is in force at a moment.
    #[must_use]
    pub fn at(&self, moment: Moment) -> bool {
        self.starts <= moment.0 && self.ends.is_none_or(|ends| moment.0 < ends)
    }

    /// Whether it is in force for some of a time.
    #[must_use]
    pub fn during(&self, over: Period) -> bool {
        let behind = over.to.0.max(over.from.0.saturating_add(1));
        self.starts < behind && self.ends.is_none_or(|ends| over.from.0 < ends && self.starts < ends)
    }

    /// Whether it comes with a call about these people and days, both included; about everybody, if none is named.
    #[must_use]
    pub fn comes(&self, people: Option<&BTreeSet<PersonId>>, (first, last): (Date, Date)) -> bool {
        let over = Period { from: first.at(0), to: last.plus(1).at(0) };
        people.is_none_or(|people| people.contains(&self.person)) && self.during(over)
    }
}

/// The days whose suspensions come with a call about these days at this moment.
#[must_use]
pub fn days_around((first, last): (Date, Date), now: Moment) -> (Date, Date) {
    (first.min(now.date()), last.max(now.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspended(starts: i64, ends: Option<i64>) -> Suspended {
        let text = String::new;
        Suspended { person: 1, privilege: text(), clause: text(), starts, ends, reason: text() }
    }

    #[test]
    fn it_begins_with_its_first_second_and_is_over_at_its_end() {
        let (one, open) = (suspended(10, Some(20)), suspended(10, None));
        assert_eq!([9, 10, 19, 20].map(|at| one.at(Moment(at))), [false, true, true, false]);
        assert!(open.at(Moment(i64::MAX)));
        let during = |from, to| one.during(Period { from: Moment(from), to: Moment(to) });
        assert_eq!(
            [during(5, 10), during(5, 11), during(10, 10), during(19, 30), during(20, 30)],
            [false, true, true, true, false]
        );
        assert!(
            !suspended(10, Some(10)).during(Period { from: Moment(0), to: Moment(30) }),
            "given back before it began"
        );
    }
}
