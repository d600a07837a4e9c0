//! What a regulation relies on of others, as its manifest says it.

use guiju_model::{AttachmentLimits, Bounds, Choice, Lean, LeanedField, TextLimits, ValueKind};

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
    fn declare(self) -> ValueKind {
        let text = TextLimits { max_chars: 0 };
        let files = || AttachmentLimits { media_types: Vec::new(), max_bytes: 0 };
        match self {
            Self::Text => ValueKind::Text(text),
            Self::LongText => ValueKind::LongText(text),
            Self::Integer => ValueKind::Integer(Bounds::default()),
            Self::Decimal => ValueKind::Decimal(0),
            Self::Money => ValueKind::Money(Bounds::default()),
            Self::Date => ValueKind::Date,
            Self::DayOfYear => ValueKind::DayOfYear,
            Self::Time => ValueKind::Time,
            Self::DateTime => ValueKind::DateTime,
            Self::Period => ValueKind::Period,
            Self::HalfDays => ValueKind::HalfDays,
            Self::Sessions => ValueKind::Sessions,
            Self::YesNo => ValueKind::YesNo,
            Self::Choice(choices) => ValueKind::Choice(declared(choices)),
            Self::Choices(choices) => ValueKind::Choices(declared(choices)),
            Self::Person => ValueKind::Person,
            Self::People => ValueKind::People,
            Self::Department => ValueKind::Department,
            Self::Attachment => ValueKind::Attachment(files()),
            Self::Attachments => ValueKind::Attachments(files()),
            Self::Reference(form) => ValueKind::Reference(form.to_owned()),
            Self::Resource(form) => ValueKind::Resource(form.to_owned()),
        }
    }
}

fn declared(choices: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(value, label): &(&str, &str)| Choice { value: (*value).to_owned(), label: (*label).to_owned() };
    choices.iter().map(choice).collect()
}
