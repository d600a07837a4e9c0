//! Texts in which a file may be named, a batch at a time. Tables `matters`, `tasks`, `records` and `events`, read only.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::OfficeId;
use guiju_store_macros::Row;

/// Where a file may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The content of a matter.
    Matters,
    /// What a decider filled in.
    Tasks,
    /// The content of a record.
    Records,
    /// The body of an event.
    Events,
}

/// A text in which a file may be named.
#[derive(Clone, Debug, Row)]
pub struct Text {
    /// The id of its row; of an event, its number in the chain.
    pub key: i64,
    /// The text.
    pub text: String,
}

/// So many texts of a place behind a key, by key.
///
/// # Errors
/// If the database cannot be used.
pub async fn texts(db: impl Db<'_>, office: OfficeId, place: Place, after: i64, most: u64) -> Result<Vec<Text>> {
    let statement = match place {
        Place::Matters => {
            sql!("SELECT id AS key, content AS text FROM matters WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3")
        }
        Place::Tasks => sql!(
            "SELECT id AS key, content AS text FROM tasks WHERE office_id = $1 AND id > $2 AND content IS NOT NULL
             ORDER BY id LIMIT $3"
        ),
        Place::Records => {
            sql!("SELECT id AS key, content AS text FROM records WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3")
        }
        // That a file was stored does not say that anything uses it.
        Place::Events => sql!(
            "SELECT seq AS key, body AS text FROM events WHERE office_id = $1 AND seq > $2 AND kind <> 'file-stored'
             ORDER BY seq LIMIT $3"
        ),
    };
    statement.bind(office).bind(after).bind(most).all(db).await
}
