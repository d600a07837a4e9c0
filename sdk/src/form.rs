//! Forms, and the helpers from which the derives build their declarations.

use crate::{
    Clause, RoleName,
    field_type::FieldType,
    json::{self, Object},
    malformed::Malformed,
    times::TimeChecks,
};
use guiju_model as model;

/// A form. `derive(Form)` implements it for a struct.
pub trait Form: Sized {
    /// The id of the form. A form of another regulation, which is only read here, has the id `other-regulation/form`.
    const ID: &'static str;

    /// The names of the form's fields as a type.
    type Fields;
    /// The names of the form's fields, each with the type of its values.
    const FIELDS: Self::Fields;

    /// The form as the contract declares it.
    fn declare() -> model::Form;

    /// The register of the form, if people can open one.
    #[must_use]
    fn register() -> Option<model::View> {
        None
    }

    /// Reads content. A field that is missing has the default of its type, because the host has already reported it.
    ///
    /// # Errors
    /// The first field whose value has another type.
    fn read(content: &Object) -> Result<Self, Malformed>;

    /// The content, without fields that are empty.
    fn write(&self) -> Object;

    /// Compares the times of the form with its filing: fields with `past` and `ahead`.
    fn check_times(&self, _checks: &mut TimeChecks<'_>) {}
}

/// A row of a table, or what a decider fills in. `derive(Row)` implements it for a struct.
pub trait Row: Sized {
    /// The columns of a table of such rows.
    fn columns() -> Vec<model::Column>;

    /// The fields of a step at which a decider fills it in.
    fn fields() -> Vec<model::Field>;

    /// Reads a row. A column that is missing has the default of its type.
    ///
    /// # Errors
    /// The first column whose value has another type.
    fn read(content: &Object) -> Result<Self, Malformed>;

    /// The row, without columns that are empty.
    fn write(&self) -> Object;
}

/// Reads a field, for the derives.
///
/// # Errors
/// The value has another type.
pub fn field<T: FieldType>(content: &Object, name: &'static str) -> Result<T, Malformed> {
    match content.get(name) {
        None | Some(serde_json::Value::Null) => Ok(T::default()),
        Some(value) => T::read(value).map_err(|reason| Malformed { path: name, reason }),
    }
}

/// Reads a field that had other names in earlier versions, for the derives.
///
/// # Errors
/// The value has another type.
pub fn renamed_field<T: FieldType>(content: &Object, name: &'static str, was: &[&str]) -> Result<T, Malformed> {
    let older = || was.iter().find_map(|was| content.get(*was));
    match content.get(name).or_else(older) {
        None | Some(serde_json::Value::Null) => Ok(T::default()),
        Some(value) => T::read(value).map_err(|reason| Malformed { path: name, reason }),
    }
}

/// Writes a field into content, for the derives. What is empty is left out.
pub fn write_field(content: &mut Object, name: &str, value: &impl FieldType) {
    let value = value.write();
    if !value.is_null() {
        content.insert(name.to_owned(), value);
    }
}

/// Whether the form that a reference points to is the one that its owner declares, for `relies!`.
#[must_use]
pub const fn points_to(form: &str, declared: &str) -> bool {
    let (form, declared) = (form.as_bytes(), declared.as_bytes());
    if form.len() != declared.len() {
        return false;
    }
    let mut at = 0;
    while at < form.len() {
        if form[at] != declared[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A condition on a field, for the derives. `true` and `false` are booleans, every other value is a choice.
#[must_use]
pub fn condition(field: &str, values: &[&str]) -> model::Condition {
    let json = |value: &&str| match *value {
        "true" | "false" => (*value).to_owned(),
        value => json::json(value),
    };
    model::Condition { field: field.to_owned(), is_one_of: values.iter().map(json).collect() }
}

/// The legend of a sheet, for the derives: each sign with what it means.
#[must_use]
pub fn legend(signs: &[(&str, &str)]) -> Vec<model::Sign> {
    let sign =
        |(sign, meaning): &(&str, &str)| model::Sign { sign: (*sign).to_owned(), meaning: (*meaning).to_owned() };
    signs.iter().map(sign).collect()
}

/// The holders of these roles as an audience.
#[must_use]
pub fn holders(roles: &[RoleName]) -> model::Audience {
    model::Audience::HoldersOf(roles.iter().map(|role| role.id.to_owned()).collect())
}

/// The declaration of a form that another regulation owns: its id alone.
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
        steps: Vec::new(),
        computed: Vec::new(),
    }
}

/// The register of a form, for the derives.
#[must_use]
pub fn register(
    id: &str,
    title: &str,
    clause: Clause,
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

/// Collects the fields of a form into sections, for the derives.
#[derive(Default)]
pub struct Sections(Vec<model::Section>);

impl Sections {
    /// Begins a section with a title.
    pub fn section(&mut self, title: &str) {
        self.0.push(model::Section { title: Some(title.to_owned()), fields: Vec::new() });
    }

    /// Adds a field to the last section, or to one without a title.
    pub fn field(&mut self, field: model::Field) {
        match self.0.last_mut() {
            Some(section) => section.fields.push(field),
            None => self.0.push(model::Section { title: None, fields: vec![field] }),
        }
    }

    /// The sections in order.
    #[must_use]
    pub fn done(self) -> Vec<model::Section> {
        self.0
    }
}
