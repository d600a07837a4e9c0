//! A field by which records of a form are found, and the name under which its values are saved.

use guiju_model::Alike;

/// What follows the name of a field of which letters and digits alone are compared.
const LOOSE: &str = "#";

/// A field of a form by which its records are found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lookup {
    /// The field, `vouchers/number` for a column of a table.
    pub field: String,
    /// Whether letters and digits alone are compared.
    pub is_loose: bool,
}

impl Lookup {
    /// The lookup of a field whose values are compared so.
    #[must_use]
    pub fn new(field: &str, alike: Alike) -> Self {
        Self { field: field.to_owned(), is_loose: alike == Alike::LettersAndDigits }
    }

    /// How values are compared.
    #[must_use]
    pub const fn alike(&self) -> Alike {
        if self.is_loose { Alike::LettersAndDigits } else { Alike::Same }
    }

    /// The name under which its values are saved.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}{}", self.field, if self.is_loose { LOOSE } else { "" })
    }

    /// The lookup of this name.
    pub(super) fn named(name: &str) -> Self {
        let loose = name.strip_suffix(LOOSE);
        Self { field: loose.unwrap_or(name).to_owned(), is_loose: loose.is_some() }
    }
}
