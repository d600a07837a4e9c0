//! Typed events: what happened, as a person can read it and a later version can still read it.
//!
//! An event has a stable kind and a version. A field that is added later has a default; anything else is a new version,
//! and the reader of the old one stays.

pub mod access;
pub mod accounts;
pub mod alarms;
pub mod calendar;
pub mod deciding;
pub mod evidence;
pub mod imports;
pub mod keepers;
pub mod matters;
pub mod numbers;
pub mod people;
pub mod retention;
pub mod settings;

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
}

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
