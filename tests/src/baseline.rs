//! What the baseline left, as a server of this version finds it.

use crate::{
    database::{Database, fresh},
    place::root,
    trial::Ground,
};
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    io::Read,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

/// The data folder of the baseline, on one of the databases.
///
/// # Errors
/// If it cannot be unpacked, or the database does not take it.
pub async fn unpacked(database: Database) -> Result<Ground> {
    let (folder, dump) = files()?;
    if database == Database::Sqlite {
        return Ok(Ground::of(folder, None));
    }
    fs::remove_file(folder.path().join("data/guiju.sqlite"))?;
    let database = fresh().await?;
    let restored =
        Command::new(psql()).args(["-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(&dump).arg(&database).output()?;
    ensure!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    Ok(Ground::of(folder, Some(database)))
}

/// The kept folder, unpacked; the dump apart.
fn files() -> Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let mut archive = zip::ZipArchive::new(fs::File::open(root().join("tests/kept/baseline.zip"))?)?;
    let data = folder.path().join("data");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let name = file.enclosed_name().context("a name")?;
        let path = if name == Path::new("postgres.sql") { folder.path().join(name) } else { data.join(name) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        fs::create_dir_all(path.parent().context("a folder")?)?;
        fs::write(path, bytes)?;
    }
    let shared = root().join("target/compiled");
    fs::create_dir_all(&shared)?;
    symlink(shared, data.join("compiled"))?;
    let dump = folder.path().join("postgres.sql");
    Ok((folder, dump))
}

/// The client that comes with the newest server.
fn psql() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let found = versions.map(|version| version.join("bin/psql")).filter(|path| path.exists()).max();
    found.unwrap_or_else(|| PathBuf::from("psql"))
}
