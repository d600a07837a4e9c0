//! Keys that are kept outside the database: a copy of the database alone opens nothing.
//!
//! They lie in the folder `keys` of the data folder, or where the settings say, if several servers share them. Only the
//! server's own user reads them.

use crate::{config::Config, error::Result};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// Bytes of a key.
pub const LENGTH: usize = 32;

/// The folder with the keys.
#[must_use]
pub fn folder(config: &Config) -> PathBuf {
    config.keys.clone().unwrap_or_else(|| config.data.join("keys"))
}

/// The key in a file of the folder; made at its first use.
///
/// # Errors
/// If it cannot be read or made, or the file holds something else.
pub fn read_or_make(folder: &Path, name: &str) -> Result<[u8; LENGTH]> {
    let path = folder.join(name);
    match fs::read(&path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => {}
        read => return whole(&path, &read?),
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut key = [0; LENGTH];
    getrandom::fill(&mut key).map_err(|why| crate::error::Error::internal(why.to_string()))?;
    // Whole before it has its name; where another server was faster, its key counts.
    let own = folder.join(format!("{name}.{}", std::process::id()));
    let _ = fs::remove_file(&own);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&own)?;
    file.write_all(&key)?;
    file.sync_all()?;
    let linked = fs::hard_link(&own, &path);
    fs::remove_file(&own)?;
    File::open(folder)?.sync_all()?;
    match linked {
        Err(why) if why.kind() != io::ErrorKind::AlreadyExists => Err(why.into()),
        _ => whole(&path, &fs::read(&path)?),
    }
}

fn whole(path: &Path, bytes: &[u8]) -> Result<[u8; LENGTH]> {
    let wrong = |_| crate::error::Error::internal(format!("{} does not hold a key of {LENGTH} bytes", path.display()));
    bytes.try_into().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_key_is_made_once_and_read_by_nobody_else() {
        let folder = std::env::temp_dir().join(format!("guiju-keys-{}", std::process::id()));
        let made = read_or_make(&folder, "test.key").unwrap();
        assert_eq!(read_or_make(&folder, "test.key").unwrap(), made);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("test.key"))), (0o700, 0o600));
        fs::remove_dir_all(folder).unwrap();
    }
}
