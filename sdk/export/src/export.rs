//! An export as types, and as the text of its file.

use serde::{Deserialize, Serialize};

/// What a regulation lets others rely on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// The id of the regulation.
    pub regulation: String,
    /// Its forms, in the order of their ids.
    pub forms: Vec<Form>,
    /// Its assessments, in the order of their ids.
    #[serde(default)]
    pub assessments: Vec<Assessment>,
}

/// A form that others may rely on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The id within the regulation.
    pub id: String,
    /// The fields that are filled in, in order.
    pub fields: Vec<Field>,
    /// The values that are computed or entered later, in order.
    #[serde(default)]
    pub computed: Vec<Field>,
    /// The ids of the steps that others may name, in order.
    #[serde(default)]
    pub steps: Vec<String>,
}

/// A field, a column or a computed value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name in the content.
    pub name: String,
    /// Whether sound content may lack it: it is optional, or shown under a condition.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// The kind of its value.
    pub kind: Kind,
}

/// The kind of a value, without its limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Text of one line.
    Text,
    /// Text of several lines.
    LongText,
    /// A whole number.
    Integer,
    /// A decimal number as text.
    Decimal,
    /// An amount in fen.
    Money,
    /// A day.
    Date,
    /// A day of every year.
    DayOfYear,
    /// A time of day.
    Time,
    /// A moment.
    DateTime,
    /// A period.
    Period,
    /// A span of half days.
    HalfDays,
    /// The sessions of a day.
    Sessions,
    /// True or false.
    YesNo,
    /// One of these choices.
    Choice(Vec<Choice>),
    /// Some of these choices.
    Choices(Vec<Choice>),
    /// A person of the office.
    Person,
    /// Several persons, none of them twice.
    People,
    /// A department of the office.
    Department,
    /// A stored file.
    Attachment,
    /// Stored files.
    Attachments,
    /// A record of this form, by its full name `regulation/form`.
    Reference(String),
    /// A record of this form that is booked for the time of the matter.
    Resource(String),
    /// Rows with these columns.
    Table(Vec<Field>),
    /// A type that cannot be told from the source.
    Unknown(String),
}

/// A value to choose, with its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The value in the content.
    pub value: String,
    /// The label that people read.
    pub label: String,
}

/// An assessment whose results others may rely on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The id within the regulation.
    pub id: String,
    /// The names of the figures, in order.
    pub figures: Vec<String>,
}

impl Export {
    /// Reads an export from the text of its file.
    ///
    /// # Errors
    /// The text is no export.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The text of its file.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Texts, lists and flags alone: nothing that JSON cannot express.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The assessment with this id.
    #[must_use]
    pub fn assessment(&self, id: &str) -> Option<&Assessment> {
        self.assessments.iter().find(|assessment| assessment.id == id)
    }
}

impl Form {
    /// The field or the computed value with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().chain(&self.computed).find(|field| field.name == name)
    }
}

impl Kind {
    /// The name of the kind in the contract.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long-text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Date => "date",
            Self::DayOfYear => "day-of-year",
            Self::Time => "time",
            Self::DateTime => "date-time",
            Self::Period => "period",
            Self::HalfDays => "half-days",
            Self::Sessions => "sessions",
            Self::YesNo => "yes-no",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Person => "person",
            Self::People => "people",
            Self::Department => "department",
            Self::Attachment => "attachment",
            Self::Attachments => "attachments",
            Self::Reference(_) => "reference",
            Self::Resource(_) => "resource",
            Self::Table(_) => "table",
            Self::Unknown(_) => "unknown",
        }
    }
}
