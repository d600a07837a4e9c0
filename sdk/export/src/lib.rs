//! What other regulations may rely on: forms with their fields, steps and computed values, and the figures of assessments.
//!
//! An export has two sources that give the same: the manifest of a package, as a file, and the source of a crate beside the one
//! that relies on it (feature `source`).

mod export;
#[cfg(feature = "source")]
mod find;
#[cfg(feature = "source")]
mod grammar;
#[cfg(feature = "source")]
mod items;
#[cfg(feature = "source")]
mod modules;
#[cfg(feature = "source")]
mod office;
#[cfg(feature = "source")]
mod resolve;

#[cfg(feature = "source")]
pub use find::{Found, find, own};
#[cfg(feature = "source")]
pub use grammar::{Named, Relied, Relies};
#[cfg(feature = "source")]
pub use office::OFFICE;

pub use export::{Assessment, Choice, Export, Field, Form, Kind};
