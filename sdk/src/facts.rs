//! The facts that come with a call: the parameters in force, the calendar and the records that the rule declared to read.

use crate::{Form, Parameters, Reference, json::object};
use guiju_model::{self as model, Date, Entry, Moment, Person, PersonId, calendar::Calendar};

/// The facts of a call: everything beside the matter or the period itself.
#[derive(Debug)]
pub struct Facts<'a, P> {
    /// The values of the regulation's parameters that are in force.
    pub parameters: P,
    facts: &'a model::Facts,
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
    pub(crate) fn new(facts: &'a model::Facts) -> Self {
        Self { parameters: P::read(&facts.parameters), facts }
    }
}

impl<'a, P> Facts<'a, P> {
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

    /// The records of a source, without reading their content. A source that was not declared to be read has none.
    #[must_use]
    pub fn entries(&self, source: &str) -> &'a [Entry] {
        self.facts.known.iter().find(|known| known.source == source).map_or(&[], |known| &known.entries)
    }

    /// The records of a form, each with its content. A form that was not declared to be read has none; a record whose content
    /// cannot be read is left out.
    pub fn records<F: Form>(&self) -> impl Iterator<Item = Record<'a, F>> + use<'a, F, P> {
        self.entries(F::ID)
            .iter()
            .filter_map(|entry| F::read(&object(&entry.content)).ok().map(|form| Record { entry, form }))
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

    /// Whether the matter of the record has passed its last step.
    #[must_use]
    pub fn completed(&self) -> bool {
        self.entry.status == model::Status::Completed
    }
}

/// Reads an attribute of a person. Nothing, if the person has none of this name or it has another type.
#[must_use]
pub fn attribute_of<T: serde::de::DeserializeOwned>(person: &Person, name: &str) -> Option<T> {
    let (_, value) = person.attributes.iter().find(|(given, _)| given == name)?;
    serde_json::from_str(value).ok()
}
