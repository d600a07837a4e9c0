//! Forms: what staff fill in, declared so that host and portal can compose, check and file them.

use crate::{Audience, Choice, ClauseId, FormId, Json, PlainKind};
use guiju_macros::wit_mirror;

/// A form; its completed matters are its register.
#[wit_mirror]
pub struct Form {
    /// The id within the regulation.
    pub id: FormId,
    /// The title, as on paper.
    pub title: String,
    /// The clause that demands it.
    pub clause: ClauseId,
    /// One line about a filed matter; `{field}` stands for a field or a derived value.
    pub summary: String,
    /// The fields, in sections.
    pub sections: Vec<Section>,
    /// Who may file, and how.
    pub filing: Filing,
    /// The series from which a matter takes its number.
    pub series: Option<Series>,
    /// The field with the time of the event. Without it, the time of the filing counts.
    pub occurs: Option<String>,
    /// The field with the person whom the matter concerns. Without it, the applicant counts.
    pub about: Option<String>,
    /// Who, beside those who take part, may read every matter of the form.
    pub seen_by: Audience,
    /// Where all of these hold, only those who take part may read the matter.
    pub closed_when: Vec<Condition>,
    /// The person fields with the custodians of what is registered. Nobody leaves the office while holding anything.
    pub held_by: Vec<String>,
    /// The recipient of each copy, where a matter is printed in several.
    #[since("1.0")]
    pub copies: Vec<String>,
    /// Everyday words by which people look for the form, beside its title, its fields and their choices.
    #[since("1.1")]
    pub synonyms: Vec<String>,
    /// The steps of its matters that other regulations may rely on.
    #[since("1.1")]
    #[unless_default]
    pub steps: Vec<StepName>,
    /// The values computed beside its content that other regulations may rely on.
    #[since("1.1")]
    #[unless_default]
    pub computed: Vec<Computed>,
}

/// A step that a form's matters may have, by its id.
#[wit_mirror]
pub struct StepName {
    /// The id, which never changes.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A value that is computed beside a form's content.
#[wit_mirror]
pub struct Computed {
    /// The name in the content's JSON object.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The kind of the value.
    pub kind: PlainKind,
}

impl Form {
    /// All fields in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields().find(|field| field.name == name)
    }
}

/// A section of a form.
#[wit_mirror]
pub struct Section {
    /// The title of the section.
    pub title: Option<String>,
    /// The fields of the section in order.
    pub fields: Vec<Field>,
}

/// A field of a form or of a step.
#[wit_mirror]
pub struct Field {
    /// The name in the content's JSON object.
    pub name: String,
    /// The label that people read.
    pub label: String,
    /// The help below the label.
    pub help: Option<String>,
    /// The clause that demands it.
    pub clause: Option<ClauseId>,
    /// Whether it must be filled in where it is shown.
    pub required: bool,
    /// The field is shown where all of these hold.
    pub shown_when: Vec<Condition>,
    /// The kind of its value.
    pub kind: FieldKind,
    /// The value with which it begins, as JSON.
    pub initial: Option<Json>,
    /// Whether it is shown only to those who take part. Registers and exports mask it.
    pub sensitive: bool,
    /// The names that it had in earlier versions of the regulation, the latest first.
    #[since("1.1")]
    #[unless_default]
    pub was: Vec<String>,
}

/// Whether a field has one value or rows of them.
#[wit_mirror]
pub enum FieldKind {
    /// One value of this kind.
    Single(ValueKind),
    /// Rows with these columns.
    Table(Vec<Column>),
}

/// A column of a table field.
#[wit_mirror]
pub struct Column {
    /// The name in the row's JSON object.
    pub name: String,
    /// The label that people read.
    pub label: String,
    /// Whether it must be filled in in every row.
    pub required: bool,
    /// The kind of its values.
    pub kind: ValueKind,
}

/// The kind of a value, and its limits.
#[wit_mirror]
pub enum ValueKind {
    /// Text of one line.
    Text(TextLimits),
    /// Text of several lines.
    LongText(TextLimits),
    /// A whole number.
    Integer(Bounds),
    /// A decimal number as text, with at most this many digits after the point.
    Decimal(u8),
    /// An amount in fen.
    Money(Bounds),
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
    Attachment(AttachmentLimits),
    /// Stored files, as a list.
    Attachments(AttachmentLimits),
    /// A record of this form, by id.
    Reference(FormId),
    /// A record of this form, by id, booked for the time of the matter: never for two matters at once.
    Resource(FormId),
    /// A decimal number as text, within bounds.
    #[since("1.1")]
    DecimalWithin(DecimalLimits),
    /// A list of words, none of them empty and none twice. Of a parameter.
    #[since("1.1")]
    Words(WordsLimits),
    /// A table of tiers, as `[{ "from": 1, "value": 5 }]`: from which number on, included, which value holds. Of a parameter.
    #[since("1.1")]
    Tiers(TiersLimits),
}

impl ValueKind {
    /// The kind without its limits; nothing for kinds that parameters alone have.
    #[must_use]
    pub fn plain(&self) -> Option<PlainKind> {
        Some(match self {
            Self::Text(_) => PlainKind::Text,
            Self::LongText(_) => PlainKind::LongText,
            Self::Integer(_) => PlainKind::Integer,
            Self::Decimal(_) | Self::DecimalWithin(_) => PlainKind::Decimal,
            Self::Money(_) => PlainKind::Money,
            Self::Date => PlainKind::Date,
            Self::DayOfYear => PlainKind::DayOfYear,
            Self::Time => PlainKind::Time,
            Self::DateTime => PlainKind::DateTime,
            Self::Period => PlainKind::Period,
            Self::HalfDays => PlainKind::HalfDays,
            Self::Sessions => PlainKind::Sessions,
            Self::YesNo => PlainKind::YesNo,
            Self::Choice(choices) => PlainKind::Choice(choices.clone()),
            Self::Choices(choices) => PlainKind::Choices(choices.clone()),
            Self::Person => PlainKind::Person,
            Self::People => PlainKind::People,
            Self::Department => PlainKind::Department,
            Self::Attachment(_) => PlainKind::Attachment,
            Self::Attachments(_) => PlainKind::Attachments,
            Self::Reference(form) => PlainKind::Reference(form.clone()),
            Self::Resource(form) => PlainKind::Resource(form.clone()),
            Self::Words(_) | Self::Tiers(_) => return None,
        })
    }
}

/// Limits of a text.
#[wit_mirror]
pub struct TextLimits {
    /// The longest text, in characters.
    pub max_chars: u32,
}

/// The limits of a number, both included.
#[wit_mirror]
#[derive(Default)]
pub struct Bounds {
    /// The smallest number.
    pub least: Option<i64>,
    /// The largest number.
    pub most: Option<i64>,
}

/// Limits of a decimal number. Its bounds, both included, are whole numbers of the last digit: with two digits, 50 is 0.50.
#[wit_mirror]
pub struct DecimalLimits {
    /// So many digits after the point at most.
    pub digits: u8,
    /// The smallest and the largest number.
    pub bounds: Bounds,
}

/// Limits of a list of words.
#[wit_mirror]
pub struct WordsLimits {
    /// So many words at most.
    pub most: u32,
    /// The longest word, in characters.
    pub max_chars: u32,
}

/// What a table of tiers holds.
#[wit_mirror]
pub struct TiersLimits {
    /// What the thresholds count: each is larger than the one before it.
    pub from: TierSide,
    /// What holds from a threshold on.
    pub value: TierSide,
    /// So many tiers at most.
    pub most: u32,
}

/// One side of a table of tiers.
#[wit_mirror]
pub struct TierSide {
    /// The heading that people read.
    pub label: String,
    /// The unit in which it counts; none for an amount.
    pub unit: Option<String>,
    /// The kind of its numbers.
    pub kind: TierKind,
}

/// The kind of the numbers on one side of a table of tiers.
#[wit_mirror]
pub enum TierKind {
    /// Whole numbers.
    Integer(Bounds),
    /// Amounts in fen.
    Money(Bounds),
}

/// Limits of a stored file.
#[wit_mirror]
pub struct AttachmentLimits {
    /// The media types that are accepted.
    pub media_types: Vec<String>,
    /// The largest size in bytes.
    pub max_bytes: u64,
}

/// A condition on a field of the content.
#[wit_mirror]
pub struct Condition {
    /// The name of the field.
    pub field: String,
    /// The condition holds where the field has one of these values, each as JSON.
    pub is_one_of: Vec<Json>,
}

/// Who may file and how.
#[wit_mirror]
pub struct Filing {
    /// Who may file for oneself.
    pub by: Audience,
    /// Who may file for somebody else, which is shown.
    pub on_behalf: Audience,
    /// The files from which many can be filed at once.
    pub imports: Vec<ImportFormat>,
}

/// A kind of file from which records can be imported.
#[wit_mirror]
pub enum ImportFormat {
    /// A table (xlsx or CSV) whose heads are the labels of the fields.
    Table,
    /// The export of a clock machine: clock number and time in each line.
    ClockMachine,
}

/// A series of numbers.
#[wit_mirror]
pub struct Series {
    /// The id. Regulations that name the same series share it.
    pub id: String,
    /// `{year}` and `{number}` stand for themselves; the name of a choice for what was chosen, by which numbers are counted
    /// apart. In front, `{after:step}` says after which step a number is given; without it, with the filing.
    pub pattern: String,
}
