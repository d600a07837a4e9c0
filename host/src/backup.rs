//! A copy of everything that is kept, made while the server runs, in a folder that can be served as it is.
//!
//! The database comes first, then the files: each file was there before the row that names it, and none is ever changed, so the
//! copy holds together however much was filed meanwhile.

use crate::{
    kept,
    store::{self, Columns, Dialect},
};
use anyhow::{Context, Result, ensure};
use sqlx::AnyPool;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folders of files that are named by the digest of their bytes.
const FOLDERS: [&str; 2] = ["attachments", "regulations"];

/// What came of it.
#[derive(Debug, Default)]
pub struct Backup {
    /// Events of every office in the copy, each chain walked; none where the database is copied by its own means.
    pub events: u64,
    /// Files that the folder did not have yet.
    pub files: usize,
}

/// Copies what is kept in `data` to `to`; what an earlier copy brought there is not copied again. A PostgreSQL database is
/// left to its own means, which must have copied it before.
///
/// # Errors
/// If something cannot be read or written, or what was copied does not hold together.
pub async fn backup(pool: &AnyPool, dialect: Dialect, data: &Path, to: &Path) -> Result<Backup> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    ensure!(fs::canonicalize(to)? != fs::canonicalize(data)?, "the copy needs another folder than the data");
    if dialect == Dialect::Sqlite {
        copy_database(pool, to).await?;
    }
    let mut files = 0;
    for folder in FOLDERS {
        files += copy_files(&data.join(folder), &to.join(folder))?;
    }
    let events = if dialect == Dialect::Sqlite { holds_together(to).await? } else { 0 };
    Ok(Backup { events, files })
}

async fn copy_database(pool: &AnyPool, to: &Path) -> Result<()> {
    let (copy, unfinished) = (to.join("guiju.sqlite"), to.join("guiju.sqlite.new"));
    ensure!(!to.join("guiju.sqlite-wal").exists(), "{} is being served: name another folder", to.display());
    match fs::remove_file(&unfinished) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(why.into()),
        _ => {}
    }
    sqlx::query("VACUUM INTO $1").bind(unfinished.display().to_string()).execute(pool).await?;
    fs::File::open(&unfinished)?.sync_all()?;
    fs::rename(unfinished, copy)?;
    Ok(())
}

/// Copies the files below a folder that are not there yet; how many.
fn copy_files(from: &Path, to: &Path) -> Result<usize> {
    let mut copied = 0;
    if !from.exists() {
        return Ok(copied);
    }
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let (from, to) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if from.is_dir() {
            copied += copy_files(&from, &to)?;
        } else if !to.exists() && from.extension().is_none_or(|end| end != kept::UNFINISHED) {
            let bytes = fs::read(&from).with_context(|| from.display().to_string())?;
            kept::write(&to, &bytes).with_context(|| to.display().to_string())?;
            copied += 1;
        }
    }
    Ok(copied)
}

/// Walks every chain of the copy and looks for every file that it names; how many events there are.
async fn holds_together(copy: &Path) -> Result<u64> {
    let pool = store::open(None, copy).await?;
    let mut events = 0;
    for office in sqlx::query("SELECT id FROM offices ORDER BY id").fetch_all(&pool).await? {
        let office = office.int("id")?;
        let (walked, broken) = store::verify(&pool, office).await?;
        ensure!(broken.is_none(), "office {office}: the chain is broken at event {}", broken.unwrap_or_default());
        events += walked;
    }
    let named = sqlx::query("SELECT office_id, digest FROM attachments").fetch_all(&pool).await?;
    for row in named {
        let file = [FOLDERS[0].to_owned(), row.int("office_id")?.to_string(), row.text("digest")?];
        let file = copy.join(PathBuf::from_iter(file));
        let bytes = fs::read(&file).with_context(|| format!("an attachment is missing: {}", file.display()))?;
        ensure!(guiju_package::digest(&bytes) == row.text("digest")?, "an attachment is damaged: {}", file.display());
    }
    for row in sqlx::query("SELECT digest FROM packages").fetch_all(&pool).await? {
        let file = copy.join(FOLDERS[1]).join(format!("{}.wasm", row.text("digest")?));
        ensure!(file.exists(), "a regulation is missing: {}", file.display());
    }
    pool.close().await;
    Ok(events)
}
