//! Stored files, and who uploaded them. Tables `attachments` and `attachment_uploads`.

use crate::{
    UnitOfWork,
    blobs::BlobName,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{MatterId, OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// Whether an office has a file.
///
/// # Errors
/// If the database cannot be used.
pub async fn exists(db: impl Db<'_>, office: OfficeId, digest: &str) -> Result<bool> {
    sql!("SELECT digest FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(office)
        .bind(digest)
        .exists(db)
        .await
}

/// The media type of a file of an office.
///
/// # Errors
/// If the database cannot be used.
pub async fn media_type(db: impl Db<'_>, office: OfficeId, digest: &str) -> Result<Option<String>> {
    sql!("SELECT media_type FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(office)
        .bind(digest)
        .first_value(db)
        .await
}

/// Who uploaded a file first, and its size in bytes.
#[derive(Clone, Copy, Debug, Row)]
pub struct Uploaded {
    /// The person who uploaded it.
    #[column("uploaded_by")]
    pub by: PersonId,
    /// Its size in bytes.
    pub size: i64,
}

/// Who uploaded a file first, and its size.
///
/// # Errors
/// If the database cannot be used.
pub async fn uploaded(db: impl Db<'_>, office: OfficeId, digest: &str) -> Result<Option<Uploaded>> {
    sql!("SELECT uploaded_by, size FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(office)
        .bind(digest)
        .first(db)
        .await
}

/// A file that is entered.
#[derive(Clone, Copy, Debug)]
pub struct NewAttachment<'a> {
    /// The digest of its bytes.
    pub digest: &'a str,
    /// The kind that its bytes confirm.
    pub media_type: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// Who uploads it.
    pub by: PersonId,
}

/// Adds a file at the moment of the change; whether the office did not have it yet.
///
/// # Errors
/// If the database cannot be used.
pub async fn add(change: &mut UnitOfWork, file: &NewAttachment<'_>) -> Result<bool> {
    let added = written!(
        "INSERT INTO attachments (office_id, digest, media_type, size, uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, digest) DO NOTHING"
    )
    .bind(change.office)
    .bind(file.digest)
    .bind(file.media_type)
    .bind(file.size)
    .bind(file.by)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(added > 0)
}

/// Saves that a person uploaded a file, at the moment of the change: the same bytes may come from several.
///
/// # Errors
/// If the database cannot be used.
pub async fn save_upload(change: &mut UnitOfWork, digest: &str, person: PersonId) -> Result<()> {
    written!(
        "INSERT INTO attachment_uploads (office_id, digest, person_id, uploaded_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, digest, person_id) DO UPDATE SET uploaded_at = excluded.uploaded_at"
    )
    .bind(change.office)
    .bind(digest)
    .bind(person)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(())
}

/// Whether a person uploaded a file; nobody did if there is none.
///
/// # Errors
/// If the database cannot be used.
pub async fn has_uploaded(db: impl Db<'_>, office: OfficeId, digest: &str, person: Option<PersonId>) -> Result<bool> {
    sql!("SELECT digest FROM attachment_uploads WHERE office_id = $1 AND digest = $2 AND person_id = $3")
        .bind(office)
        .bind(digest)
        .bind(person)
        .exists(db)
        .await
}

/// Deletes the rows of a file.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    written!("DELETE FROM attachment_uploads WHERE office_id = $1 AND digest = $2")
        .bind(change.office)
        .bind(digest)
        .write(change)
        .await?;
    written!("DELETE FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(change.office)
        .bind(digest)
        .write(change)
        .await?;
    Ok(())
}

/// Whether a row of the database names a blob.
///
/// # Errors
/// If the database cannot be used.
pub async fn is_named(db: impl Db<'_>, name: &BlobName) -> Result<bool> {
    let statement = match name {
        BlobName::Attachment { office, digest } => sql!(
            "SELECT digest FROM attachments WHERE office_id = $1 AND digest = $2
             UNION SELECT digest FROM attachment_uses WHERE office_id = $1 AND digest = $2"
        )
        .bind(office)
        .bind(digest),
        BlobName::Package { digest } => sql!("SELECT digest FROM packages WHERE digest = $1").bind(digest),
    };
    statement.exists(db).await
}

/// Every blob that a row of the database names.
///
/// # Errors
/// If the database cannot be used.
pub async fn named(pool: &crate::Pool) -> Result<Named> {
    let attachments = sql!(
        "SELECT office_id, digest FROM attachments UNION SELECT office_id, digest FROM attachment_uses ORDER BY 1, 2"
    )
    .read::<(OfficeId, String)>(pool)
    .await?;
    let packages = sql!("SELECT digest FROM packages ORDER BY digest").read::<(String,)>(pool).await?;
    let attachments =
        attachments.into_iter().map(|row| row.map(|(office, digest)| BlobName::attachment(office, &digest)));
    let all = attachments.chain(packages.into_iter().map(|row| row.map(|(digest,)| BlobName::package(&digest))));
    let mut named = Named::default();
    for name in all {
        match name {
            Ok(name) => named.names.push(name),
            Err(_) => named.unread += 1,
        }
    }
    Ok(named)
}

/// The stored files that rows name.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The files.
    pub names: Vec<BlobName>,
    /// Rows that cannot be read.
    pub unread: u64,
}

/// A file that a matter has, but that is not registered any more.
#[derive(Clone, Debug, Row)]
pub struct Unregistered {
    /// The office.
    #[column("office_id")]
    pub office: OfficeId,
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// The file.
    pub digest: String,
}

/// Every file that a matter has, but that is not registered any more.
///
/// # Errors
/// If the database cannot be used.
pub async fn unregistered(db: impl Db<'_>) -> Result<Vec<Unregistered>> {
    let files = sql!(
        "SELECT u.office_id AS office_id, u.matter_id AS matter_id, u.digest AS digest FROM attachment_uses u
         WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.office_id = u.office_id AND a.digest = u.digest)
         ORDER BY u.office_id, u.matter_id, u.digest"
    )
    .read(db)
    .await?;
    // How many cannot be read says [`named`].
    Ok(files.into_iter().flatten().collect())
}

/// A file that no matter and no draft uses, that nobody uploads, and that is named nowhere else: the files `a` of the office
/// `$1` that were uploaded before `$2`.
macro_rules! unfiled {
    () => {
        "FROM attachments a WHERE a.office_id = $1 AND a.uploaded_at < $2
         AND NOT EXISTS (SELECT 1 FROM attachment_uses u WHERE u.office_id = a.office_id AND u.digest = a.digest)
         AND NOT EXISTS (SELECT 1 FROM attachment_holds h WHERE h.office_id = a.office_id AND h.digest = a.digest)
         AND NOT EXISTS (SELECT 1 FROM attachment_uploads_pending w WHERE w.office_id = a.office_id AND w.digest = a.digest)
         AND NOT EXISTS (SELECT 1 FROM attachment_uploads p WHERE p.office_id = a.office_id AND p.digest = a.digest AND p.uploaded_at >= $2)
         AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.office_id = a.office_id AND d.content LIKE '%' || a.digest || '%')"
    };
}

/// How many files uploaded before a moment nobody filed.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_unfiled(db: impl Db<'_>, office: OfficeId, before: Moment) -> Result<u64> {
    sql!("SELECT COUNT(*) AS n ", unfiled!()).bind(office).bind(before).value(db).await
}

/// The first files uploaded before a moment that nobody filed, by digest.
///
/// # Errors
/// If the database cannot be used.
pub async fn unfiled(db: impl Db<'_>, office: OfficeId, before: Moment, most: u64) -> Result<Vec<String>> {
    sql!("SELECT a.digest AS digest ", unfiled!(), " ORDER BY a.digest LIMIT $3")
        .bind(office)
        .bind(before)
        .bind(most)
        .values(db)
        .await
}

/// The files uploaded before a moment that nobody filed, from one digest to another, with their sizes in bytes.
///
/// # Errors
/// If the database cannot be used.
pub async fn unfiled_between(
    change: &mut UnitOfWork,
    before: Moment,
    (first, last): (&str, &str),
) -> Result<Vec<(String, u64)>> {
    sql!("SELECT a.digest AS digest, a.size AS size ", unfiled!(), " AND a.digest >= $3 AND a.digest <= $4")
        .bind(change.office)
        .bind(before)
        .bind(first)
        .bind(last)
        .all(&mut **change)
        .await
}
