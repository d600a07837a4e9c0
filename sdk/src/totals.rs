//! What a read brings beside records: totals, and columns of numbers.

use crate::{Facts, Form, Record, malformed::Malformed};
use guiju_model::{Date, Group, Known, Moment, NO_NUMBER, Numbers, PersonId, RecordId, Status};

/// Records as columns of numbers, in the order of their events.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a>(&'a Numbers);

/// One record of the columns.
#[derive(Clone, Copy, Debug)]
pub struct NumberRow<'a> {
    numbers: &'a Numbers,
    at: usize,
}

impl<'a, P> Facts<'a, P> {
    /// The answer to a read; if it was not declared, the call answers with that fault.
    fn answer(&self, name: &str) -> Option<&'a Known> {
        let known = self.model().known.iter().find(|known| known.source == name);
        if known.is_none() {
            let reason = "is not among the reads that the rule declares";
            self.faults().report(name, 0, Malformed { path: "", reason });
        }
        known
    }

    /// The groups of a read that gives totals, by its name; of one without a name by its form's id.
    #[must_use]
    pub fn groups(&self, read: &str) -> &'a [Group] {
        self.answer(read).map_or(&[], |known| &known.groups)
    }

    /// The totals of a read that groups by nothing.
    #[must_use]
    pub fn totals(&self, read: &str) -> Group {
        let none = Group { by: None, count: 0, sum: 0, least: None, most: None };
        self.groups(read).first().cloned().unwrap_or(none)
    }

    /// The columns of a read that gives numbers, by its name; of one without a name by its form's id.
    #[must_use]
    pub fn columns(&self, read: &str) -> Option<Columns<'a>> {
        let known = self.answer(read)?;
        if known.numbers.is_none() {
            self.faults().report(read, 0, Malformed { path: "", reason: "is read, but not as numbers" });
        }
        known.numbers.as_ref().map(Columns)
    }
}

impl<'a, P> Facts<'a, P> {
    /// The record of a row of numbers, of those that the read of this name brought; the others are not looked at. Of a read with the
    /// same conditions it stands in the same place.
    #[must_use]
    pub fn record_of<F: Form>(&self, read: &str, row: &NumberRow<'_>) -> Option<Record<'a, F>> {
        let entries = self.entries(read);
        let in_place = entries.get(row.at).filter(|entry| entry.id == row.id());
        let entry = in_place.or_else(|| entries.iter().find(|entry| entry.id == row.id()))?;
        self.faults().read((F::ID, entry.id), &entry.content, F::read).map(|form| Record { entry, form })
    }
}

impl<'a> Columns<'a> {
    /// The records in order.
    pub fn rows(self) -> impl ExactSizeIterator<Item = NumberRow<'a>> {
        (0..self.0.ids.len()).map(move |at| NumberRow { numbers: self.0, at })
    }
}

impl NumberRow<'_> {
    /// The id of the record.
    #[must_use]
    pub fn id(&self) -> RecordId {
        self.numbers.ids.get(self.at).copied().unwrap_or_default()
    }

    /// The person whom it concerns.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.numbers.people.get(self.at).copied().filter(|person| *person != 0)
    }

    /// When its event begins.
    #[must_use]
    pub fn starts(&self) -> Moment {
        Moment(self.numbers.starts.get(self.at).copied().unwrap_or_default())
    }

    /// The day on which its event begins.
    #[must_use]
    pub fn date(&self) -> Date {
        self.starts().date()
    }

    /// Its status.
    #[must_use]
    pub fn status(&self) -> Status {
        let place = self.numbers.statuses.get(self.at).copied().unwrap_or_default();
        Status::ALL.get(usize::from(place)).copied().unwrap_or(Status::Void)
    }

    /// The number of the field at this place among those that the read names; none where it is not filled in.
    #[must_use]
    pub fn number(&self, field: usize) -> Option<i64> {
        self.numbers.columns.get(field)?.get(self.at).copied().filter(|number| *number != NO_NUMBER)
    }
}
