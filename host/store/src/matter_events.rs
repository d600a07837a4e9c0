//! The events of one matter, in the order in which they happened. Table `events`.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{MatterId, OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;
use serde_json::Value;

/// An event of a matter.
#[derive(Debug, Row)]
pub struct MatterEvent {
    /// What happened, by its stable name.
    pub kind: String,
    /// When, in the office's local time.
    pub at: Moment,
    /// Who did it; nobody if the server acted on its own.
    #[column("by_id")]
    pub by: Option<PersonId>,
    /// The rest.
    #[column(json)]
    pub body: Value,
}

/// The events of a matter that people read.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>, office: OfficeId, matter: MatterId) -> Result<Vec<MatterEvent>> {
    sql!(
        "SELECT kind, at, by_id, body FROM events WHERE office_id = $1 AND matter_id = $2
         AND kind <> 'moved' ORDER BY seq"
    )
    .bind(office)
    .bind(matter)
    .all(db)
    .await
}

/// The events of a matter until one of them, but that somebody opened it.
///
/// # Errors
/// If the database cannot be used.
pub async fn until(db: impl Db<'_>, office: OfficeId, matter: MatterId, seq: i64) -> Result<Vec<MatterEvent>> {
    sql!(
        "SELECT kind, at, by_id, body FROM events WHERE office_id = $1 AND matter_id = $2 AND seq <= $3
         AND kind NOT IN ('matter-opened', 'moved') ORDER BY seq"
    )
    .bind(office)
    .bind(matter)
    .bind(seq)
    .all(db)
    .await
}
