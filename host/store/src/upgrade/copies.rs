//! The copies of a database that stand in the data folder from upgrades: `before-upgrade-NUMBER-DAY-STATE.sqlite` or `.dump`.

use crate::Dialect;
use guiju_model::Date;
use std::{
    fs::{self, File, Permissions},
    io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// What the name of a copy begins with.
const PREFIX: &str = "before-upgrade-";
/// The name of a copy while it is made.
const UNFINISHED: &str = "unfinished-before-upgrade";
/// So many copies stay, the newest ones; older ones are removed when a further one is made.
const KEPT: usize = 2;
/// For the server's own user alone.
const PRIVATE: u32 = 0o600;

/// What the name of a copy says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// The newest migration that the database had.
    pub found: i64,
    /// The day on which it was made.
    pub day: Date,
    /// What the database held.
    pub state: String,
    /// Which database it was.
    pub dialect: Dialect,
}

/// The copy of a database from before an upgrade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpgradeCopy {
    /// The file.
    pub path: PathBuf,
    /// The day on which it was made, in UTC.
    pub day: Date,
    name: Name,
}

impl Name {
    fn text(&self) -> String {
        let Self { found, day, state, dialect } = self;
        format!("{PREFIX}{found:04}-{day}-{state}.{}", ending(*dialect))
    }

    fn read(text: &str) -> Option<Self> {
        let (stem, end) = text.strip_prefix(PREFIX)?.rsplit_once('.')?;
        let dialect = [Dialect::Sqlite, Dialect::Postgres].into_iter().find(|dialect| ending(*dialect) == end)?;
        let (found, rest) = stem.split_once('-')?;
        let (day, state) = rest.rsplit_once('-')?;
        Some(Self { found: found.parse().ok()?, day: day.parse().ok()?, state: state.to_owned(), dialect })
    }
}

const fn ending(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "sqlite",
        Dialect::Postgres => "dump",
    }
}

/// The copies in a data folder, the oldest first.
///
/// # Errors
/// If the folder cannot be read.
pub fn list(data: &Path) -> io::Result<Vec<UpgradeCopy>> {
    let mut copies = Vec::new();
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        if let Some(name) = entry.file_name().to_str().and_then(Name::read) {
            copies.push((entry.metadata()?.modified()?, UpgradeCopy { path: entry.path(), day: name.day, name }));
        }
    }
    copies.sort_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
    Ok(copies.into_iter().map(|(_, copy)| copy).collect())
}

/// The copy of the same state: of the version that the database has, or of the one from which an upgrade was begun and not ended.
pub(super) fn of_state(data: &Path, name: &Name) -> io::Result<Option<UpgradeCopy>> {
    let same = |copy: &Name| (&copy.state, copy.dialect) == (&name.state, name.dialect) && copy.found <= name.found;
    Ok(list(data)?.into_iter().find(|copy| same(&copy.name)))
}

/// Where a copy is made; what a process that was killed has left there is removed.
pub(super) fn begin(data: &Path) -> io::Result<PathBuf> {
    let unfinished = data.join(UNFINISHED);
    match fs::remove_file(&unfinished) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => {
            Err(io::Error::new(why.kind(), format!("{} cannot be removed: {why}", unfinished.display())))
        }
        _ => Ok(unfinished),
    }
}

/// Removes what was made of a copy that failed.
pub(super) fn discard(unfinished: &Path) {
    if let Err(error) = fs::remove_file(unfinished)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, file = %unfinished.display(), "what is left of the copy cannot be removed");
    }
}

/// Gives a copy its name, once it is on the disk, and removes those that are too old.
pub(super) fn finish(data: &Path, unfinished: &Path, name: &Name) -> io::Result<PathBuf> {
    let path = data.join(name.text());
    fs::set_permissions(unfinished, Permissions::from_mode(PRIVATE))?;
    File::open(unfinished)?.sync_all()?;
    fs::rename(unfinished, &path)?;
    File::open(data)?.sync_all()?;
    let copies = list(data)?;
    for old in copies.iter().take(copies.len().saturating_sub(KEPT)).filter(|old| old.path != path) {
        fs::remove_file(&old.path)?;
        tracing::info!(file = %old.path.display(), "this copy from an earlier upgrade is removed");
    }
    Ok(path)
}
