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
pub mod evidence;
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
pub use kinds::{EventKind, Theme};

use crate::MatterId;
use serde::Serialize;

/// Something that happened and enters an office's chain.
pub trait Event: Serialize {
    /// Its stable kind, as the chain keeps it: `password-set`, `post-confirmed` …
    fn kind(&self) -> &'static str;

    /// The version of its body.
    fn version(&self) -> u32 {
        1
    }

    /// The matter it belongs to, if any.
    fn matter(&self) -> Option<MatterId> {
        None
    }

    /// The people and things by which it is found, besides whoever did it and its matter.
    fn about(&self) -> Vec<Subject> {
        Vec::new()
    }
}

/// Declares events with a kind of their own, what they are about, and their fields.
macro_rules! events {
    ($(
        $(#[$doc:meta])* $name:ident($kind:literal) about |$it:pat_param| $about:expr => {
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

            fn about(&self) -> Vec<Subject> {
                let $it = self;
                $about
            }
        }
    )*};
}
use events;

/// An event's body with the version by which it is read.
#[derive(Serialize)]
pub struct Recorded<'a, E> {
    /// Version of the body.
    pub v: u32,
    /// The typed event, whose fields stand beside the version.
    #[serde(flatten)]
    pub event: &'a E,
}

impl<'a, E: Event> Recorded<'a, E> {
    /// The body that the chain keeps.
    pub fn of(event: &'a E) -> Self {
        Self { v: event.version(), event }
    }
}
