//! Files that are kept for good.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

/// What a name ends with while its file is being written.
pub const UNFINISHED: &str = "new";

/// Writes a file that is still there after a power cut; under its name stands the whole of it or nothing.
///
/// # Errors
/// If the disk cannot be used.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let turn = NEXT.fetch_add(1, Ordering::Relaxed);
    let unfinished = path.with_extension(format!("{}-{turn}.{UNFINISHED}", std::process::id()));
    if let Err(why) = finish(&unfinished, bytes, path) {
        // A full disk is not left fuller.
        let _ = fs::remove_file(&unfinished);
        return Err(why);
    }
    File::open(folder)?.sync_all()
}

fn finish(unfinished: &Path, bytes: &[u8], path: &Path) -> io::Result<()> {
    let mut file = File::create(unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(unfinished, path)
}
