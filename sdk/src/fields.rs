//! Types that a form's fields can have.

use guiju_model::{
    AttachmentLimits, Bounds, Date, DepartmentId, HalfDays, Moment, Money, Period, TextLimits, ValueKind, time::NotThat,
};
use serde_json::Value;
use std::marker::PhantomData;

/// What the derive knows of a field beside its type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// Several lines.
    pub long: bool,
    /// Smallest number.
    pub least: Option<i64>,
    /// Largest number, or longest text in characters.
    pub most: Option<i64>,
}

impl Limits {
    const fn bounds(&self) -> Bounds {
        Bounds { least: self.least, most: self.most }
    }

    fn text(&self, usual: u32) -> TextLimits {
        TextLimits { max_chars: self.most.and_then(|most| u32::try_from(most).ok()).unwrap_or(usual) }
    }
}

/// A type of field.
pub trait FieldType: Sized + Default {
    /// As the contract has it.
    fn kind(limits: &Limits) -> ValueKind;

    /// Reads a value.
    ///
    /// # Errors
    /// What was expected.
    fn read(value: &Value) -> Result<Self, &'static str>;
}

impl<T: FieldType> FieldType for Option<T> {
    fn kind(limits: &Limits) -> ValueKind {
        T::kind(limits)
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        T::read(value).map(Some)
    }
}

impl FieldType for String {
    fn kind(limits: &Limits) -> ValueKind {
        if limits.long { ValueKind::LongText(limits.text(2000)) } else { ValueKind::Text(limits.text(100)) }
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_str().map(str::to_owned).ok_or("should be text")
    }
}

/// Text of several lines.
pub type LongText = String;

impl FieldType for i64 {
    fn kind(limits: &Limits) -> ValueKind {
        ValueKind::Integer(limits.bounds())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_i64().ok_or("should be a whole number")
    }
}

impl FieldType for Money {
    fn kind(limits: &Limits) -> ValueKind {
        ValueKind::Money(limits.bounds())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_i64().map(Money).ok_or("should be an amount in fen")
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
}

macro_rules! by_text {
    ($($ty:ty => $kind:ident, $what:literal;)*) => {$(
        impl FieldType for $ty {
            fn kind(_limits: &Limits) -> ValueKind { ValueKind::$kind }
            fn read(value: &Value) -> Result<Self, &'static str> {
                let text = value.as_str().ok_or($what)?;
                text.parse().map_err(|_: NotThat| $what)
            }
        }
    )*};
}
by_text! {
    Date => Date, "should be a date";
    Moment => DateTime, "should be a date and time";
    Period => Period, "should be a period";
    HalfDays => HalfDays, "should be a span of half days";
}

/// A person is an id.
impl FieldType for u64 {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Person
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_u64().ok_or("should be an id")
    }
}

impl FieldType for Vec<u64> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::People
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        read_list(value)
    }
}

/// A count: a whole number that is never below zero.
impl FieldType for u32 {
    fn kind(limits: &Limits) -> ValueKind {
        let bounds = limits.bounds();
        ValueKind::Integer(Bounds { least: bounds.least.or(Some(0)), ..bounds })
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_u64().and_then(|count| Self::try_from(count).ok()).ok_or("should be a count")
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
}

/// A stored file: picture or PDF, up to 20 MB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// Name it was uploaded with.
    pub name: String,
    /// SHA-256 of its bytes.
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
}

impl FieldType for Vec<Attachment> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Attachments(any_document())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        read_list(value)
    }
}

/// A record of another form.
#[derive(Debug)]
pub struct Reference<F> {
    /// The record's id.
    pub id: u64,
    form: PhantomData<F>,
}

impl<F> Clone for Reference<F> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F> Copy for Reference<F> {}
impl<F> Default for Reference<F> {
    fn default() -> Self {
        Self { id: 0, form: PhantomData }
    }
}

impl<F: crate::Form> FieldType for Reference<F> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Reference(F::ID.to_owned())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_u64().map(|id| Self { id, form: PhantomData }).ok_or("should be a record's id")
    }
}

/// A record of another form, booked while the matter happens: never for two matters at once.
pub type Resource<F> = Booked<Reference<F>>;

/// Marks a reference as booked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Booked<R>(R);

impl<R> std::ops::Deref for Booked<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.0
    }
}

impl<F: crate::Form> FieldType for Booked<Reference<F>> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Resource(F::ID.to_owned())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        Reference::read(value).map(Self)
    }
}

/// One of several; made by `derive(Choice)`.
pub trait Choice: Sized + 'static {
    /// Values with their labels.
    const CHOICES: &'static [(&'static str, &'static str)];
    /// The case with this value.
    fn of(value: &str) -> Option<Self>;
    /// The case's value.
    fn value(&self) -> &'static str;
}

fn choices<T: Choice>() -> Vec<guiju_model::Choice> {
    let choice =
        |(value, label): &(&str, &str)| guiju_model::Choice { value: (*value).to_owned(), label: (*label).to_owned() };
    T::CHOICES.iter().map(choice).collect()
}

/// For `derive(Choice)`.
#[must_use]
pub fn choice_kind<T: Choice>() -> ValueKind {
    ValueKind::Choice(choices::<T>())
}

impl<T: Choice + FieldType> FieldType for Vec<T> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Choices(choices::<T>())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        read_list(value)
    }
}

/// For `derive(Choice)`.
pub fn label_of<T: Choice>(choice: &T) -> &'static str {
    T::CHOICES.iter().find(|(value, _)| *value == choice.value()).map_or("", |(_, label)| label)
}

/// For `derive(Choice)`.
///
/// # Errors
/// If it is none of the choices.
pub fn read_choice<T: Choice>(value: &Value) -> Result<T, &'static str> {
    value.as_str().and_then(T::of).ok_or("should be one of the choices")
}

fn read_list<T: FieldType>(value: &Value) -> Result<Vec<T>, &'static str> {
    value.as_array().ok_or("should be a list")?.iter().map(T::read).collect()
}
