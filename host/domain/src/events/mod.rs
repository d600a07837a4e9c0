//! Typed events: what happened, as a person can read it and a later version can still read it.
//!
//! An event has a stable kind and a version. A field that is added later has a default; anything else is a new version,
//! and the reader of the old one stays.

mod about;
pub mod access;
pub mod accounts;
pub mod alarms;
pub mod assessments;
pub mod calendar;
pub mod deciding;
pub mod effects;
mod event;
pub mod evidence;
#[cfg(test)]
mod examples;
mod found_by;
pub mod imports;
pub mod keepers;
mod kinds;
pub mod matters;
pub mod numbers;
pub mod people;
pub mod publications;
pub mod retention;
pub mod revisions;
pub mod rosters;
pub mod rows;
pub mod settings;
pub mod standing_in;

pub use about::{Subject, Thing};
pub use event::{Event, Recorded};
pub use found_by::found_by;
pub use kinds::{EventKind, Theme};

/// Declares events with a kind of their own, what they are about, and their fields.
macro_rules! events {
    ($(
        $(#[$doc:meta])* $name:ident($kind:literal) $(about |$it:pat_param| $about:expr)? => {
            $($(#[$field_doc:meta])* $field:ident: $ty:ty,)*
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $name { $($(#[$field_doc])* pub $field: $ty,)* }

        impl Event for $name {
            fn kind(&self) -> &'static str {
                $kind
            }

            $(fn about(&self) -> Vec<Subject> {
                let $it = self;
                $about
            })?
        }
    )*};
}
use events;
