//! What a rule is given: the matter that is checked or routed, or the period that is assessed, each with its facts.

use crate::{Facts, Parameters, Row, faults::Faults};
use guiju_model::{self as model, Date, Decision, Moment, Person};
use std::ops::Deref;

/// What a rule of a form is given: the matter that is checked or routed, with its facts.
#[derive(Debug)]
pub struct Context<'a, P> {
    facts: Facts<'a, P>,
    pub(crate) matter: &'a model::Matter,
}

impl<'a, P> Deref for Context<'a, P> {
    type Target = Facts<'a, P>;
    fn deref(&self) -> &Facts<'a, P> {
        &self.facts
    }
}

impl<'a, P: Parameters> Context<'a, P> {
    pub(crate) fn new(matter: &'a model::Matter, faults: &'a Faults) -> Self {
        Self { facts: Facts::new(&matter.facts, faults), matter }
    }
}

impl<'a, P> Context<'a, P> {
    /// The person who filed the matter.
    #[must_use]
    pub const fn applicant(&self) -> &'a Person {
        &self.matter.applicant
    }

    /// The person whom the matter concerns.
    #[must_use]
    pub const fn subject(&self) -> &'a Person {
        &self.matter.subject
    }

    /// Whether the matter was filed for somebody else.
    #[must_use]
    pub const fn on_behalf(&self) -> bool {
        self.matter.on_behalf
    }

    /// When the matter was filed.
    #[must_use]
    pub const fn filed_at(&self) -> Moment {
        Moment(self.matter.filed_at)
    }

    /// The day on which the matter was filed.
    #[must_use]
    pub const fn filed_on(&self) -> Date {
        self.filed_at().date()
    }

    /// The decisions so far, the earliest first.
    #[must_use]
    pub fn decisions(&self) -> &'a [Decision] {
        &self.matter.decisions
    }

    /// The last decision taken at the step.
    #[must_use]
    pub fn decided(&self, step: impl AsRef<str>) -> Option<&'a Decision> {
        self.matter.decisions.iter().rev().find(|decision| decision.step == step.as_ref())
    }

    /// What each decider filled in at the step. If it cannot be read, the call answers with that fault.
    pub fn each_filled<T: Row>(&self, step: impl AsRef<str>) -> impl Iterator<Item = (&'a Decision, T)> {
        let faults = self.facts.faults();
        let at = self.matter.decisions.iter().filter(move |decision| decision.step == step.as_ref());
        at.filter_map(move |decision| {
            let row = faults.read((&decision.step, 0), decision.content.as_deref()?, T::read)?;
            Some((decision, row))
        })
    }

    /// What the last decider filled in at the step.
    #[must_use]
    pub fn filled<T: Row>(&self, step: impl AsRef<str>) -> Option<T> {
        self.each_filled(step).last().map(|(_, row)| row)
    }
}

/// What the rule of a judgement is given: the subject and the period, with the facts.
#[derive(Debug)]
pub struct AssessmentContext<'a, P> {
    facts: Facts<'a, P>,
    ledger: &'a model::Ledger,
}

impl<'a, P> Deref for AssessmentContext<'a, P> {
    type Target = Facts<'a, P>;
    fn deref(&self) -> &Facts<'a, P> {
        &self.facts
    }
}

impl<'a, P: Parameters> AssessmentContext<'a, P> {
    pub(crate) fn new(ledger: &'a model::Ledger, faults: &'a Faults) -> Self {
        Self { facts: Facts::new(&ledger.facts, faults), ledger }
    }
}

impl<'a, P> AssessmentContext<'a, P> {
    /// The person who is assessed. Nobody, where the subject is a department or the office.
    #[must_use]
    pub const fn person(&self) -> Option<&'a Person> {
        match &self.ledger.subject {
            model::Subject::Person(person) => Some(person),
            model::Subject::Department(_) | model::Subject::Office => None,
        }
    }

    /// The department that is assessed. None, where the subject is a person or the office.
    #[must_use]
    pub const fn department(&self) -> Option<model::DepartmentId> {
        match &self.ledger.subject {
            model::Subject::Department(id) => Some(*id),
            model::Subject::Person(_) | model::Subject::Office => None,
        }
    }

    /// The first and the last day of the period.
    #[must_use]
    pub const fn period(&self) -> (Date, Date) {
        (Date(self.ledger.starts), Date(self.ledger.ends))
    }

    /// The days of the period that are over, in order.
    pub fn days(&self) -> impl Iterator<Item = Date> + use<P> {
        let today = self.facts.now().date();
        (self.ledger.starts..=self.ledger.ends).map(Date).take_while(move |date| *date < today)
    }
}
