//! Values as a component of an earlier contract has them.
//!
//! A component that was built for an earlier contract lacks the fields and cases that were added since. Its own types say so,
//! and [`Reflected`] goes by them: it compares them with what the contract of that version had, leaves out of a value the fields
//! that they do not have, and gives the fields that an answer lacks their default. `#[wit_mirror]` implements it for every type
//! of the contract, with what `#[since("1.1")]` says of a field or a case. The current contract crosses by wasmtime's typed
//! functions and needs none of this.

mod mismatch;
mod named;
mod plain;
mod values;

pub use mismatch::Mismatch;
pub use named::{
    Case, CaseShape, FieldShape, Fields, Matches, enumeration, lowered_case, lowered_record, record, variant,
};
pub use values::{Reflected, Version};
