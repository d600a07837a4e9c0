//! Fields that point to a record of another form.

use crate::{
    Form,
    field_type::{FieldType, Limits},
};
use guiju_model::ValueKind;
use serde_json::Value;
use std::marker::PhantomData;

/// A field that points to a record of form `F`.
#[derive(Debug)]
pub struct Reference<F> {
    /// The id of the record.
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

impl<F: Form> FieldType for Reference<F> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Reference(F::ID.to_owned())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        value.as_u64().map(|id| Self { id, form: PhantomData }).ok_or("should be a record's id")
    }
    fn write(&self) -> Value {
        Value::from(self.id)
    }
}

/// A field that books a record of form `F` for the time of the matter: never for two matters at once.
pub type Resource<F> = Booked<Reference<F>>;

/// Marks a reference as a booking.
#[derive(Clone, Copy, Debug, Default)]
pub struct Booked<R>(R);

impl<R> std::ops::Deref for Booked<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.0
    }
}

impl<F: Form> FieldType for Booked<Reference<F>> {
    fn kind(_limits: &Limits) -> ValueKind {
        ValueKind::Resource(F::ID.to_owned())
    }
    fn read(value: &Value) -> Result<Self, &'static str> {
        Reference::read(value).map(Self)
    }
    fn write(&self) -> Value {
        self.0.write()
    }
}
