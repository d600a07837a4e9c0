//! Names of fields, steps and figures as types: what a regulation names, its form or judgement declares.

use crate::{
    Form, Record,
    field_type::FieldType,
    reference::{Booked, Reference},
};
use guiju_model::{Money, RecordId};
use serde_json::Value;
use std::marker::PhantomData;

/// A field of the form `F` with values of type `T`. `derive(Form)` makes one for each field: `Asset::FIELDS.keeper`.
pub struct FieldName<F, T> {
    name: &'static str,
    label: &'static str,
    of: PhantomData<fn() -> (F, T)>,
}

impl<F, T> Clone for FieldName<F, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F, T> Copy for FieldName<F, T> {}

impl<F, T> std::fmt::Debug for FieldName<F, T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

impl<F, T> From<FieldName<F, T>> for String {
    fn from(field: FieldName<F, T>) -> Self {
        field.name.to_owned()
    }
}

impl<F, T> AsRef<str> for FieldName<F, T> {
    fn as_ref(&self) -> &str {
        self.name
    }
}

impl<F, T> FieldName<F, T> {
    /// Constructor for `derive(Form)`, which knows the fields.
    #[doc(hidden)]
    #[must_use]
    pub const fn declared(name: &'static str, label: &'static str) -> Self {
        Self { name, label, of: PhantomData }
    }

    /// The name in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The label that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.label
    }

    /// The change that gives the field a value.
    #[must_use]
    pub fn set(self, value: impl Into<T>) -> FieldChange<F>
    where
        T: FieldType,
    {
        FieldChange { name: self.name, value: value.into().write(), of: PhantomData }
    }

    /// The change that leaves the field without a value.
    #[must_use]
    pub const fn clear(self) -> FieldChange<F> {
        FieldChange { name: self.name, value: Value::Null, of: PhantomData }
    }
}

/// A change of one field of a record of the form `F`.
#[derive(Debug)]
pub struct FieldChange<F> {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    of: PhantomData<fn() -> F>,
}

/// A type of field that can be counted up and down.
pub trait Counted: FieldType {}
impl Counted for i64 {}
impl Counted for u32 {}
impl Counted for Money {}
impl<T: Counted> Counted for Option<T> {}

/// What names a record of the form `F`: a reference to it, or the record itself.
pub trait RecordOf<F> {
    /// The id of the record.
    fn record_id(self) -> RecordId;
}

impl<F> RecordOf<F> for Reference<F> {
    fn record_id(self) -> RecordId {
        self.id
    }
}

impl<F> RecordOf<F> for Booked<Reference<F>> {
    fn record_id(self) -> RecordId {
        self.id
    }
}

impl<F: Form> RecordOf<F> for &Record<'_, F> {
    fn record_id(self) -> RecordId {
        self.id()
    }
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name {
            name: &'static str,
            label: &'static str,
        }

        impl $name {
            /// Constructor for the derives, which know what is declared.
            #[doc(hidden)]
            #[must_use]
            pub const fn declared(name: &'static str, label: &'static str) -> Self {
                Self { name, label }
            }

            /// What people call it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                self.label
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.name
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.name.to_owned()
            }
        }
    )*};
}
names! {
    /// A step that a form declares, so that others may name it: `#[form(steps(leaders = "…"))]` makes `Incoming::LEADERS`.
    StepName;
    /// A figure that a judgement declares, so that others may read it: `#[judgement(figures(late = "…"))]` makes `Month::LATE`.
    FigureName;
}
