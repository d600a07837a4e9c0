//! Stored files: in the store of blobs, by digest, of a kind that their bytes confirm.

use crate::{
    access::{Access, files},
    accounts::Caller,
    app::App,
    error::{Error, Result},
    quotas,
    store::{BlobName, Columns},
};
use guiju_api::Stored;

/// Kinds that are kept.
const KINDS: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

/// Keeps a file.
///
/// # Errors
/// If its bytes are of no kind that is kept, the caller or the office keeps too much already, or the disk cannot be used.
pub async fn store(app: &App, caller: &Caller, name: &str, bytes: Vec<u8>) -> Result<Stored> {
    let media_type = infer::get(&bytes).map(|kind| kind.mime_type()).filter(|kind| KINDS.contains(kind));
    let media_type = media_type
        .ok_or_else(|| Error::Invalid("附件只接受 PDF 或图片（JPEG、PNG），这个文件的内容不是".to_owned()))?;
    let digest = guiju_package::digest(&bytes);
    let (size, blob) = (bytes.len() as u64, BlobName::attachment(caller.office, &digest));
    let (law, whose) = (app.law(caller.office)?, (caller.office, caller.person));
    let mut connection = app.pool.acquire().await?;
    quotas::file(&mut connection, &law, whose, (&digest, size), app.now(caller.office).0).await?;
    drop(connection);
    app.blobs.put(&blob, bytes.clone()).await?;
    let mut change = app.change(caller.office).await?;
    // Once more where nobody else uploads at the same time.
    let now = change.now.0;
    quotas::file(&mut change, &law, whose, (&digest, size), now).await?;
    sqlx::query(
        "INSERT INTO attachments (office_id, digest, media_type, size, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (office_id, digest) DO NOTHING",
    )
    .bind(caller.office)
    .bind(&digest)
    .bind(media_type)
    .bind(size as i64)
    .bind(caller.person as i64)
    .bind(now)
    .execute(&mut *change)
    .await?;
    files::uploaded(&mut change, &digest, caller.person).await?;
    change.commit().await?;
    // Where the same file was just being removed because nothing used it, it is written again; from here on its row holds it.
    app.blobs.put(&blob, bytes).await?;
    Ok(Stored { name: name.to_owned(), digest, media_type: media_type.to_owned(), size })
}

/// A file of the caller's office that the caller uploaded or that stands in a field of a matter the caller reads whole.
///
/// # Errors
/// If there is none for the caller.
pub async fn read(app: &App, caller: &Caller, digest: &str) -> Result<(String, Vec<u8>)> {
    let missing = || Error::NotFound("这个附件");
    if digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(missing());
    }
    let row = sqlx::query("SELECT media_type FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(caller.office)
        .bind(digest)
        .fetch_optional(&app.pool)
        .await?
        .ok_or_else(missing)?;
    let access = Access::of(app, caller).await?;
    let mut connection = app.pool.acquire().await?;
    if !access.opens_file(&mut connection, digest).await? {
        return Err(missing());
    }
    drop(connection);
    Ok((row.text("media_type")?, app.blobs.get(&BlobName::attachment(caller.office, digest)).await?))
}
