//! Noting what changes a matter.

use crate::{UnitOfWork, error::Result, sql::sql};
use guiju_domain::{
    MatterId, PersonId,
    workflow::{Event, Matter},
};
use serde_json::Value;

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
