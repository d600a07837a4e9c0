//! Forms: what staff fill in, declared so that host and portal can compose, check and file them.

use crate::{Audience, ClauseId, FormId, Json};
use guiju_macros::wit_mirror;

/// A form; its completed matters are its register.
#[wit_mirror]
pub struct Form {
    /// Id within the regulation.
    pub id: FormId,
    /// Title, as on paper.
    pub title: String,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// One line about a filed matter; `{field}` stands for a field or a derived value.
    pub summary: String,
    /// Fields in groups.
    pub sections: Vec<Section>,
    /// Who may file.
    pub filing: Filing,
    /// Series from which a matter takes its number.
    pub series: Option<Series>,
    /// The field that says when what is filed happens; without it, the filing.
    pub occurs: Option<String>,
    /// The person field that says whom it concerns; without it, the applicant.
    pub about: Option<String>,
    /// Who, beside those who take part, may read every matter of this form.
    pub seen_by: Audience,
    /// When all hold, only those who take part may read it.
    pub closed_when: Vec<Condition>,
    /// The person fields that say who holds what is registered: nobody leaves the office while holding anything.
    pub held_by: Vec<String>,
    /// For whom each copy is, when it is printed in several.
    pub copies: Vec<String>,
    /// Everyday words by which people look for it, beside its title, its fields and their choices.
    #[serde(default)]
    pub synonyms: Vec<String>,
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

/// A group of fields.
#[wit_mirror]
pub struct Section {
    /// Title of the group.
    pub title: Option<String>,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// One field.
#[wit_mirror]
pub struct Field {
    /// Name in the content's JSON object.
    pub name: String,
    /// Label.
    pub label: String,
    /// Help below the label.
    pub help: Option<String>,
    /// The clause that asks for it.
    pub clause: Option<ClauseId>,
    /// Must be filled when shown.
    pub required: bool,
    /// All must hold for the field to be shown.
    pub shown_when: Vec<Condition>,
    /// What it holds.
    pub kind: FieldKind,
    /// Value it begins with.
    pub initial: Option<Json>,
    /// Shown only to those who take part; registers and exports mask it.
    pub sensitive: bool,
}

/// One value or rows of them.
#[wit_mirror]
pub enum FieldKind {
    /// One value.
    Single(ValueKind),
    /// Rows of columns.
    Table(Vec<Column>),
}

/// A column of a table field.
#[wit_mirror]
pub struct Column {
    /// Name in the row's JSON object.
    pub name: String,
    /// Label.
    pub label: String,
    /// Must be filled in every row.
    pub required: bool,
    /// What it holds.
    pub kind: ValueKind,
}

/// What a value is.
#[wit_mirror]
pub enum ValueKind {
    /// One line.
    Text(TextLimits),
    /// Several lines.
    LongText(TextLimits),
    /// A whole number.
    Integer(Bounds),
    /// Decimal as text, with this many digits after the point at most.
    Decimal(u8),
    /// Amount in fen.
    Money(Bounds),
    /// `2026-03-02`.
    Date,
    /// A day of every year, `05-01`.
    DayOfYear,
    /// `09:00`.
    Time,
    /// `2026-03-02T09:00`.
    DateTime,
    /// `2026-03-02T09:00/2026-03-02T11:30`.
    Period,
    /// `2026-03-02 am/2026-03-02 pm`.
    HalfDays,
    /// `08:30-12:00 14:30-18:00`.
    Sessions,
    /// True or false.
    YesNo,
    /// One of these.
    Choice(Vec<Choice>),
    /// Some of these.
    Choices(Vec<Choice>),
    /// A person's id.
    Person,
    /// Ids of persons.
    People,
    /// A department's id.
    Department,
    /// A stored file.
    Attachment(AttachmentLimits),
    /// Stored files.
    Attachments(AttachmentLimits),
    /// A record of this form, by id.
    Reference(FormId),
    /// A record of this form, booked while the matter happens: never for two matters at once.
    Resource(FormId),
}

/// Limits of a text.
#[wit_mirror]
pub struct TextLimits {
    /// Longest text in characters.
    pub max_chars: u32,
}

/// Limits of a number; both included.
#[wit_mirror]
#[derive(Default)]
pub struct Bounds {
    /// Smallest.
    pub least: Option<i64>,
    /// Largest.
    pub most: Option<i64>,
}

/// One of several.
#[wit_mirror]
pub struct Choice {
    /// Value in the content.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// Limits of a stored file.
#[wit_mirror]
pub struct AttachmentLimits {
    /// Media types that are accepted.
    pub media_types: Vec<String>,
    /// Largest size in bytes.
    pub max_bytes: u64,
}

/// Holds when the named field has one of these values.
#[wit_mirror]
pub struct Condition {
    /// Field.
    pub field: String,
    /// Values as JSON.
    pub is_one_of: Vec<Json>,
}

/// Who may file and how.
#[wit_mirror]
pub struct Filing {
    /// For oneself.
    pub by: Audience,
    /// For somebody else, marked so.
    pub on_behalf: Audience,
    /// Many at once from a file.
    pub imports: Vec<ImportFormat>,
}

/// A file that records can be imported from.
#[wit_mirror]
pub enum ImportFormat {
    /// xlsx or CSV whose heads are the field labels.
    Table,
    /// Clock-machine export: badge and time in each line.
    ClockMachine,
}

/// A number series.
#[wit_mirror]
pub struct Series {
    /// Id; regulations that name the same series share it.
    pub id: String,
    /// `{year}` and `{number}` stand for themselves; the name of a choice for what was chosen, by which numbers are counted
    /// apart. In front, `{after:step}` says after which step a number is given; without it, with the filing.
    pub pattern: String,
}
