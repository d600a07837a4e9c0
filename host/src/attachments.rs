//! Stored files: beside the database, by digest, of a kind that their bytes confirm.

use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    store::Columns,
};
use guiju_api::Stored;
use std::path::PathBuf;

/// Kinds that are kept.
const KINDS: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

fn path(app: &App, office: i64, digest: &str) -> PathBuf {
    app.config.data.join("attachments").join(office.to_string()).join(digest)
}

/// Keeps a file.
///
/// # Errors
/// If its bytes are of no kind that is kept, or the disk cannot be used.
pub async fn store(app: &App, caller: &Caller, name: &str, bytes: Vec<u8>) -> Result<Stored> {
    let media_type = infer::get(&bytes).map(|kind| kind.mime_type()).filter(|kind| KINDS.contains(kind));
    let media_type = media_type
        .ok_or_else(|| Error::Invalid("附件只接受 PDF 或图片（JPEG、PNG），这个文件的内容不是".to_owned()))?;
    let digest = guiju_engine::digest(&bytes);
    let size = bytes.len() as u64;
    let path = path(app, caller.office, &digest);
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    if !path.exists() {
        let unfinished = path.with_extension(format!("{}.new", caller.person));
        tokio::fs::write(&unfinished, bytes).await?;
        tokio::fs::rename(unfinished, path).await?;
    }
    sqlx::query(
        "INSERT INTO attachments (office_id, digest, media_type, size, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (office_id, digest) DO NOTHING",
    )
    .bind(caller.office)
    .bind(&digest)
    .bind(media_type)
    .bind(size as i64)
    .bind(caller.person as i64)
    .bind(app.now().0)
    .execute(&app.pool)
    .await?;
    Ok(Stored { name: name.to_owned(), digest, media_type: media_type.to_owned(), size })
}

/// A file of the caller's office that the caller uploaded or that belongs to a matter the caller takes part in.
///
/// # Errors
/// If there is none for the caller.
pub async fn read(app: &App, caller: &Caller, digest: &str) -> Result<(String, Vec<u8>)> {
    let missing = || Error::NotFound("这个附件");
    if digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(missing());
    }
    let row = sqlx::query("SELECT media_type, uploaded_by FROM attachments WHERE office_id = $1 AND digest = $2")
        .bind(caller.office)
        .bind(digest)
        .fetch_optional(&app.pool)
        .await?
        .ok_or_else(missing)?;
    let mine = row.int("uploaded_by")? as u64 == caller.person || caller.audits();
    let takes_part = sqlx::query(
        "SELECT m.id AS id FROM matters m WHERE m.office_id = $1 AND m.content LIKE $2 AND (m.applicant_id = $3 OR m.subject_id = $3
         OR EXISTS (SELECT 1 FROM tasks t WHERE t.office_id = m.office_id AND t.matter_id = m.id AND t.assignee_id = $3)) LIMIT 1",
    )
    .bind(caller.office)
    .bind(format!("%{digest}%"))
    .bind(caller.person as i64)
    .fetch_optional(&app.pool)
    .await?;
    if !mine && takes_part.is_none() {
        return Err(missing());
    }
    Ok((row.text("media_type")?, tokio::fs::read(path(app, caller.office, digest)).await?))
}
