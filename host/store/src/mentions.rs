//! What content points to: whether a record is there, and what kind of file an attachment is. Reads records and attachments.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, RecordId};

/// Whether there is a record of a form, void or not: content that was taken while it was not stands.
///
/// # Errors
/// If the database cannot be used.
pub async fn record_exists(
    db: impl Db<'_>,
    office: OfficeId,
    record: RecordId,
    (regulation, form): (&str, &str),
) -> Result<bool> {
    sql!("SELECT id FROM records WHERE office_id = $1 AND id = $2 AND regulation = $3 AND form = $4")
        .bind(office)
        .bind(record)
        .bind(regulation)
        .bind(form)
        .exists(db)
        .await
}

/// The media type of an attachment and its size in bytes.
///
/// # Errors
/// If the database cannot be used.
pub async fn attachment(db: impl Db<'_>, office: OfficeId, digest: &str) -> Result<Option<(String, u64)>> {
    sql!("SELECT media_type, size FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(office)
        .bind(digest)
        .first(db)
        .await
}
