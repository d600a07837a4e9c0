//! Who takes which shift: fair over the year and over its rest days.

use crate::store::shifts::Shift;
use guiju_domain::PersonId;
use guiju_model::{Cycle, Date, RosterDays, calendar::Calendar};
use std::collections::HashMap;

/// A shift that needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How many rest days it has.
    pub rest_days: u32,
}

/// The shifts between two days: those whose days the roster covers.
#[must_use]
pub fn spans(length: Cycle, days: RosterDays, (from, to): (Date, Date), calendar: &Calendar<'_>) -> Vec<Span> {
    let covered = |day: Date| match days {
        RosterDays::Every => true,
        RosterDays::Working => calendar.worked(day),
        RosterDays::Rest => !calendar.worked(day),
    };
    let mut spans = Vec::new();
    let mut first = from.around(length).0;
    while first <= to {
        let last = first.around(length).1;
        let of = (first.0..=last.0).map(Date);
        if of.clone().any(covered) {
            let rest_days = of.filter(|day| !calendar.worked(*day)).count() as u32;
            spans.push(Span { first, last, rest_days });
        }
        first = last.plus(1);
    }
    spans
}

/// How many shifts and rest days a person has had so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// How many shifts.
    pub shifts: u32,
    /// Rest days among them.
    pub rest_days: u32,
    /// First day of the last one.
    pub last: Option<Date>,
}

impl Load {
    /// Adds a shift that begins on a day.
    pub const fn add(&mut self, first: Date, rest_days: u32) {
        self.shifts += 1;
        self.rest_days += rest_days;
        self.last = Some(first);
    }
}

/// What everybody has done by these shifts.
#[must_use]
pub fn loads_of(shifts: &[Shift]) -> HashMap<PersonId, Load> {
    let mut loads: HashMap<PersonId, Load> = HashMap::new();
    for shift in shifts {
        loads.entry(shift.person).or_default().add(shift.starts.date(), shift.rest_days);
    }
    loads
}

/// Fills the seats of a shift: whoever has had the fewest shifts; among those, a shift with more rest days than usual goes to
/// whoever has had the fewest rest days, any other to whoever has had the most; then the longest pause. Who is away comes
/// only when nobody else is left.
#[must_use]
pub fn fill(
    span: Span,
    usual_rest_days: u32,
    seats: u32,
    people: &[PersonId],
    loads: &HashMap<PersonId, Load>,
    away: impl Fn(PersonId) -> bool,
) -> Vec<PersonId> {
    let mut order = people.to_vec();
    order.sort_by_key(|person| {
        let load = loads.get(person).copied().unwrap_or_default();
        let rested = i64::from(load.rest_days);
        let rested = if span.rest_days > usual_rest_days { rested } else { -rested };
        (away(*person), load.shifts, rested, load.last, *person)
    });
    order.truncate(seats as usize);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_weeks_is_even_in_shifts_and_in_rest_days() -> Result<(), String> {
        let people = [1, 2, 3, 4, 5, 6].map(PersonId::new);
        let first = Date::new(2026, 1, 5).ok_or("a date")?;
        let mut loads: HashMap<PersonId, Load> = HashMap::new();
        for week in 0..52 {
            let rest_days = if week % 7 == 3 { 5 } else { 2 };
            let span = Span { first: first.plus(week * 7), last: first.plus(week * 7 + 6), rest_days };
            for person in fill(span, 2, 1, &people, &loads, |person| person == people[2] && week < 4) {
                loads.entry(person).or_default().add(span.first, rest_days);
                assert!(person != people[2] || week >= 4, "whoever is away is passed over while others can");
            }
        }
        let spread = |pick: fn(&Load) -> u32| {
            let of = people.iter().map(|person| loads.get(person).map_or(0, pick)).collect::<Vec<_>>();
            of.iter().max().unwrap_or(&0) - of.iter().min().unwrap_or(&0)
        };
        assert!(spread(|load| load.shifts) <= 1, "{loads:?}");
        assert!(spread(|load| load.rest_days) <= 5, "{loads:?}");
        Ok(())
    }

    #[test]
    fn seats_of_one_shift_are_different_people() {
        let day = Span { first: Date(20_000), last: Date(20_000), rest_days: 0 };
        let people = [7, 8, 9].map(PersonId::new);
        assert_eq!(fill(day, 0, 2, &people, &HashMap::new(), |_| false), people[..2]);
        assert_eq!(fill(day, 0, 2, &people[..1], &HashMap::new(), |_| false), people[..1], "fewer people than seats");
    }
}
