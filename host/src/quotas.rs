//! How much one person and one office may keep, and how often somebody may upload: refused in words with the numbers.

use crate::{
    app::App,
    error::Result,
    policy::OfficePolicy,
    store::{Connection, UnitOfWork, attachments, storage_used},
};
use guiju_api::{AmountShown, PersonUsage};
use guiju_domain::{
    OfficeId, PersonId,
    rejection::{Limit, Quota},
    settings::{QUOTA_DRAFT_SIZE, QUOTA_DRAFTS, QUOTA_FILES_OFFICE, QUOTA_FILES_PERSON, QUOTA_UPLOADS, Setting},
};
use guiju_model::Moment;

/// Bytes of a megabyte, in which sizes are set.
const MEGABYTE: u64 = 1 << 20;
/// Seconds of an hour.
const HOUR: i64 = 3600;
/// People who are listed by how much they keep.
const LISTED: u64 = 20;

fn limit(policy: &OfficePolicy, setting: &'static Setting) -> u64 {
    policy.settings.number(setting).unsigned_abs()
}

fn bytes(policy: &OfficePolicy, setting: &'static Setting) -> u64 {
    limit(policy, setting) * MEGABYTE
}

/// A file that somebody uploads.
pub struct Upload {
    /// The person whose quota it takes from.
    pub person: PersonId,
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
pub async fn reserve(change: &mut UnitOfWork, policy: &OfficePolicy, upload: &Upload) -> Result<()> {
    let office = change.office;
    let known = attachments::exists(&mut **change, office, &upload.digest).await?;
    let reserved = if known { 0 } else { upload.size };
    if !known {
        fits(change, policy, upload).await?;
    }
    // The same file from the same person twice at once takes one place.
    if storage_used::begin_upload(change, &upload.digest, upload.person, reserved).await? {
        storage_used::add(change, upload.person, (0, reserved as i64)).await?;
    }
    Ok(())
}

async fn fits(change: &mut UnitOfWork, policy: &OfficePolicy, upload: &Upload) -> Result<()> {
    let (person, size, now) = (upload.person, upload.size, change.now.0);
    let used = storage_used::of_person(change, person).await?;
    let lately = storage_used::uploads_after(change, person, Moment(now - HOUR)).await?;
    let most = limit(policy, &QUOTA_UPLOADS);
    let (of_office, of_person) = (bytes(policy, &QUOTA_FILES_OFFICE), bytes(policy, &QUOTA_FILES_PERSON));
    let exceeded = if lately.count >= most {
        let first = lately.first.map_or(now, |first| first.0);
        Limit::Uploads { limit: most, wait: (first + HOUR - now).max(1).unsigned_abs() }
    } else if used.of_person + size > of_person {
        Limit::Quota { of: Quota::FilesOfPerson, used: used.of_person, more: size, limit: of_person }
    } else if used.of_office + size > of_office {
        Limit::Quota { of: Quota::FilesOfOffice, used: used.of_office, more: size, limit: of_office }
    } else {
        return Ok(());
    };
    Err(exceeded.into())
}

/// Gives back the place that an upload took.
///
/// # Errors
/// If the database cannot be used.
pub async fn release(change: &mut UnitOfWork, upload: &Upload) -> Result<()> {
    if let Some(reserved) = storage_used::end_upload(change, &upload.digest, upload.person).await? {
        storage_used::add(change, upload.person, (0, -reserved)).await?;
    }
    Ok(())
}

/// Gives back the places of uploads that were cut off.
///
/// # Errors
/// If the database cannot be used.
pub async fn expire(change: &mut UnitOfWork) -> Result<()> {
    let before = Moment(change.now.0 - HOUR);
    for (person, reserved) in storage_used::end_uploads_before(change, before).await? {
        storage_used::add(change, person, (0, -reserved)).await?;
    }
    Ok(())
}

/// Counts a file towards its person's quota, once its row is written.
///
/// # Errors
/// If the database cannot be used.
pub async fn entered(change: &mut UnitOfWork, upload: &Upload) -> Result<()> {
    Ok(storage_used::add(change, upload.person, (1, upload.size as i64)).await?)
}

/// Counts a file no more whose row is about to be removed.
///
/// # Errors
/// If the database cannot be used.
pub async fn gone(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    let office = change.office;
    if let Some(uploaded) = attachments::uploaded(&mut **change, office, digest).await? {
        storage_used::add(change, uploaded.by, (-1, -uploaded.size)).await?;
    }
    Ok(())
}

/// Whether a person may keep a draft of so many bytes, in place of the one of the same form. Nobody else saves a draft of the same
/// person until the transaction ends.
///
/// # Errors
/// Which quota it would exceed, with the numbers.
pub async fn draft(
    connection: &mut Connection,
    policy: &OfficePolicy,
    whose: (OfficeId, PersonId),
    (regulation, form): (&str, &str),
    size: u64,
) -> Result<()> {
    storage_used::lock(&mut *connection, whose.0, whose.1).await?;
    let others = storage_used::other_drafts(connection, whose, (regulation, form)).await?;
    let (used, kept) = (others.count, others.size);
    let (most, sizes) = (limit(policy, &QUOTA_DRAFTS), bytes(policy, &QUOTA_DRAFT_SIZE));
    if used >= most {
        return Err(Limit::Quota { of: Quota::Drafts, used, more: 1, limit: most }.into());
    }
    if kept + size > sizes {
        return Err(Limit::Quota { of: Quota::DraftSizes, used: kept, more: size, limit: sizes }.into());
    }
    Ok(())
}

/// How much the office keeps, and who keeps most.
///
/// # Errors
/// If the database cannot be used.
pub async fn used(app: &App, office: OfficeId) -> Result<(AmountShown, Vec<PersonUsage>)> {
    let (policy, staff) = (app.policy(office)?, app.staff(office).await?);
    let of_office = storage_used::of_office(&app.pool, office).await?;
    let all = AmountShown { used: of_office, limit: bytes(&policy, &QUOTA_FILES_OFFICE) };
    let shown = |row: storage_used::OfPerson| PersonUsage {
        person: row.person.number(),
        name: staff.name(row.person),
        files: row.files,
        used: row.bytes,
        limit: bytes(&policy, &QUOTA_FILES_PERSON),
    };
    let people = storage_used::largest(&app.pool, office, LISTED).await?;
    Ok((all, people.into_iter().map(shown).collect()))
}
