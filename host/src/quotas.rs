//! How much one person and one office may keep, and how often somebody may upload: refused in words with the numbers.

use crate::{
    app::App,
    error::Result,
    law::OfficeLaw,
    store::{Columns, UnitOfWork},
};
use guiju_api::{AmountShown, PersonUsage};
use guiju_domain::{
    OfficeId, Rejection,
    rejection::Limit,
    settings::{QUOTA_DRAFT_SIZE, QUOTA_DRAFTS, QUOTA_FILES_OFFICE, QUOTA_FILES_PERSON, QUOTA_UPLOADS, Setting},
};
use sqlx::AnyConnection;

/// Bytes of a megabyte, in which sizes are set.
const MEGABYTE: u64 = 1 << 20;
/// Seconds of an hour.
const HOUR: i64 = 3600;
/// People who are listed by how much they keep.
const LISTED: i64 = 20;

fn limit(law: &OfficeLaw, setting: &'static Setting) -> u64 {
    law.settings.number(setting).unsigned_abs()
}

fn bytes(law: &OfficeLaw, setting: &'static Setting) -> u64 {
    limit(law, setting) * MEGABYTE
}

/// A file that somebody uploads.
pub struct Upload {
    /// Who.
    pub person: u64,
    /// Its digest.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Takes the place for a file that somebody uploads, in the change that decides whether there is room; what the office has already
/// costs nothing.
///
/// # Errors
/// Which quota it would exceed, with the numbers.
pub async fn reserve(change: &mut UnitOfWork, law: &OfficeLaw, upload: &Upload) -> Result<()> {
    let (office, now) = (change.office, change.now.0);
    let known = sqlx::query("SELECT digest FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(office.number())
        .bind(&upload.digest)
        .fetch_optional(&mut **change)
        .await?;
    let reserved = if known.is_some() { 0 } else { upload.size };
    if known.is_none() {
        fits(change, law, upload, now).await?;
    }
    let began = sqlx::query(
        "INSERT INTO attachment_uploads_pending (office_id, digest, person_id, reserved, begun_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
    )
    .bind(office.number())
    .bind(&upload.digest)
    .bind(upload.person as i64)
    .bind(reserved as i64)
    .bind(now)
    .execute(&mut **change)
    .await?;
    // The same file from the same person twice at once takes one place.
    if began.rows_affected() > 0 {
        count(change, upload.person, (0, reserved as i64)).await?;
    }
    Ok(())
}

async fn fits(change: &mut UnitOfWork, law: &OfficeLaw, upload: &Upload, now: i64) -> Result<()> {
    let (office, person, size) = (change.office, upload.person, upload.size);
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS office,
         CAST(COALESCE(SUM(CASE WHEN person_id = $2 THEN bytes ELSE 0 END), 0) AS BIGINT) AS person
         FROM storage_used WHERE office_id = $1",
    )
    .bind(office.number())
    .bind(person as i64)
    .fetch_one(&mut **change)
    .await?;
    let (in_office, in_person) = (row.int("office")?.unsigned_abs(), row.int("person")?.unsigned_abs());
    let row = sqlx::query(
        "SELECT COUNT(*) AS n, MIN(at) AS first FROM (
         SELECT uploaded_at AS at FROM attachments WHERE office_id = $1 AND uploaded_by = $2 AND uploaded_at > $3
         UNION ALL SELECT begun_at AS at FROM attachment_uploads_pending WHERE office_id = $1 AND person_id = $2 AND begun_at > $3
         ) AS lately",
    )
    .bind(office.number())
    .bind(person as i64)
    .bind(now - HOUR)
    .fetch_one(&mut **change)
    .await?;
    let most = limit(law, &QUOTA_UPLOADS);
    let (of_office, of_person) = (bytes(law, &QUOTA_FILES_OFFICE), bytes(law, &QUOTA_FILES_PERSON));
    let exceeded = if row.int("n")?.unsigned_abs() >= most {
        let wait = (row.maybe_int("first")?.unwrap_or(now) + HOUR - now).max(1).unsigned_abs();
        Limit::Uploads { limit: most, wait }
    } else if in_person + size > of_person {
        Limit::FilesOfPerson { used: in_person, more: size, limit: of_person }
    } else if in_office + size > of_office {
        Limit::FilesOfOffice { used: in_office, more: size, limit: of_office }
    } else {
        return Ok(());
    };
    Err(Rejection::from(exceeded).into())
}

/// Gives back the place that an upload took.
///
/// # Errors
/// If the database cannot be used.
pub async fn release(change: &mut UnitOfWork, upload: &Upload) -> Result<()> {
    let office = change.office;
    let row = sqlx::query(
        "DELETE FROM attachment_uploads_pending WHERE office_id = $1 AND digest = $2 AND person_id = $3 RETURNING reserved",
    )
    .bind(office.number())
    .bind(&upload.digest)
    .bind(upload.person as i64)
    .fetch_optional(&mut **change)
    .await?;
    match row {
        Some(row) => count(change, upload.person, (0, -row.int("reserved")?)).await,
        None => Ok(()),
    }
}

/// Gives back the places of uploads that were cut off.
///
/// # Errors
/// If the database cannot be used.
pub async fn expire(change: &mut UnitOfWork) -> Result<()> {
    let (office, before) = (change.office, change.now.0 - HOUR);
    let rows = sqlx::query(
        "DELETE FROM attachment_uploads_pending WHERE office_id = $1 AND begun_at < $2 RETURNING person_id, reserved",
    )
    .bind(office.number())
    .bind(before)
    .fetch_all(&mut **change)
    .await?;
    for row in rows {
        count(change, row.int("person_id")?.unsigned_abs(), (0, -row.int("reserved")?)).await?;
    }
    Ok(())
}

/// Counts a file that was entered.
///
/// # Errors
/// If the database cannot be used.
pub async fn entered(change: &mut UnitOfWork, upload: &Upload) -> Result<()> {
    count(change, upload.person, (1, upload.size as i64)).await
}

/// Counts a file no more whose row is about to be removed.
///
/// # Errors
/// If the database cannot be used.
pub async fn gone(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    let office = change.office;
    let row = sqlx::query("SELECT uploaded_by, size FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(office.number())
        .bind(digest)
        .fetch_optional(&mut **change)
        .await?;
    match row {
        Some(row) => count(change, row.int("uploaded_by")?.unsigned_abs(), (-1, -row.int("size")?)).await,
        None => Ok(()),
    }
}

/// Adds to what a person keeps.
async fn count(connection: &mut UnitOfWork, person: u64, (files, bytes): (i64, i64)) -> Result<()> {
    let office = connection.office;
    sqlx::query(
        "INSERT INTO storage_used (office_id, person_id, files, bytes) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, person_id) DO UPDATE SET files = storage_used.files + excluded.files,
         bytes = storage_used.bytes + excluded.bytes",
    )
    .bind(office.number())
    .bind(person as i64)
    .bind(files)
    .bind(bytes)
    .execute(&mut **connection)
    .await?;
    Ok(())
}

/// Whether a person may keep a draft of so many bytes, in place of the one of the same form. Nobody else saves a draft of the same
/// person until the transaction ends.
///
/// # Errors
/// Which quota it would exceed, with the numbers.
pub async fn draft(
    connection: &mut AnyConnection,
    law: &OfficeLaw,
    (office, person): (OfficeId, u64),
    (regulation, form): (&str, &str),
    size: u64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO storage_used (office_id, person_id) VALUES ($1, $2)
         ON CONFLICT (office_id, person_id) DO UPDATE SET files = storage_used.files",
    )
    .bind(office.number())
    .bind(person as i64)
    .execute(&mut *connection)
    .await?;
    let row = sqlx::query(
        "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(OCTET_LENGTH(content)), 0) AS BIGINT) AS size FROM drafts
         WHERE office_id = $1 AND person_id = $2 AND NOT (regulation = $3 AND form = $4)",
    )
    .bind(office.number())
    .bind(person as i64)
    .bind(regulation)
    .bind(form)
    .fetch_one(connection)
    .await?;
    let (used, kept) = (row.int("n")?.unsigned_abs(), row.int("size")?.unsigned_abs());
    let (most, sizes) = (limit(law, &QUOTA_DRAFTS), bytes(law, &QUOTA_DRAFT_SIZE));
    if used >= most {
        return Err(Rejection::from(Limit::Drafts { used, limit: most }).into());
    }
    if kept + size > sizes {
        return Err(Rejection::from(Limit::DraftSizes { used: kept, more: size, limit: sizes }).into());
    }
    Ok(())
}

/// How much the office keeps, and who keeps most.
///
/// # Errors
/// If the database cannot be used.
pub async fn used(app: &App, office: OfficeId) -> Result<(AmountShown, Vec<PersonUsage>)> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let row =
        sqlx::query("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS size FROM storage_used WHERE office_id = $1")
            .bind(office.number())
            .fetch_one(&app.pool)
            .await?;
    let all = AmountShown { used: row.int("size")?.unsigned_abs(), limit: bytes(&law, &QUOTA_FILES_OFFICE) };
    let rows = sqlx::query(
        "SELECT person_id, bytes, files FROM storage_used WHERE office_id = $1 AND (files > 0 OR bytes > 0)
         ORDER BY bytes DESC, person_id LIMIT $2",
    )
    .bind(office.number())
    .bind(LISTED)
    .fetch_all(&app.pool)
    .await?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        let person = row.int("person_id")?.unsigned_abs();
        people.push(PersonUsage {
            person,
            name: staff.name(person).to_owned(),
            files: row.int("files")?.unsigned_abs(),
            used: row.int("bytes")?.unsigned_abs(),
            limit: bytes(&law, &QUOTA_FILES_PERSON),
        });
    }
    Ok((all, people))
}
