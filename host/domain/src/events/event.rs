//! What every event is, and its body as it is kept.

use super::about::Subject;
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

    /// Whether people look for it; what does not tell them anything that the events beside it do not is found by nobody.
    fn is_told(&self) -> bool {
        true
    }

    /// The things by which it is found that its body names otherwise than by an id of theirs, such as a login or a regulation. What
    /// stands there by an id needs no mention: [`super::found_by()`] finds it.
    fn about(&self) -> Vec<Subject> {
        Vec::new()
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
