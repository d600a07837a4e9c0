//! What a type of the contract can do: compare itself with a component's type, be written into it, be read from it.

use super::mismatch::Mismatch;
use wasmtime::component::{Type, Val};

/// The version of a contract, major and minor: `Version(1, 0)` for 1.0.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32);

/// A type of the contract whose values cross into components of earlier contracts.
pub trait Reflected {
    /// Compares a component's type with the one that the contract of this version has.
    ///
    /// # Errors
    /// The first difference: a field or a case too many or too few, or another kind of type.
    fn matches(found: &Type, contract: Version) -> Result<(), Mismatch>
    where
        Self: Sized;

    /// The value in the component's own type, without the fields that it does not have.
    ///
    /// # Errors
    /// The value is a case that the type does not have.
    fn lowered(&self, into: &Type) -> Result<Val, Mismatch>;

    /// The value that a component gave; fields that its contract did not have yet are as their types' defaults.
    ///
    /// # Errors
    /// The value is not of a type that [`Reflected::matches`] accepts.
    fn lifted(given: Val) -> Result<Self, Mismatch>
    where
        Self: Sized;
}
