//! What the server keeps is for its own user of the machine alone: folders 0700, files 0600.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::Path,
};

/// What a folder may be open for.
const FOLDER: u32 = 0o700;
/// What a file may be open for.
const FILE: u32 = 0o600;

/// What the server keeps in its data folder; whatever else lies there is none of its business.
const KEPT: [&str; 8] = [
    "guiju.sqlite",
    "guiju.sqlite-wal",
    "guiju.sqlite-shm",
    "attachments",
    "regulations",
    "compiled",
    "keys",
    "anchors",
];

/// Makes a folder that only the server's own user may look into, and closes what is open wider there. Whatever this process
/// makes from now on is as private. `keys` is the folder with the server's keys, wherever
/// it lies, if there is one.
///
/// # Errors
/// If the folder cannot be made or read.
pub fn make(folder: &Path, keys: Option<&Path>) -> io::Result<()> {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    fs::DirBuilder::new().recursive(true).mode(FOLDER).create(folder)?;
    let mut closed = Closed::default();
    closed.close_one(folder, FOLDER)?;
    let kept = KEPT.iter().map(|name| folder.join(name)).chain(keys.map(Path::to_owned));
    for kept in kept.filter(|path| path.exists()) {
        closed.close(&kept)?;
    }
    if closed.mended > 0 {
        tracing::warn!(
            folder = %folder.display(), closed = closed.mended,
            "files or folders could be read by other users of this machine; they are closed now"
        );
    }
    if closed.open > 0 {
        tracing::warn!(
            folder = %folder.display(), open = closed.open,
            "files or folders can be read by other users of this machine and cannot be closed: whose are they?"
        );
    }
    Ok(())
}

/// How many were open wider than they may be.
#[derive(Debug, Default)]
struct Closed {
    mended: u64,
    open: u64,
}

impl Closed {
    /// Closes a file or a folder with all that is in it.
    fn close(&mut self, path: &Path) -> io::Result<()> {
        let about = fs::symlink_metadata(path)?;
        // A link leads to what somebody else is responsible for.
        if about.is_symlink() {
            return Ok(());
        }
        self.close_one(path, if about.is_dir() { FOLDER } else { FILE })?;
        if about.is_dir() {
            for entry in fs::read_dir(path)? {
                match self.close(&entry?.path()) {
                    // An unfinished file of another server, which was finished meanwhile.
                    Err(gone) if gone.kind() == io::ErrorKind::NotFound => {}
                    other => other?,
                }
            }
        }
        Ok(())
    }

    fn close_one(&mut self, path: &Path, may: u32) -> io::Result<()> {
        if fs::metadata(path)?.mode() & 0o777 & !may != 0 {
            match fs::set_permissions(path, fs::Permissions::from_mode(may)) {
                Ok(()) => self.mended += 1,
                Err(_) => self.open += 1,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_wider_is_closed() -> io::Result<()> {
        let own = tempfile::tempdir()?;
        let folder = own.path().join("data");
        let file = folder.join("attachments/1/x");
        let keys = folder.join("elsewhere/keys");
        for made in ["attachments/1", "anchors", "elsewhere/keys"] {
            fs::create_dir_all(folder.join(made))?;
            fs::set_permissions(folder.join(made), fs::Permissions::from_mode(0o755))?;
        }
        fs::write(&file, "x")?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644))?;
        fs::set_permissions(folder.join("attachments"), fs::Permissions::from_mode(0o755))?;
        make(&folder, Some(&keys))?;
        for (path, mode) in [
            (folder.clone(), 0o700),
            (folder.join("attachments"), 0o700),
            (folder.join("anchors"), 0o700),
            (keys, 0o700),
            (file, 0o600),
        ] {
            assert_eq!(fs::metadata(&path)?.mode() & 0o777, mode, "{}", path.display());
        }
        Ok(())
    }
}
