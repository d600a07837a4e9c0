//! The facts that come with a call: the parameters in force, the calendar and the records that the rule declared to read.

use crate::{
    Form, Parameters, Privileges, Reference, faults::Faults, field_type::FieldType, json, malformed::Malformed,
};
use guiju_model::{self as model, Date, Entry, Moment, Person, PersonId, calendar::Calendar};
use serde_json::Value;

/// The facts of a call: everything beside the matter or the period itself.
#[derive(Debug)]
pub struct Facts<'a, P> {
    /// The values of the regulation's parameters that are in force.
    pub parameters: P,
    facts: &'a model::Facts,
    faults: &'a Faults,
}

/// A record that a rule reads.
#[derive(Debug)]
pub struct Record<'a, F> {
    /// The record's id, person, time and status.
    pub entry: &'a Entry,
    /// The record's content.
    pub form: F,
}

impl<'a, P: Parameters> Facts<'a, P> {
    pub(crate) fn new(facts: &'a model::Facts, faults: &'a Faults) -> Self {
        let parameters = P::read(&facts.parameters).unwrap_or_else(|malformed| {
            faults.report("parameters", 0, malformed);
            P::default()
        });
        Self { parameters, facts, faults }
    }
}

impl<'a, P> Facts<'a, P> {
    pub(crate) const fn model(&self) -> &'a model::Facts {
        self.facts
    }

    /// The moment of the call, on the office's clock.
    #[must_use]
    pub const fn now(&self) -> Moment {
        Moment(self.facts.now)
    }

    /// The office's work calendar.
    #[must_use]
    pub fn calendar(&self) -> Calendar<'a> {
        Calendar::new(&self.facts.calendar, &self.facts.winter, &self.facts.summer)
    }

    /// The suspensions of the regulation's privileges that come with the call.
    #[must_use]
    pub fn suspensions(&self) -> &'a [model::Suspended] {
        &self.facts.suspensions
    }

    /// Whether a person has a privilege suspended at a moment of the days of the call.
    #[must_use]
    pub fn is_suspended(&self, privilege: impl Privileges, person: PersonId, at: Moment) -> bool {
        let of = |one: &&model::Suspended| one.person == person && one.privilege == privilege.id();
        self.facts.suspensions.iter().filter(of).any(|one| one.at(at))
    }

    /// The records of a source, without reading their content. If the source was not declared to be read, the call answers with
    /// that fault.
    #[must_use]
    pub fn entries(&self, source: &str) -> &'a [Entry] {
        if let Some(known) = self.facts.known.iter().find(|known| known.source == source) {
            return &known.entries;
        }
        self.faults.report(source, 0, Malformed { path: "", reason: "is not among the reads that the rule declares" });
        &[]
    }

    pub(crate) const fn faults(&self) -> &'a Faults {
        self.faults
    }

    /// The records of a form, each with its content. If the form was not declared to be read, or the content of a record cannot
    /// be read, the call answers with that fault.
    pub fn records<F: Form>(&self) -> impl Iterator<Item = Record<'a, F>> + use<'a, F, P> {
        self.records_as(F::ID)
    }

    /// The records of a form that the read of this name brought.
    pub fn records_as<F: Form>(&self, read: &str) -> impl Iterator<Item = Record<'a, F>> + use<'a, F, P> {
        let faults = self.faults;
        self.entries(read).iter().filter_map(move |entry| {
            faults.read((F::ID, entry.id), &entry.content, F::read).map(|form| Record { entry, form })
        })
    }

    /// An attribute of a person, if the person has it. If its value has another type, the call answers with that fault.
    #[must_use]
    pub fn attribute<T: FieldType>(&self, person: &Person, name: &'static str) -> Option<T> {
        let (_, json) = person.attributes.iter().find(|(given, _)| given == name)?;
        let read = match json::value(json) {
            Some(Value::Null) => return None,
            Some(value) => T::read(&value),
            None => Err("should be JSON"),
        };
        let report = |reason| self.faults.report("attributes", person.id, Malformed { path: name, reason });
        read.map_err(report).ok()
    }

    /// The record that a reference field points to, if its form was declared to be read.
    #[must_use]
    pub fn referred<F: Form>(&self, to: Reference<F>) -> Option<Record<'a, F>> {
        self.records::<F>().find(|record| record.id() == to.id)
    }

    /// The records of a form that concern one person.
    pub fn records_of<F: Form>(&self, person: PersonId) -> impl Iterator<Item = Record<'a, F>> + use<'a, F, P> {
        self.records().filter(move |record| record.entry.person == Some(person))
    }
}

impl<F> Record<'_, F> {
    /// The id of the record.
    #[must_use]
    pub const fn id(&self) -> u64 {
        self.entry.id
    }

    /// When the event begins that the record tells of.
    #[must_use]
    pub const fn starts(&self) -> Moment {
        Moment(self.entry.starts)
    }

    /// When the event ends that the record tells of.
    #[must_use]
    pub const fn ends(&self) -> Moment {
        Moment(self.entry.ends)
    }

    /// The person whom the record concerns.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        self.entry.person
    }

    /// The day on which the event begins that the record tells of.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.starts().date()
    }

    /// The step at which the matter of the record waits. Nothing if it is not under way, or nobody is asked there.
    #[must_use]
    pub fn step(&self) -> Option<&str> {
        self.entry.step.as_deref()
    }

    /// Whether the matter of the record has passed its last step.
    #[must_use]
    pub fn completed(&self) -> bool {
        self.entry.status == model::Status::Completed
    }
}
