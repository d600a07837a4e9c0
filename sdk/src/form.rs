//! Forms as types.

use crate::{FieldType, Object, RoleName};
use guiju_model as model;

/// A form: declared and read by `derive(Form)`.
pub trait Form: Sized {
    /// Its id; `other-regulation/form` when it is another's and only read here.
    const ID: &'static str;

    /// As the contract has it.
    fn declare() -> model::Form;

    /// Its register, if it keeps one that people open.
    #[must_use]
    fn register() -> Option<model::View> {
        None
    }

    /// Reads content; what is missing takes the type's default, as the host has already said so.
    ///
    /// # Errors
    /// The first field whose value has another type.
    fn read(content: &Object) -> Result<Self, Malformed>;
}

/// A row of a table, or what a decider fills in: declared and read by `derive(Row)`.
pub trait Row: Sized {
    /// As columns of a table.
    fn columns() -> Vec<model::Column>;

    /// As fields of a step.
    fn fields() -> Vec<model::Field>;

    /// Reads one row.
    ///
    /// # Errors
    /// The first column whose value has another type.
    fn read(content: &Object) -> Result<Self, Malformed>;
}

/// Content that does not have the declared shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Field.
    pub path: &'static str,
    /// What was expected.
    pub reason: &'static str,
}

impl From<Malformed> for model::Fault {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed((malformed.path.to_owned(), malformed.reason.to_owned()))
    }
}

/// Reads one field for the derives.
///
/// # Errors
/// If the value has another type.
pub fn field<T: FieldType>(content: &Object, name: &'static str) -> Result<T, Malformed> {
    match content.get(name) {
        None | Some(serde_json::Value::Null) => Ok(T::default()),
        Some(value) => T::read(value).map_err(|reason| Malformed { path: name, reason }),
    }
}

/// A condition for the derives; `true` and `false` are booleans, everything else a choice.
#[must_use]
pub fn condition(field: &str, values: &[&str]) -> model::Condition {
    let json = |value: &&str| match *value {
        "true" | "false" => (*value).to_owned(),
        value => crate::json(&value),
    };
    model::Condition { field: field.to_owned(), is_one_of: values.iter().map(json).collect() }
}

/// The legend of a sheet for the derives: each sign with what it means.
#[must_use]
pub fn legend(signs: &[(&str, &str)]) -> Vec<model::Sign> {
    let sign =
        |(sign, meaning): &(&str, &str)| model::Sign { sign: (*sign).to_owned(), meaning: (*meaning).to_owned() };
    signs.iter().map(sign).collect()
}

/// An audience of role holders for the derives.
#[must_use]
pub fn holders(roles: &[RoleName]) -> model::Audience {
    model::Audience::HoldersOf(roles.iter().map(|role| role.id.to_owned()).collect())
}

/// The declaration of a form that another regulation owns: its name alone.
#[must_use]
pub fn foreign_form(id: &str) -> model::Form {
    model::Form {
        id: id.to_owned(),
        title: String::new(),
        clause: String::new(),
        summary: String::new(),
        sections: Vec::new(),
        filing: model::Filing { by: model::Audience::Nobody, on_behalf: model::Audience::Nobody, imports: Vec::new() },
        series: None,
        occurs: None,
        about: None,
        seen_by: model::Audience::Nobody,
        closed_when: Vec::new(),
        held_by: Vec::new(),
        copies: Vec::new(),
        synonyms: Vec::new(),
    }
}

/// The register of a form for the derives.
#[must_use]
pub fn register(
    id: &str,
    title: &str,
    clause: crate::Clause,
    form: &str,
    columns: &[&str],
    seen_by: model::Audience,
) -> model::View {
    model::View {
        id: id.to_owned(),
        title: title.to_owned(),
        clause: clause.id(),
        over: vec![form.to_owned()],
        layout: model::Layout::Table,
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        seen_by,
    }
}

/// Collects fields into sections for the derives.
#[derive(Default)]
pub struct Sections(Vec<model::Section>);

impl Sections {
    /// Begins a section.
    pub fn section(&mut self, title: &str) {
        self.0.push(model::Section { title: Some(title.to_owned()), fields: Vec::new() });
    }

    /// Adds a field to the last section.
    pub fn field(&mut self, field: model::Field) {
        match self.0.last_mut() {
            Some(section) => section.fields.push(field),
            None => self.0.push(model::Section { title: None, fields: vec![field] }),
        }
    }

    /// The sections.
    #[must_use]
    pub fn done(self) -> Vec<model::Section> {
        self.0
    }
}
