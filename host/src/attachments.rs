//! Stored files: in the store of blobs, by digest, of a kind that their bytes confirm.

use crate::{
    access::Access,
    accounts::Caller,
    app::App,
    error::{Error, Result},
    quotas::{self, Upload},
    store::{
        self, BlobName, UnitOfWork,
        attachments::{self, NewAttachment},
        blob_removals,
    },
};
use guiju_api::StoredFile;
use guiju_domain::{
    Rejection,
    events::publications::FileStored,
    rejection::{Attachment, Blob, Unknown},
};
use guiju_model::attached::{self, NameFault};

/// Kinds that are kept.
const KINDS: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

/// The kind of files that were imported: it is not looked into, and browsers only save it.
const EVIDENCE: &str = "application/octet-stream";

/// Keeps a file: first its place is taken, in a change that decides whether there is room; then its bytes are stored, and last the
/// row that names them. An upload that is cut off leaves a row that says so, and what it left is removed later.
///
/// # Errors
/// If its bytes are of no kind that is kept, the caller or the office keeps too much already, or the disk cannot be used.
pub async fn store(app: &App, caller: &Caller, name: &str, bytes: Vec<u8>) -> Result<StoredFile> {
    attached::name(name).map_err(|fault| match fault {
        NameFault::Missing => Attachment::NameMissing,
        NameFault::TooLong { has } => Attachment::NameTooLong { limit: attached::NAME, has },
        NameFault::Malformed => Attachment::NameMalformed,
    })?;
    let media_type = infer::get(&bytes).map(|kind| kind.mime_type()).filter(|kind| KINDS.contains(kind));
    let media_type = media_type.ok_or(Attachment::UnknownKind)?;
    let upload = put(app, caller, bytes).await?;
    let mut change = app.change(caller.office).await?;
    enter(&mut change, &upload, media_type).await?;
    let (digest, size) = (upload.digest, upload.size);
    let stored = StoredFile { name: name.to_owned(), digest, media_type: media_type.to_owned(), size };
    let StoredFile { name, digest, media_type, size } = stored.clone();
    change.record(Some(caller.person), &FileStored { digest, name, media_type, size })?;
    change.commit().await?;
    Ok(stored)
}

/// Takes the place of a file, in a change that decides whether there is room, and stores its bytes; [`enter`] names them.
///
/// # Errors
/// If the caller or the office keeps too much already, or the disk cannot be used.
pub async fn put(app: &App, caller: &Caller, bytes: Vec<u8>) -> Result<Upload> {
    let digest = guiju_package::digest(&bytes);
    let upload = Upload { person: caller.person, digest: digest.clone(), size: bytes.len() as u64 };
    let policy = app.policy(caller.office)?;
    let mut change = app.change(caller.office).await?;
    not_being_removed(&mut change, &digest).await?;
    quotas::reserve(&mut change, &policy, &upload).await?;
    change.commit().await?;
    if let Err(why) = app.blobs.put(&BlobName::attachment(caller.office, &digest), bytes).await {
        let mut change = app.change(caller.office).await?;
        quotas::release(&mut change, &upload).await?;
        change.commit().await?;
        return Err(why.into());
    }
    Ok(upload)
}

/// Enters a file that was imported, and holds it as long as the office: no field names it, but the event of the import does.
///
/// # Errors
/// If its bytes are just being removed, or the database cannot be used.
pub async fn enter_evidence(change: &mut UnitOfWork, upload: &Upload) -> Result<()> {
    enter(change, upload, EVIDENCE).await?;
    blob_removals::hold(change, &upload.digest).await?;
    Ok(())
}

/// Bytes that are just being removed because nothing used them cannot be stored meanwhile.
async fn not_being_removed(change: &mut UnitOfWork, digest: &str) -> Result<()> {
    if blob_removals::exists(change, digest).await? {
        return Err(Rejection::from(Blob::BeingRemoved).into());
    }
    Ok(())
}

/// Enters the row that names the bytes, and who uploaded them.
async fn enter(change: &mut UnitOfWork, upload: &Upload, media_type: &str) -> Result<()> {
    not_being_removed(change, &upload.digest).await?;
    quotas::release(change, upload).await?;
    let (digest, by) = (upload.digest.as_str(), upload.person);
    if attachments::add(change, &NewAttachment { digest, media_type, size: upload.size, by }).await? {
        quotas::entered(change, upload).await?;
    }
    Ok(attachments::save_upload(change, digest, by).await?)
}

/// A file of the caller's office that the caller uploaded or that stands in a field of a matter the caller reads whole.
///
/// # Errors
/// If there is none for the caller.
pub async fn read(app: &App, caller: &Caller, digest: &str) -> Result<(String, Vec<u8>)> {
    let missing = || Error::from(Unknown::Attachment);
    if digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(missing());
    }
    let media_type = attachments::media_type(&app.pool, caller.office, digest).await?.ok_or_else(missing)?;
    let access = Access::of(app, caller).await?;
    let mut connection = store::acquire(&app.pool).await?;
    if !access.opens_file(&mut connection, digest).await? {
        return Err(missing());
    }
    drop(connection);
    Ok((media_type, app.blobs.get(&BlobName::attachment(caller.office, digest)).await?))
}
