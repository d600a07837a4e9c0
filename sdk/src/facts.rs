//! What a rule may know: the parameters in force, the calendar, the records it declared it reads, the matter so far.

use crate::{Form, Object, Row, object};
use guiju_model::{
    self as model, Date, Decision, Entry, Moment, Person, PersonId, Read, Scope, Window, calendar::Calendar,
};
use std::ops::Deref;

/// Everything beside the matter itself.
#[derive(Debug)]
pub struct Facts<'a, P> {
    /// The regulation's numbers in force.
    pub parameters: P,
    facts: &'a model::Facts,
}

/// A record that a rule reads.
#[derive(Debug)]
pub struct Record<'a, F> {
    /// Its id, person, time and status.
    pub entry: &'a Entry,
    /// What was filled in.
    pub form: F,
}

impl<'a, P: crate::Parameters> Facts<'a, P> {
    pub(crate) fn new(facts: &'a model::Facts) -> Self {
        Self { parameters: P::read(&facts.parameters), facts }
    }
}

impl<'a, P> Facts<'a, P> {
    /// The moment of the call.
    #[must_use]
    pub const fn now(&self) -> Moment {
        Moment(self.facts.now)
    }

    /// The work calendar.
    #[must_use]
    pub fn calendar(&self) -> Calendar<'a> {
        Calendar::new(&self.facts.calendar, &self.facts.winter, &self.facts.summer)
    }

    /// The records of a source that was declared to be read.
    #[must_use]
    pub fn entries(&self, source: &str) -> &'a [Entry] {
        self.facts.known.iter().find(|known| known.source == source).map_or(&[], |known| &known.entries)
    }

    /// The records of a form that was declared to be read, each with its content.
    pub fn records<F: Form>(&self) -> impl Iterator<Item = Record<'a, F>> + use<'a, F, P> {
        self.entries(F::ID)
            .iter()
            .filter_map(|entry| F::read(&object(&entry.content)).ok().map(|form| Record { entry, form }))
    }

    /// The record that a reference field points to, if it was declared to be read.
    #[must_use]
    pub fn referred<F: Form>(&self, to: crate::Reference<F>) -> Option<Record<'a, F>> {
        self.records::<F>().find(|record| record.id() == to.id)
    }

    /// Those of one person.
    pub fn records_of<F: Form>(&self, person: PersonId) -> impl Iterator<Item = Record<'a, F>> + use<'a, F, P> {
        self.records().filter(move |record| record.entry.person == Some(person))
    }
}

impl<F> Record<'_, F> {
    /// Id of the record.
    #[must_use]
    pub const fn id(&self) -> u64 {
        self.entry.id
    }

    /// When what it tells of begins.
    #[must_use]
    pub const fn starts(&self) -> Moment {
        Moment(self.entry.starts)
    }

    /// When it ends.
    #[must_use]
    pub const fn ends(&self) -> Moment {
        Moment(self.entry.ends)
    }

    /// Whom it concerns.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        self.entry.person
    }

    /// The day on which what it tells of begins.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.starts().date()
    }

    /// Whether its last station is passed.
    #[must_use]
    pub fn completed(&self) -> bool {
        self.entry.status == model::Status::Completed
    }
}

/// A matter being checked or routed.
#[derive(Debug)]
pub struct Context<'a, P> {
    facts: Facts<'a, P>,
    matter: &'a model::Matter,
}

impl<'a, P> Deref for Context<'a, P> {
    type Target = Facts<'a, P>;
    fn deref(&self) -> &Facts<'a, P> {
        &self.facts
    }
}

impl<'a, P: crate::Parameters> Context<'a, P> {
    pub(crate) fn new(matter: &'a model::Matter) -> Self {
        Self { facts: Facts::new(&matter.facts), matter }
    }
}

impl<'a, P> Context<'a, P> {
    /// Who filed it.
    #[must_use]
    pub const fn applicant(&self) -> &'a Person {
        &self.matter.applicant
    }

    /// Whom it concerns.
    #[must_use]
    pub const fn subject(&self) -> &'a Person {
        &self.matter.subject
    }

    /// Whether it was filed for somebody else.
    #[must_use]
    pub const fn on_behalf(&self) -> bool {
        self.matter.on_behalf
    }

    /// When it was filed.
    #[must_use]
    pub const fn filed_at(&self) -> Moment {
        Moment(self.matter.filed_at)
    }

    /// The day it was filed.
    #[must_use]
    pub const fn filed_on(&self) -> Date {
        self.filed_at().date()
    }

    /// The decisions so far.
    #[must_use]
    pub fn decisions(&self) -> &'a [Decision] {
        &self.matter.decisions
    }

    /// The last decision taken at the step.
    #[must_use]
    pub fn decided(&self, step: &str) -> Option<&'a Decision> {
        self.matter.decisions.iter().rev().find(|decision| decision.step == step)
    }

    /// What was filled in at the step, by every decider.
    pub fn each_filled<T: Row>(&self, step: &str) -> impl Iterator<Item = (&'a Decision, T)> {
        self.matter.decisions.iter().filter(move |decision| decision.step == step).filter_map(|decision| {
            let content: Object = object(decision.content.as_deref()?);
            T::read(&content).ok().map(|row| (decision, row))
        })
    }

    /// What was last filled in at the step.
    #[must_use]
    pub fn filled<T: Row>(&self, step: &str) -> Option<T> {
        self.each_filled(step).last().map(|(_, row)| row)
    }
}

/// A subject being judged over a period.
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

impl<'a, P: crate::Parameters> AssessmentContext<'a, P> {
    pub(crate) fn new(ledger: &'a model::Ledger) -> Self {
        Self { facts: Facts::new(&ledger.facts), ledger }
    }
}

impl<'a, P> AssessmentContext<'a, P> {
    /// The person judged; nobody when a department or the office is.
    #[must_use]
    pub const fn person(&self) -> Option<&'a Person> {
        match &self.ledger.subject {
            model::Subject::Person(person) => Some(person),
            model::Subject::Department(_) | model::Subject::Office => None,
        }
    }

    /// The department judged; none when a person or the office is.
    #[must_use]
    pub const fn department(&self) -> Option<model::DepartmentId> {
        match &self.ledger.subject {
            model::Subject::Department(id) => Some(*id),
            model::Subject::Person(_) | model::Subject::Office => None,
        }
    }

    /// First and last day of the period.
    #[must_use]
    pub const fn period(&self) -> (Date, Date) {
        (Date(self.ledger.starts), Date(self.ledger.ends))
    }

    /// The days of the period that are over.
    pub fn days(&self) -> impl Iterator<Item = Date> + use<P> {
        let today = self.facts.now().date();
        (self.ledger.starts..=self.ledger.ends).map(Date).take_while(move |date| *date < today)
    }
}

/// A person's attribute, read as a type.
#[must_use]
pub fn attribute_of<T: serde::de::DeserializeOwned>(person: &Person, name: &str) -> Option<T> {
    let (_, value) = person.attributes.iter().find(|(given, _)| given == name)?;
    serde_json::from_str(value).ok()
}

fn read<F: Form>(scope: Scope, window: Window) -> Read {
    Read { source: F::ID.to_owned(), scope, window }
}

/// Reads records of the person concerned.
#[must_use]
pub fn subject<F: Form>(window: Window) -> Read {
    read::<F>(Scope::Subject, window)
}

/// Reads records of that person's department.
#[must_use]
pub fn department<F: Form>(window: Window) -> Read {
    read::<F>(Scope::Department, window)
}

/// Reads everybody's records.
#[must_use]
pub fn office<F: Form>(window: Window) -> Read {
    read::<F>(Scope::Office, window)
}

/// Reads the records that the content points to.
#[must_use]
pub fn referenced<F: Form>() -> Read {
    read::<F>(Scope::Referenced, Window::Always)
}

/// Reads earlier results of an assessment about the person concerned.
#[must_use]
pub fn results(assessed: &str, window: Window) -> Read {
    Read { source: assessed.to_owned(), scope: Scope::Subject, window }
}
