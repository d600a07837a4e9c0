//! The test office as it stands when a story begins: loaded once for each database and moment, then copied.

use crate::{
    database::{Database, made_of},
    parts::{opened, sessions_last},
    place::root,
};
use anyhow::{Context, Result};
use guiju::fixtures;
use guiju_domain::OfficeId;
use std::{
    collections::HashMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A data folder whose server has ended, held in memory, so that nothing of it is left when the tests end.
struct Template {
    files: Vec<File>,
    /// Name of the database on the PostgreSQL server.
    database: Option<String>,
}

struct File {
    path: PathBuf,
    mode: u32,
    bytes: Vec<u8>,
}

type Templates = Mutex<HashMap<(Database, String), Arc<OnceCell<Template>>>>;

/// A copy of the office: its data folder, and its database on the server, if it is not in the folder.
///
/// # Errors
/// If it cannot be loaded or copied.
pub async fn copy(database: Database, at: &str) -> Result<(TempDir, Option<String>)> {
    static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::default);
    let cell = {
        let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
        templates.entry((database, at.to_owned())).or_default().clone()
    };
    let template = cell.get_or_try_init(|| Template::load(database, at)).await?;
    let data = template.unpack()?;
    let url = match &template.database {
        Some(name) => Some(made_of(name).await?),
        None => None,
    };
    Ok((data, url))
}

impl Template {
    async fn load(database: Database, at: &str) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let url = database.made().await?;
        let app = opened(data.path(), url.clone(), at, |_| ()).await?;
        fixtures::load(&app, &root().join("target/regulations"), &root().join("tests/office"), &[]).await?;
        sessions_last(&app, OfficeId::new(1)).await?;
        app.pool.close().await;
        let mut files = Vec::new();
        read(data.path(), Path::new(""), &mut files)?;
        let database = url.and_then(|url| url.rsplit('/').next().map(str::to_owned));
        Ok(Self { files, database })
    }

    fn unpack(&self) -> Result<TempDir> {
        let data = tempfile::tempdir()?;
        for File { path, mode, bytes } in &self.files {
            let path = data.path().join(path);
            fs::create_dir_all(path.parent().context("a folder")?)?;
            fs::write(&path, bytes)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(*mode))?;
        }
        Ok(data)
    }
}

/// Every file of a folder; what is linked into it is not its own.
fn read(data: &Path, within: &Path, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(data.join(within))? {
        let entry = entry?;
        let (path, kind) = (within.join(entry.file_name()), entry.file_type()?);
        if kind.is_dir() {
            read(data, &path, files)?;
        } else if kind.is_file() {
            let (mode, bytes) = (entry.metadata()?.permissions().mode(), fs::read(data.join(&path))?);
            files.push(File { path, mode, bytes });
        }
    }
    Ok(())
}
