//! What a unit of work did to matters, until it enters the chain.

use crate::error::Result;
use guiju_domain::{
    MatterId, PersonId,
    workflow::{Event, Moved},
};
use serde_json::Value;

/// An event of a matter.
struct Note {
    matter: MatterId,
    by: Option<PersonId>,
    event: Value,
}

/// What a unit of work did to matters, in the order in which it did it.
#[derive(Default)]
pub(crate) struct Noted(Vec<Note>);

impl Noted {
    /// How many events there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets all but the first so many.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Whether there is one of a matter.
    pub fn has(&self, matter: MatterId) -> bool {
        self.0.iter().any(|note| note.matter == matter)
    }

    /// Adds an event.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn add(&mut self, matter: MatterId, by: Option<PersonId>, event: &Event<Value>) -> Result<()> {
        let event = serde_json::to_value(event)?;
        self.0.push(Note { matter, by, event });
        Ok(())
    }

    /// The events of each matter as one, with whoever acted on it; the matters in the order in which they were touched.
    pub fn moved(self) -> Vec<(Option<PersonId>, Moved<Value>)> {
        let mut all: Vec<(Option<PersonId>, Moved<Value>)> = Vec::new();
        for Note { matter, by, event } in self.0 {
            match all.iter_mut().find(|(_, moved)| moved.matter == matter) {
                Some((actor, moved)) => {
                    *actor = actor.or(by);
                    moved.events.push(event);
                }
                None => all.push((by, Moved { matter, events: vec![event] })),
            }
        }
        all
    }
}
