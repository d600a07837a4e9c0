//! What somebody with access to the database and the disk would do to hide something.

use super::ground::Ground;
use anyhow::{Context, Result};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::Row;
use std::path::Path;

/// Cuts the last events off, the office's head with them.
///
/// # Errors
/// If the database refuses it.
pub async fn cut(ground: &Ground, events: i64) -> Result<()> {
    let last = ground.number("SELECT chain_seq FROM offices WHERE id = 1").await?;
    put_back(ground, (last - events).max(1)).await
}

/// Leaves what an older copy would have: the events until then, the head of then.
///
/// # Errors
/// If the database refuses it.
pub async fn put_back(ground: &Ground, seq: i64) -> Result<()> {
    ground.tamper(&format!("DELETE FROM events WHERE office_id = 1 AND seq > {seq}")).await?;
    let head = format!("(SELECT hash FROM events WHERE office_id = 1 AND seq = {seq})");
    ground.tamper(&format!("UPDATE offices SET chain_seq = {seq}, chain_hash = {head} WHERE id = 1")).await?;
    Ok(())
}

/// Changes what was filed, and computes every hash after it anew as the chain has it.
///
/// # Errors
/// If the database refuses it.
pub async fn forge(ground: &Ground) -> Result<()> {
    let pool = ground.pool().await?;
    let rows = sqlx::query("SELECT seq, matter_id, kind, at, by_id, body FROM events WHERE office_id = 1 ORDER BY seq")
        .fetch_all(&pool)
        .await?;
    let mut before = String::new();
    for row in &rows {
        let (seq, at): (i64, i64) = (row.try_get("seq")?, row.try_get("at")?);
        let (matter, by): (Option<i64>, Option<i64>) = (row.try_get("matter_id")?, row.try_get("by_id")?);
        let (kind, mut body): (String, String) = (row.try_get("kind")?, row.try_get("body")?);
        if kind == "filed" {
            body = body.replacen('{', "{\"forged\":true,", 1);
        }
        let text = json!([before, seq, matter, kind, at, by, body]).to_string();
        before = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        sqlx::query("UPDATE events SET body = $2, hash = $3 WHERE office_id = 1 AND seq = $1")
            .bind(seq)
            .bind(&body)
            .bind(&before)
            .execute(&pool)
            .await?;
    }
    sqlx::query("UPDATE offices SET chain_hash = $1 WHERE id = 1").bind(&before).execute(&pool).await?;
    pool.close().await;
    Ok(())
}

/// Changes one byte in the middle of a file.
///
/// # Errors
/// If the disk cannot be used.
pub fn flip(path: &Path) -> Result<()> {
    let mut bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let middle = bytes.len() / 2;
    *bytes.get_mut(middle).context("a byte")? ^= 1;
    Ok(std::fs::write(path, bytes)?)
}
