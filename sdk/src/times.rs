//! When what content tells of may lie: what was done is over as it is filed, what is asked for is still ahead.

use crate::clause::Clause;
use guiju_model::{Date, Finding, HalfDays, Matter, Moment, Period, Severity};

/// A time that is filled in.
pub trait Timed {
    /// The moment from which all of it is over or under way; for a date or a half day the begin of that day. Nothing while it is not
    /// filled in.
    fn last(&self) -> Option<Moment>;

    /// The first day of it.
    fn first(&self) -> Option<Date>;
}

impl Timed for Date {
    fn last(&self) -> Option<Moment> {
        Some(self.at(0))
    }

    fn first(&self) -> Option<Date> {
        Some(*self)
    }
}

impl Timed for Moment {
    fn last(&self) -> Option<Moment> {
        Some(*self)
    }

    fn first(&self) -> Option<Date> {
        Some(self.date())
    }
}

impl Timed for Period {
    fn last(&self) -> Option<Moment> {
        Some(self.to)
    }

    fn first(&self) -> Option<Date> {
        Some(self.from.date())
    }
}

impl Timed for HalfDays {
    fn last(&self) -> Option<Moment> {
        self.to().date.last()
    }

    fn first(&self) -> Option<Date> {
        Some(self.from().date)
    }
}

impl<T: Timed> Timed for Option<T> {
    fn last(&self) -> Option<Moment> {
        self.as_ref().and_then(Timed::last)
    }

    fn first(&self) -> Option<Date> {
        self.as_ref().and_then(Timed::first)
    }
}

/// Compares the times of a form with its filing, for the derive.
#[derive(Debug)]
pub struct TimeChecks<'a> {
    matter: &'a Matter,
    found: Vec<Finding>,
}

impl<'a> TimeChecks<'a> {
    /// Of the form of a matter.
    pub(crate) const fn of(matter: &'a Matter) -> Self {
        Self { matter, found: Vec::new() }
    }

    /// `#[field(past)]`: what was done is not filed before it is over.
    pub fn past(&mut self, value: &impl Timed, clause: Clause, (field, label): (&'static str, &'static str)) {
        if value.last().is_some_and(|last| last > Moment(self.matter.facts.now)) {
            self.error(clause, field, format!("“{label}”还没有到，发生以后再登记"));
        }
    }

    /// `#[field(ahead)]`: what is asked for does not lie before the day of the filing.
    pub fn ahead(&mut self, value: &impl Timed, clause: Clause, (field, label): (&'static str, &'static str)) {
        if value.first().is_some_and(|first| first < Moment(self.matter.filed_at).date()) {
            self.error(clause, field, format!("“{label}”已经过去，不能早于填报的当天"));
        }
    }

    fn error(&mut self, clause: Clause, field: &str, message: String) {
        let (clause, field) = (clause.id(), Some(field.to_owned()));
        self.found.push(Finding { clause, severity: Severity::Error, field, message });
    }

    /// What was found.
    pub(crate) fn found(self) -> Vec<Finding> {
        self.found
    }
}
