//! How much people keep, and uploads under way. Tables `storage_used`, `attachment_uploads_pending`; `attachments` and `drafts`
//! are counted.

use crate::{
    Connection, UnitOfWork,
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// Bytes that are kept.
#[derive(Clone, Copy, Debug, Row)]
pub struct Used {
    /// By the whole office.
    #[column("office")]
    pub of_office: u64,
    /// By one person.
    #[column("person")]
    pub of_person: u64,
}

/// How many bytes the office and a person keep, uploads under way included.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_person(change: &mut UnitOfWork, person: PersonId) -> Result<Used> {
    sql!(
        "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS office,
         CAST(COALESCE(SUM(CASE WHEN person_id = $2 THEN bytes ELSE 0 END), 0) AS BIGINT) AS person
         FROM storage_used WHERE office_id = $1"
    )
    .bind(change.office)
    .bind(person)
    .one(&mut **change)
    .await
}

/// How many bytes an office keeps.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<u64> {
    sql!("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS size FROM storage_used WHERE office_id = $1")
        .bind(office)
        .value(db)
        .await
}

/// What a person keeps.
#[derive(Clone, Copy, Debug, Row)]
pub struct OfPerson {
    /// The person who uploaded the files.
    #[column("person_id")]
    pub person: PersonId,
    /// In bytes.
    pub bytes: u64,
    /// How many files.
    pub files: u64,
}

/// Those who keep most.
///
/// # Errors
/// If the database cannot be used.
pub async fn largest(db: impl Db<'_>, office: OfficeId, most: u64) -> Result<Vec<OfPerson>> {
    sql!(
        "SELECT person_id, bytes, files FROM storage_used WHERE office_id = $1 AND (files > 0 OR bytes > 0)
         ORDER BY bytes DESC, person_id LIMIT $2"
    )
    .bind(office)
    .bind(most)
    .all(db)
    .await
}

/// Adds to what a person keeps, or takes from it.
///
/// # Errors
/// If the database cannot be used.
pub async fn add(change: &mut UnitOfWork, person: PersonId, (files, bytes): (i64, i64)) -> Result<()> {
    sql!(
        "INSERT INTO storage_used (office_id, person_id, files, bytes) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, person_id) DO UPDATE SET files = storage_used.files + excluded.files,
         bytes = storage_used.bytes + excluded.bytes"
    )
    .bind(change.office)
    .bind(person)
    .bind(files)
    .bind(bytes)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Uploads of a person since a moment.
#[derive(Clone, Copy, Debug, Row)]
pub struct Lately {
    /// How many.
    #[column("n")]
    pub count: u64,
    /// When the first of them was.
    pub first: Option<Moment>,
}

/// The uploads of a person after a moment, those under way included.
///
/// # Errors
/// If the database cannot be used.
pub async fn uploads_after(change: &mut UnitOfWork, person: PersonId, after: Moment) -> Result<Lately> {
    sql!(
        "SELECT COUNT(*) AS n, MIN(at) AS first FROM (
         SELECT uploaded_at AS at FROM attachments WHERE office_id = $1 AND uploaded_by = $2 AND uploaded_at > $3
         UNION ALL SELECT begun_at AS at FROM attachment_uploads_pending WHERE office_id = $1 AND person_id = $2
         AND begun_at > $3) AS lately"
    )
    .bind(change.office)
    .bind(person)
    .bind(after)
    .one(&mut **change)
    .await
}

/// Begins an upload of a person that takes so many bytes meanwhile; whether the same upload is not under way already.
///
/// # Errors
/// If the database cannot be used.
pub async fn begin_upload(change: &mut UnitOfWork, digest: &str, person: PersonId, reserved: u64) -> Result<bool> {
    let begun = sql!(
        "INSERT INTO attachment_uploads_pending (office_id, digest, person_id, reserved, begun_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"
    )
    .bind(change.office)
    .bind(digest)
    .bind(person)
    .bind(reserved)
    .bind(change.now)
    .run(&mut **change)
    .await?;
    Ok(begun > 0)
}

/// Ends an upload of a person; how many bytes it took.
///
/// # Errors
/// If the database cannot be used.
pub async fn end_upload(change: &mut UnitOfWork, digest: &str, person: PersonId) -> Result<Option<i64>> {
    sql!(
        "DELETE FROM attachment_uploads_pending WHERE office_id = $1 AND digest = $2 AND person_id = $3
         RETURNING reserved"
    )
    .bind(change.office)
    .bind(digest)
    .bind(person)
    .first_value(&mut **change)
    .await
}

/// Ends every upload that began before a moment: whose it was, and how many bytes it took.
///
/// # Errors
/// If the database cannot be used.
pub async fn end_uploads_before(change: &mut UnitOfWork, before: Moment) -> Result<Vec<(PersonId, i64)>> {
    sql!("DELETE FROM attachment_uploads_pending WHERE office_id = $1 AND begun_at < $2 RETURNING person_id, reserved")
        .bind(change.office)
        .bind(before)
        .all(&mut **change)
        .await
}

/// Locks the row of a person until the transaction ends, and makes it if there is none.
///
/// # Errors
/// If the database cannot be used.
pub async fn lock(connection: &mut Connection, office: OfficeId, person: PersonId) -> Result<()> {
    sql!(
        "INSERT INTO storage_used (office_id, person_id) VALUES ($1, $2)
         ON CONFLICT (office_id, person_id) DO UPDATE SET files = storage_used.files"
    )
    .bind(office)
    .bind(person)
    .run(connection)
    .await?;
    Ok(())
}

/// Drafts of a person.
#[derive(Clone, Copy, Debug, Row)]
pub struct Drafts {
    /// How many.
    #[column("n")]
    pub count: u64,
    /// Their size in bytes.
    pub size: u64,
}

/// The drafts of a person but the one of a form.
///
/// # Errors
/// If the database cannot be used.
pub async fn other_drafts(
    db: impl Db<'_>,
    (office, person): (OfficeId, PersonId),
    (regulation, form): (&str, &str),
) -> Result<Drafts> {
    sql!(
        "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(OCTET_LENGTH(content)), 0) AS BIGINT) AS size FROM drafts
         WHERE office_id = $1 AND person_id = $2 AND NOT (regulation = $3 AND form = $4)"
    )
    .bind(office)
    .bind(person)
    .bind(regulation)
    .bind(form)
    .one(db)
    .await
}
