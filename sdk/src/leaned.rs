//! What a regulation relies on of others, as its manifest says it.

use guiju_model::{Choice, Lean, LeanedField, PlainKind};

/// A form or an assessment of another regulation on which this one relies. `regulation!` lists what `relies!` names.
#[derive(Clone, Copy, Debug)]
pub struct Leaned {
    /// The id with the other regulation's before it.
    pub on: &'static str,
    /// The fields, columns and computed values.
    pub fields: &'static [LeanedName],
    /// The ids of the steps.
    pub steps: &'static [&'static str],
    /// The names of the figures.
    pub figures: &'static [&'static str],
}

/// A field on which a regulation relies.
#[derive(Clone, Copy, Debug)]
pub struct LeanedName {
    /// The name; `vouchers/number` for a column.
    pub name: &'static str,
    /// The kind.
    pub kind: LeanedKind,
    /// Whether the rules count on it being filled in.
    pub required: bool,
}

/// The kind of a field without its limits, which nobody relies on.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the kinds of the contract, by their names")]
pub enum LeanedKind {
    Text,
    LongText,
    Integer,
    Decimal,
    Money,
    Date,
    DayOfYear,
    Time,
    DateTime,
    Period,
    HalfDays,
    Sessions,
    YesNo,
    /// The values that the rules name, with their labels.
    Choice(&'static [(&'static str, &'static str)]),
    /// The same for several.
    Choices(&'static [(&'static str, &'static str)]),
    Person,
    People,
    Department,
    Attachment,
    Attachments,
    /// The full name of the form.
    Reference(&'static str),
    /// The same for what is booked.
    Resource(&'static str),
}

impl Leaned {
    /// As the contract declares it.
    #[must_use]
    pub fn declare(&self) -> Lean {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let field = |field: &LeanedName| LeanedField {
            name: field.name.to_owned(),
            kind: field.kind.declare(),
            required: field.required,
        };
        Lean {
            on: self.on.to_owned(),
            fields: self.fields.iter().map(field).collect(),
            steps: owned(self.steps),
            figures: owned(self.figures),
        }
    }
}

impl LeanedKind {
    fn declare(self) -> PlainKind {
        match self {
            Self::Text => PlainKind::Text,
            Self::LongText => PlainKind::LongText,
            Self::Integer => PlainKind::Integer,
            Self::Decimal => PlainKind::Decimal,
            Self::Money => PlainKind::Money,
            Self::Date => PlainKind::Date,
            Self::DayOfYear => PlainKind::DayOfYear,
            Self::Time => PlainKind::Time,
            Self::DateTime => PlainKind::DateTime,
            Self::Period => PlainKind::Period,
            Self::HalfDays => PlainKind::HalfDays,
            Self::Sessions => PlainKind::Sessions,
            Self::YesNo => PlainKind::YesNo,
            Self::Choice(choices) => PlainKind::Choice(declared(choices)),
            Self::Choices(choices) => PlainKind::Choices(declared(choices)),
            Self::Person => PlainKind::Person,
            Self::People => PlainKind::People,
            Self::Department => PlainKind::Department,
            Self::Attachment => PlainKind::Attachment,
            Self::Attachments => PlainKind::Attachments,
            Self::Reference(form) => PlainKind::Reference(form.to_owned()),
            Self::Resource(form) => PlainKind::Resource(form.to_owned()),
        }
    }
}

fn declared(choices: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(value, label): &(&str, &str)| Choice { value: (*value).to_owned(), label: (*label).to_owned() };
    choices.iter().map(choice).collect()
}
