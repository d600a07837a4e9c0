//! A matter as its stored events give it.

use super::{Event, Matter, Phase};
use crate::{Event as OfficeEvent, MatterId, TaskId, matters::MatterEventKind};
use serde::{Deserialize, Serialize};

/// What one unit of work did to a matter, as it enters the chain: the events that changed it, in their order.
#[derive(Clone, Debug, Serialize)]
pub struct Moved<E> {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// The events; their stored form is that of [`Event`].
    pub events: Vec<E>,
}

impl<E: Serialize> OfficeEvent for Moved<E> {
    fn kind(&self) -> &'static str {
        MatterEventKind::Moved.name()
    }

    fn version(&self) -> u32 {
        VERSION
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }

    fn is_told(&self) -> bool {
        false
    }
}

/// The version of the body of [`Moved`].
const VERSION: u32 = 1;

/// The stored body of [`Moved`].
#[derive(Clone, Debug, Deserialize)]
pub struct MovedBody<C> {
    /// The version of the body.
    v: u32,
    /// The events.
    events: Vec<Event<C>>,
}

/// Why events give no matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// The first of them neither files a matter nor says how it stood.
    #[error("its events have no beginning")]
    NoBeginning,
    /// One of them is about a task that nobody was asked by.
    #[error("an event is about task {0}, which is not there")]
    NoTask(TaskId),
    /// A body has a version that this server does not know.
    #[error("an event has version {0}, which this server does not know")]
    Version(u32),
}

/// A matter that is put together from its events.
#[derive(Clone, Debug)]
pub struct Fold<C> {
    matter: Option<Matter<C>>,
}

impl<C> Default for Fold<C> {
    fn default() -> Self {
        Self { matter: None }
    }
}

impl<C: Clone> Fold<C> {
    /// Goes on with what the next unit of work did.
    ///
    /// # Errors
    /// If its events do not follow those before them.
    pub fn go_on(&mut self, body: &MovedBody<C>) -> Result<(), FoldError> {
        if body.v != VERSION {
            return Err(FoldError::Version(body.v));
        }
        for event in &body.events {
            let matter = match (event, &mut self.matter) {
                (Event::Filed(matter) | Event::Stood(matter), _) => self.matter.insert((**matter).clone()),
                (_, Some(matter)) => matter,
                (_, None) => return Err(FoldError::NoBeginning),
            };
            if let Some(task) = event.changed_task().filter(|task| matter.task(*task).is_none()) {
                return Err(FoldError::NoTask(task));
            }
            matter.apply(event);
        }
        Ok(())
    }

    /// The matter as it stands between two units of work; nothing before the first event.
    #[must_use]
    pub fn matter(self) -> Option<Matter<C>> {
        self.matter.map(Matter::at_rest)
    }
}

impl<C> Matter<C> {
    /// The matter as it stands between two units of work: what counts within one is forgotten.
    #[must_use]
    pub fn at_rest(self) -> Self {
        Self { phase: Phase::Resting, decided: None, ..self }
    }
}
