//! Differences between a component's types and the contract's, in words.

use std::fmt;
use wasmtime::component::{Type, Val};

/// A difference between a component's type and the contract's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The component's record has a field that the contract does not have.
    UnknownField {
        /// The name of the record.
        record: &'static str,
        /// The name of the field.
        field: String,
    },
    /// The component's record lacks a field that the contract has.
    MissingField {
        /// The name of the record.
        record: &'static str,
        /// The name of the field.
        field: &'static str,
    },
    /// The component's enumeration or variant has a case that the contract does not have.
    UnknownCase {
        /// The name of the enumeration or variant.
        of: &'static str,
        /// The name of the case.
        case: String,
    },
    /// The component's enumeration or variant lacks a case.
    MissingCase {
        /// The name of the enumeration or variant.
        of: &'static str,
        /// The name of the case.
        case: &'static str,
    },
    /// A function of the component takes or returns another number of values than the contract's.
    Count {
        /// How many the contract has.
        wanted: usize,
        /// How many the component has.
        found: usize,
    },
    /// The component has another kind of type than the contract.
    Kind {
        /// The names of the record or variant and of its field or case; empty at the outside.
        place: String,
        /// The kind that the contract has.
        wanted: &'static str,
        /// The kind that the component has.
        found: &'static str,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField { record, field } => write!(f, "its {record} has a field {field}, which is unknown"),
            Self::MissingField { record, field } => write!(f, "its {record} lacks the field {field}"),
            Self::UnknownCase { of, case } => write!(f, "its {of} has a case {case}, which is unknown"),
            Self::MissingCase { of, case } => write!(f, "its {of} lacks the case {case}"),
            Self::Count { wanted, found } => write!(f, "a function of it has {found} values in place of {wanted}"),
            Self::Kind { place, wanted, found } if place.is_empty() => write!(f, "it has {found} in place of {wanted}"),
            Self::Kind { place, wanted, found } => write!(f, "its {place} is {found} in place of {wanted}"),
        }
    }
}

impl std::error::Error for Mismatch {}

impl Mismatch {
    /// Another kind of type than the contract has.
    pub(super) fn kind(wanted: &'static str, found: &'static str) -> Self {
        Self::Kind { place: String::new(), wanted, found }
    }

    /// Says where another kind of type was found, unless that is said already.
    pub(super) fn within(self, of: &'static str, part: &str) -> Self {
        match self {
            Self::Kind { place, wanted, found } if place.is_empty() => {
                let place = if part.is_empty() { of.to_owned() } else { format!("{of}.{part}") };
                Self::Kind { place, wanted, found }
            }
            said => said,
        }
    }
}

/// What a kind of type is called.
pub(super) const fn kind_of(found: &Type) -> &'static str {
    match found {
        Type::Bool => "bool",
        Type::U8 => "u8",
        Type::U16 => "u16",
        Type::U32 => "u32",
        Type::U64 => "u64",
        Type::S32 => "s32",
        Type::S64 => "s64",
        Type::String => "string",
        Type::List(_) => "a list",
        Type::Record(_) => "a record",
        Type::Tuple(_) => "a tuple",
        Type::Variant(_) => "a variant",
        Type::Enum(_) => "an enum",
        Type::Option(_) => "an option",
        Type::Result(_) => "a result",
        _ => "a type that no contract has",
    }
}

/// What a value is called.
pub(super) const fn kind_of_value(given: &Val) -> &'static str {
    match given {
        Val::Bool(_) => "bool",
        Val::U8(_) => "u8",
        Val::U16(_) => "u16",
        Val::U32(_) => "u32",
        Val::U64(_) => "u64",
        Val::S32(_) => "s32",
        Val::S64(_) => "s64",
        Val::String(_) => "string",
        Val::List(_) => "a list",
        Val::Record(_) => "a record",
        Val::Tuple(_) => "a tuple",
        Val::Variant(..) => "a variant",
        Val::Enum(_) => "an enum",
        Val::Option(_) => "an option",
        Val::Result(_) => "a result",
        _ => "a value that no contract has",
    }
}
