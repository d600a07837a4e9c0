//! What a value is, whatever a form says about how it is entered.

use crate::FormId;
use guiju_macros::wit_mirror;

/// The kind of a value without the limits of its entry: what somebody who reads it has to know.
#[wit_mirror]
pub enum PlainKind {
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
    /// A day, as `2026-03-02`.
    Date,
    /// A day of every year, as `05-01`.
    DayOfYear,
    /// A time of day, as `09:00`.
    Time,
    /// A moment, as `2026-03-02T09:00`.
    DateTime,
    /// A period, as `2026-03-02T09:00/2026-03-02T11:30`.
    Period,
    /// A span of half days, as `2026-03-02 am/2026-03-02 pm`.
    HalfDays,
    /// The sessions of a day, as `08:30-12:00 14:30-18:00`.
    Sessions,
    /// True or false, a JSON boolean.
    YesNo,
    /// One of these choices.
    Choice(Vec<Choice>),
    /// Some of these choices, as a list.
    Choices(Vec<Choice>),
    /// A person, by id.
    Person,
    /// Persons, as a list of ids.
    People,
    /// A department, by id.
    Department,
    /// A stored file.
    Attachment,
    /// Stored files, as a list.
    Attachments,
    /// A record of this form, by id.
    Reference(FormId),
    /// A record of this form, by id, booked for the time of the matter.
    Resource(FormId),
}

impl PlainKind {
    /// The form to whose records values point, booked or not.
    #[must_use]
    pub const fn pointed(&self) -> Option<&FormId> {
        match self {
            Self::Reference(form) | Self::Resource(form) => Some(form),
            _ => None,
        }
    }
}

/// A value to choose, with its label.
#[wit_mirror]
pub struct Choice {
    /// The value in the content.
    pub value: String,
    /// The label that people read.
    pub label: String,
}
