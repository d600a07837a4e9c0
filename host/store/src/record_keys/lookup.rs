//! A field by which records of a form are found, how its values are read, and the name under which they are saved.

use super::reading::Reading;
use guiju_model::{Alike, Form};

/// What follows the name of a field of which letters and digits alone are compared.
const LOOSE: &str = "#";
/// What stands before the digest of how values are read.
const READ_AS: &str = "@";

/// A field of a form by which its records are found. Two versions of the form that read its values differently have two lookups: each
/// version finds what it reads, whichever of them is in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// The field, `vouchers/number` for a column of a table.
    pub(super) field: String,
    /// Whether letters and digits alone are compared.
    is_loose: bool,
    /// How its values are read.
    pub(super) reading: Reading,
}

impl Lookup {
    /// The lookup of a field whose values are compared so, as a version of the form declares it, or where none does.
    #[must_use]
    pub fn new(form: Option<&Form>, field: &str, alike: Alike) -> Self {
        let reading = Reading::of(form, field);
        Self { field: field.to_owned(), is_loose: alike == Alike::LettersAndDigits, reading }
    }

    /// The lookup that is noted under this name.
    pub(super) fn noted(name: &str, reading: Reading) -> Self {
        let name = name.split_once(READ_AS).map_or(name, |(name, _)| name);
        let loose = name.strip_suffix(LOOSE);
        Self { field: loose.unwrap_or(name).to_owned(), is_loose: loose.is_some(), reading }
    }

    /// How values are compared.
    #[must_use]
    pub const fn alike(&self) -> Alike {
        if self.is_loose { Alike::LettersAndDigits } else { Alike::Same }
    }

    /// The name under which its values are saved.
    #[must_use]
    pub fn name(&self) -> String {
        let loose = if self.is_loose { LOOSE } else { "" };
        let read_as = self.reading.digest().map(|digest| format!("{READ_AS}{digest}")).unwrap_or_default();
        format!("{}{loose}{read_as}", self.field)
    }
}

/// A looked-up field of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    /// The regulation that owns the form.
    pub regulation: &'a str,
    /// The form.
    pub form: &'a str,
    /// The name under which it is noted and its values are saved.
    pub name: &'a str,
    /// The field, and how its values are read.
    pub lookup: &'a Lookup,
}
