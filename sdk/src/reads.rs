//! Which records a rule reads, and what is made of them before they come.
//!
//! A read costs what it brings: say which records by conditions, of which fields, and how many there are at most.

use crate::{Choice, FieldName, Form, Table, json::json};
use guiju_model::{
    Alike, Brought, Gives, Grouping, Latest, Matching, Operand, Read, Related, Scope, Status, Totals, Window,
};

/// Reads records about the subject of the matter or of the assessment.
#[must_use]
pub fn subject<F: Form>(window: Window) -> Read {
    Read::new(F::ID, Scope::Subject, window)
}

/// The window of as many days before the day as a parameter says; it is named as the field of the parameters.
#[must_use]
pub fn past_days_of(parameter: &str) -> Window {
    Window::PastDaysOf(parameter.to_owned())
}

/// Reads records about persons of the subject's department.
#[must_use]
pub fn department<F: Form>(window: Window) -> Read {
    Read::new(F::ID, Scope::Department, window)
}

/// Reads records of the whole office.
#[must_use]
pub fn office<F: Form>(window: Window) -> Read {
    Read::new(F::ID, Scope::Office, window)
}

/// Reads records about the persons whom these name: a field of the content ([`content`]), or what an earlier read brought ([`found`]).
#[must_use]
pub fn named<F: Form>(window: Window, people: impl IntoIterator<Item = Operand>) -> Read {
    Read { people: people.into_iter().collect(), ..Read::new(F::ID, Scope::Named, window) }
}

/// The values of a field of the content.
#[must_use]
pub fn content(field: impl AsRef<str>) -> Operand {
    Operand::Content(field.as_ref().to_owned())
}

/// The values of a field of the records that an earlier read of the form brought.
#[must_use]
pub fn found<F: Form, T>(field: FieldName<F, T>) -> Operand {
    Operand::Brought(Brought { read: F::ID.to_owned(), field: field.name().to_owned() })
}

/// Reads the records of a form to which the content refers, whenever they were filed.
#[must_use]
pub fn referenced<F: Form>() -> Read {
    Read::new(F::ID, Scope::Referenced, Window::Always).at_most(REFERRED)
}

/// Reads earlier results of an assessment about the subject.
#[must_use]
pub fn results(assessed: &str, window: Window) -> Read {
    Read::new(assessed, Scope::Subject, window)
}

/// To so many records of one form a content refers at most.
const REFERRED: u32 = 1_000;

/// The name of a column of a table field: `column(Claim::FIELDS.vouchers, "number")`.
#[must_use]
pub fn column<F, R>(table: FieldName<F, Table<R>>, column: &str) -> String {
    format!("{}/{column}", table.name())
}

/// Narrows a read, and says what comes of the records.
pub trait ReadExt: Sized {
    /// Gives the answer a name, where one form is read more than once.
    #[must_use]
    fn named(self, name: &str) -> Self;

    /// Takes only records whose field has a value of this field of the content.
    #[must_use]
    fn same(self, field: impl AsRef<str>, of_content: impl AsRef<str>) -> Self;

    /// The same for numbers of papers, as people write them: only Latin letters and digits count, whatever their width and case.
    #[must_use]
    fn same_number(self, field: impl AsRef<str>, of_content: impl AsRef<str>) -> Self;

    /// Takes only records whose field has one of these choices.
    #[must_use]
    fn chosen<C: Choice>(self, field: impl AsRef<str>, choices: &[C]) -> Self;

    /// Takes only records whose field says yes; without `yes`, those where it says no or nothing.
    #[must_use]
    fn ticked(self, field: impl AsRef<str>, yes: bool) -> Self;

    /// Takes only records whose field names the subject, or this other party to the call.
    #[must_use]
    fn naming(self, field: impl AsRef<str>, whom: Operand) -> Self;

    /// Takes only records to which a record of this form points by its reference field; `there` is false for those to which none does.
    #[must_use]
    fn related<F: Form>(self, field: impl AsRef<str>, having: &[Status], there: bool) -> Self;

    /// Takes only records of these statuses.
    #[must_use]
    fn having(self, statuses: &[Status]) -> Self;

    /// Brings only these fields of the content.
    #[must_use]
    fn with(self, fields: &[&str]) -> Self;

    /// Brings the last record of each person.
    #[must_use]
    fn latest(self) -> Self;

    /// Brings the last record of each value of a field.
    #[must_use]
    fn latest_by(self, field: impl AsRef<str>) -> Self;

    /// Brings columns of numbers of these fields; see [`crate::Columns`].
    #[must_use]
    fn numbers(self, fields: &[&str]) -> Self;

    /// Brings how many there are, alone.
    #[must_use]
    fn counted(self) -> Self;

    /// Brings how many there are with sum, least and most of a field.
    #[must_use]
    fn totals(self, field: impl AsRef<str>) -> Self;

    /// Groups the totals.
    #[must_use]
    fn by(self, grouping: Grouping) -> Self;

    /// Says how many records or groups there are at most. Beyond it the call is refused with a message that names the read.
    #[must_use]
    fn at_most(self, most: u32) -> Self;
}

fn matching(mut read: Read, field: &str, alike: Alike, operand: Operand) -> Read {
    read.matching.push(Matching { field: field.to_owned(), alike, operand });
    read
}

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

impl ReadExt for Read {
    fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    fn same(self, field: impl AsRef<str>, of_content: impl AsRef<str>) -> Self {
        matching(self, field.as_ref(), Alike::Same, Operand::Content(of_content.as_ref().to_owned()))
    }

    fn same_number(self, field: impl AsRef<str>, of_content: impl AsRef<str>) -> Self {
        matching(self, field.as_ref(), Alike::LettersAndDigits, Operand::Content(of_content.as_ref().to_owned()))
    }

    fn chosen<C: Choice>(self, field: impl AsRef<str>, choices: &[C]) -> Self {
        let values = choices.iter().map(|choice| json(choice.value())).collect();
        matching(self, field.as_ref(), Alike::Same, Operand::Values(values))
    }

    fn ticked(self, field: impl AsRef<str>, yes: bool) -> Self {
        let values: &[&str] = if yes { &["true"] } else { &["false", "null"] };
        matching(self, field.as_ref(), Alike::Same, Operand::Values(owned(values)))
    }

    fn naming(self, field: impl AsRef<str>, whom: Operand) -> Self {
        matching(self, field.as_ref(), Alike::Same, whom)
    }

    fn related<F: Form>(mut self, field: impl AsRef<str>, having: &[Status], there: bool) -> Self {
        let (form, field) = (F::ID.to_owned(), field.as_ref().to_owned());
        self.related.push(Related { form, field, having: having.to_vec(), there });
        self
    }

    fn having(mut self, statuses: &[Status]) -> Self {
        self.having = statuses.to_vec();
        self
    }

    fn with(mut self, fields: &[&str]) -> Self {
        match &mut self.gives {
            Gives::Latest(latest) => latest.fields = owned(fields),
            gives => *gives = Gives::Records(owned(fields)),
        }
        self
    }

    fn latest(mut self) -> Self {
        self.gives = Gives::Latest(Latest { by: None, fields: Vec::new() });
        self
    }

    fn latest_by(mut self, field: impl AsRef<str>) -> Self {
        self.gives = Gives::Latest(Latest { by: Some(field.as_ref().to_owned()), fields: Vec::new() });
        self
    }

    fn numbers(mut self, fields: &[&str]) -> Self {
        self.gives = Gives::Numbers(owned(fields));
        self
    }

    fn counted(mut self) -> Self {
        self.gives = Gives::Totals(Totals { of: None, by: None });
        self
    }

    fn totals(mut self, field: impl AsRef<str>) -> Self {
        self.gives = Gives::Totals(Totals { of: Some(field.as_ref().to_owned()), by: None });
        self
    }

    fn by(mut self, grouping: Grouping) -> Self {
        if let Gives::Totals(totals) = &mut self.gives {
            totals.by = Some(grouping);
        }
        self
    }

    fn at_most(mut self, most: u32) -> Self {
        self.most = most;
        self
    }
}
