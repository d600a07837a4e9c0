//! Keys that are kept outside the database: a copy of the database alone opens nothing.
//!
//! They lie in the folder `keys` of the data folder, or where the settings say, if several servers share them. Only the
//! server's own user reads them.

use crate::{
    config::Config,
    durable_file,
    error::{Error, Result},
};
use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::{Path, PathBuf},
};

/// Bytes of a key.
pub const LENGTH: usize = 32;

/// The folder with the keys.
#[must_use]
pub fn folder(config: &Config) -> PathBuf {
    config.keys.clone().unwrap_or_else(|| config.data.join("keys"))
}

/// The key in a file of the folder, if there is one. A file that others could read is closed to them.
///
/// # Errors
/// If it cannot be read, holds something else, or stays open to others.
pub fn read(folder: &Path, name: &str) -> Result<Option<[u8; LENGTH]>> {
    let path = folder.join(name);
    match fs::read(&path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        read => {
            let key = whole(&path, &read?)?;
            close(&path)?;
            Ok(Some(key))
        }
    }
}

/// Closes a key that other users of the machine could read.
fn close(path: &Path) -> Result<()> {
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let closed = fs::set_permissions(path, Permissions::from_mode(0o600));
    if closed.is_err() || fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
        return Err(Error::internal(format!(
            "the key {} can be read by other users of this machine (mode {mode:03o}) and cannot be closed to them; make the \
             server's user its owner and give it the mode 0600",
            path.display()
        )));
    }
    tracing::warn!(
        key = %path.display(), mode = format!("{mode:03o}"),
        "a key could be read by other users of this machine; it is closed now, and should be made anew if anybody may have read it"
    );
    Ok(())
}

/// The key in a file of the folder; made at its first use.
///
/// # Errors
/// If it cannot be read or made, or the file holds something else.
pub fn read_or_make(folder: &Path, name: &str) -> Result<[u8; LENGTH]> {
    if let Some(key) = read(folder, name)? {
        return Ok(key);
    }
    let path = folder.join(name);
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut key = [0; LENGTH];
    getrandom::fill(&mut key).map_err(|why| Error::internal(why.to_string()))?;
    if durable_file::write_new(&path, &key)? {
        return Ok(key);
    }
    // Another server, or another thread of this one, was faster: its key counts.
    whole(&path, &fs::read(&path)?)
}

fn whole(path: &Path, bytes: &[u8]) -> Result<[u8; LENGTH]> {
    let wrong = |_| Error::internal(format!("{} does not hold a key of {LENGTH} bytes", path.display()));
    bytes.try_into().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_by_nobody_else() {
        let own = tempfile::tempdir().unwrap();
        let folder = own.path().join("keys");
        let made = read_or_make(&folder, "test.key").unwrap();
        assert_eq!(read_or_make(&folder, "test.key").unwrap(), made);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("test.key"))), (0o700, 0o600));
        fs::set_permissions(folder.join("test.key"), Permissions::from_mode(0o644)).unwrap();
        assert_eq!(read(&folder, "test.key").unwrap(), Some(made));
        assert_eq!(mode(&folder.join("test.key")), 0o600, "what others could read is closed");
        assert_eq!(read(&folder, "other.key").unwrap(), None);
    }

    #[test]
    fn many_at_once_make_one_key() {
        let own = tempfile::tempdir().unwrap();
        let folder = own.path().join("keys");
        let made = std::thread::scope(|scope| {
            let makers = (0..16).map(|_| scope.spawn(|| read_or_make(&folder, "test.key").unwrap()));
            makers.collect::<Vec<_>>().into_iter().map(|maker| maker.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(made.iter().all(|key| *key == made[0]));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
    }
}
