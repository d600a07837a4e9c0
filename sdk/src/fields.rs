//! Types that a form's fields can have: texts, numbers, dates, persons, departments, files.

use crate::field_type::{FieldType, Limits, read_list, write_list};
use guiju_model::{AttachmentLimits, Date, DepartmentId, HalfDays, Moment, Money, Period, ValueKind, time::NotThat};
use serde_json::Value;

impl<T: FieldType> FieldType for Option<T> {
    const DIGITS: u8 = T::DIGITS;

    fn kind(limits: &Limits) -> ValueKind {
        T::kind(limits)
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        T::read(value).map(Some)
    }
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
}

impl FieldType for String {
    fn kind(limits: &Limits) -> ValueKind {
        if limits.long { ValueKind::LongText(limits.text(2000)) } else { ValueKind::Text(limits.text(100)) }
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_str().map(str::to_owned).ok_or("should be text")
    }
    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

/// Text of several lines; the field is marked `long`.
pub type LongText = String;

impl FieldType for i64 {
    fn kind(limits: &Limits) -> ValueKind {
        ValueKind::Integer(limits.bounds())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_i64().ok_or("should be a whole number")
    }
    fn write(&self) -> Value {
        Value::from(*self)
    }
}

impl FieldType for Money {
    fn kind(limits: &Limits) -> ValueKind {
        ValueKind::Money(limits.bounds())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_i64().map(Money).ok_or("should be an amount in fen")
    }
    fn write(&self) -> Value {
        Value::from(self.0)
    }
}

/// Yes or no.
pub type YesNo = bool;

impl FieldType for bool {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::YesNo
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_bool().ok_or("should be true or false")
    }
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

macro_rules! by_text {
    ($($ty:ty => $kind:ident, $what:literal;)*) => {$(
        impl FieldType for $ty {
            fn kind(_limits: &Limits) -> ValueKind { ValueKind::$kind }
            fn read(value: &Value) -> Result<Self, &'static str> {
                let text = value.as_str().ok_or($what)?;
                text.parse().map_err(|_: NotThat| $what)
            }
            fn write(&self) -> Value { Value::String(self.to_string()) }
        }
    )*};
}
by_text! {
    Date => Date, "should be a date";
    Moment => DateTime, "should be a date and time";
    Period => Period, "should be a period";
    HalfDays => HalfDays, "should be a span of half days";
}

/// A person, by id.
impl FieldType for u64 {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Person
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_u64().ok_or("should be an id")
    }
    fn write(&self) -> Value {
        Value::from(*self)
    }
}

impl FieldType for Vec<u64> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::People
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        read_list(value)
    }
    fn write(&self) -> Value {
        write_list(self)
    }
}

/// A count: a whole number that is never negative.
impl FieldType for u32 {
    fn kind(limits: &Limits) -> ValueKind {
        ValueKind::Integer(limits.bounds().held_by(i64::from(Self::MIN), i64::from(Self::MAX)))
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_u64().and_then(|count| Self::try_from(count).ok()).ok_or("should be a count")
    }
    fn write(&self) -> Value {
        Value::from(*self)
    }
}

/// A department of the office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Department(pub DepartmentId);

impl FieldType for Department {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Department
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_u64().and_then(|id| DepartmentId::try_from(id).ok()).map(Self).ok_or("should be an id")
    }
    fn write(&self) -> Value {
        Value::from(self.0)
    }
}

/// A stored file: a picture or a PDF of at most 20 MB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The name of the file as it was uploaded.
    pub name: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub digest: String,
}

fn any_document() -> AttachmentLimits {
    let types = ["application/pdf", "image/jpeg", "image/png"];
    AttachmentLimits { media_types: types.map(str::to_owned).into(), max_bytes: 20 << 20 }
}

impl FieldType for Attachment {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Attachment(any_document())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        let part = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
        part("digest")
            .map(|digest| Self { digest, name: part("name").unwrap_or_default() })
            .ok_or("should be a stored file")
    }
    fn write(&self) -> Value {
        let part = |name: &str, text: &str| (name.to_owned(), Value::String(text.to_owned()));
        [part("digest", &self.digest), part("name", &self.name)].into_iter().collect()
    }
}

impl FieldType for Vec<Attachment> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Attachments(any_document())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        read_list(value)
    }
    fn write(&self) -> Value {
        write_list(self)
    }
}
