//! Noting what changes a matter, until its unit of work enters the chain.

use crate::{UnitOfWork, error::Result, sql::sql};
use guiju_domain::{
    MatterId, PersonId,
    workflow::{Event, Matter, Moved},
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

    fn has(&self, matter: MatterId) -> bool {
        self.0.iter().any(|note| note.matter == matter)
    }

    fn add(&mut self, matter: MatterId, by: Option<PersonId>, event: &Event<Value>) -> Result<()> {
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

/// Notes an event that changes a matter; nobody did it if the server acts on its own. A matter of which the chain knows no such
/// event yet is noted before as it was read.
///
/// # Errors
/// If the database cannot be used.
pub async fn note(
    change: &mut UnitOfWork,
    read: &Matter<Value>,
    by: Option<PersonId>,
    event: &Event<Value>,
) -> Result<()> {
    let matter = read.id;
    let begins = matches!(event, Event::Filed(_));
    if !begins && !change.noted().has(matter) && !is_folded(change, matter).await? {
        let stood = Event::Stood(Box::new(read.clone().at_rest()));
        change.noted().add(matter, None, &stood)?;
    }
    change.noted().add(matter, by, event)
}

/// Whether the chain has events from which a matter follows.
async fn is_folded(change: &mut UnitOfWork, matter: MatterId) -> Result<bool> {
    sql!("SELECT 1 AS one FROM events WHERE office_id = $1 AND matter_id = $2 AND kind = 'moved' LIMIT 1")
        .bind(change.office)
        .bind(matter)
        .exists(&mut **change)
        .await
}
