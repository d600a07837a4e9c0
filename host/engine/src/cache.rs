//! The cache of compiled components on disk, so that a restart need not compile again.
//!
//! An artifact is native code: it is only ever written by this process into its own folder, under a name that carries the
//! component's digest and the engine's own compatibility hash, so that another wasmtime, another processor or other
//! settings never see it. Its checksum, which covers this name, stands beside it, so that a file damaged on disk, or put in the place
//! of another, is compiled anew.

use crate::{LoadError, shape};
use std::{
    fs::File,
    hash::{DefaultHasher, Hash, Hasher},
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};
use wasmtime::{Engine, component::Component};

/// How much of an artifact is read at a time, in bytes.
const PIECE: usize = 64 << 10;

/// Loads the component with this digest from the cache, or checks and compiles it.
pub fn load(engine: &crate::Engine, bytes: &[u8], digest: &str) -> Result<Component, LoadError> {
    let folder = engine.cache.as_deref();
    let cached = folder.and_then(|folder| read(&engine.engine, &folder.join(name(&engine.engine, digest))));
    cached.map_or_else(|| compile(engine, bytes), Ok)
}

/// Stores a compiled component in the cache.
pub fn remember(engine: &Engine, folder: &Path, component: &Component, digest: &str) -> Result<(), LoadError> {
    let path = folder.join(name(engine, digest));
    if path.exists() && seal(&path).exists() {
        return Ok(());
    }
    let artifact = component.serialize().map_err(|error| LoadError::Compile(error.to_string()))?;
    write(&path, &artifact).map_err(LoadError::Cache)
}

/// What was compiled once was a sound component then; its digest says that it is the same still.
fn compile(engine: &crate::Engine, bytes: &[u8]) -> Result<Component, LoadError> {
    shape::check(bytes, &engine.limits)?;
    engine.compiled.fetch_add(1, Ordering::Relaxed);
    Component::from_binary(&engine.engine, bytes).map_err(|error| LoadError::Compile(format!("{error:#}")))
}

fn name(engine: &Engine, digest: &str) -> String {
    let mut hasher = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut hasher);
    format!("{digest}-{:016x}.compiled", hasher.finish())
}

fn read(engine: &Engine, path: &Path) -> Option<Component> {
    let expected = std::fs::read_to_string(seal(path)).ok()?;
    if checksum(path, File::open(path).ok()?).ok()? != expected {
        tracing::warn!(path = %path.display(), "a compiled regulation is damaged and is compiled anew");
        let _ = std::fs::remove_file(path);
        return None;
    }
    // Mapped from the file, so that code which is never called takes no memory.
    // SAFETY: the artifact was written by `write` below into the server's own data folder, its checksum is unchanged, its
    // name says that this very engine made it, and a file under its name is never written again.
    match unsafe { Component::deserialize_file(engine, path) } {
        Ok(component) => Some(component),
        Err(error) => {
            tracing::warn!(%error, "a compiled regulation is not usable and is compiled anew");
            let _ = std::fs::remove_file(path);
            None
        }
    }
}

/// Against damage on disk; whoever may write into the server's own folder needs no forged artifact.
/// Read piece by piece: no memory is taken for what is mapped anyway.
fn checksum(path: &Path, mut artifact: impl Read) -> std::io::Result<String> {
    let mut sum = xxhash_rust::xxh3::Xxh3::new();
    sum.update(path.file_name().unwrap_or_default().as_encoded_bytes());
    let mut piece = vec![0; PIECE];
    loop {
        match artifact.read(&mut piece)? {
            0 => return Ok(format!("{:032x}", sum.digest128())),
            read => sum.update(&piece[..read]),
        }
    }
}

fn seal(path: &Path) -> PathBuf {
    path.with_extension("seal")
}

fn write(path: &Path, artifact: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let sum = checksum(path, artifact)?;
    for (path, bytes) in [(path.to_owned(), artifact), (seal(path), sum.as_bytes())] {
        // Written beside and renamed: a killed process leaves no half file under the name. Nothing is forced to the disk, since
        // what a power cut damages is compiled anew.
        // The name is this writer's own, in this process and beside others.
        static WRITERS: AtomicU64 = AtomicU64::new(0);
        let writer = WRITERS.fetch_add(1, Ordering::Relaxed);
        let unfinished = path.with_extension(format!("{}-{writer}.new", std::process::id()));
        std::fs::write(&unfinished, bytes)?;
        std::fs::rename(unfinished, path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_holds_for_one_name_alone() {
        let sum = |name: &str| checksum(Path::new(name), &b"native code"[..]).ok();
        assert_eq!(sum("one/a.compiled"), sum("other/a.compiled"));
        assert_ne!(sum("a.compiled"), sum("b.compiled"));
    }
}
