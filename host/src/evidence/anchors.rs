//! Anchors are made here: each head is signed, appended to a file of its office, and copied to second places.

use crate::{
    config::Config,
    error::{Error, Result},
    keys, store,
};
use ed25519_dalek::{Signer, SigningKey};
use guiju_api::AnchorShown;
use guiju_domain::anchor::{Anchor, Head};
use sqlx::AnyPool;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// The folder with the anchors, in a data folder and in a backup.
pub const FOLDER: &str = "anchors";
/// The file with the key.
const KEY: &str = "anchor.ed25519";

/// Signs heads and keeps them.
pub struct Anchors {
    key: SigningKey,
    folder: PathBuf,
    copies: Vec<PathBuf>,
    pause: Duration,
    /// What was anchored last of each office, by this server since it was started, and when.
    last: Mutex<BTreeMap<i64, (i64, Instant)>>,
    /// One writer at a time.
    writing: Mutex<()>,
    /// Whether something may not be copied to the second places yet.
    uncopied: AtomicBool,
    copies_fail: AtomicBool,
}

impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Anchors").field("folder", &self.folder).field("copies", &self.copies).finish_non_exhaustive()
    }
}

impl Anchors {
    /// Opens the anchors of a data folder; the key is made at the first start.
    ///
    /// # Errors
    /// If the key can neither be read nor made.
    pub fn open(config: &Config) -> Result<Arc<Self>> {
        let seed = keys::read_or_make(&keys::folder(config), KEY)?;
        Ok(Arc::new(Self {
            key: SigningKey::from_bytes(&seed),
            folder: config.data.join(FOLDER),
            copies: config.anchor_copies.clone(),
            pause: Duration::from_secs(config.anchor_minutes * 60),
            last: Mutex::default(),
            writing: Mutex::default(),
            uncopied: AtomicBool::new(true),
            copies_fail: AtomicBool::new(false),
        }))
    }

    /// The public key, in hexadecimal, by which signatures are checked.
    #[must_use]
    pub fn public(&self) -> String {
        hex(&self.key.verifying_key().to_bytes())
    }

    /// Where they lie: the server's own folder first.
    pub fn places(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(self.folder.as_path()).chain(self.copies.iter().map(PathBuf::as_path))
    }

    /// Whether the last attempt to copy anchors to a second place failed.
    #[must_use]
    pub fn copies_fail(&self) -> bool {
        self.copies_fail.load(Ordering::Relaxed)
    }

    /// Signs a head as it may be published, since anchors go to other places and onto prints.
    #[must_use]
    pub fn sign(&self, head: &Head) -> Anchor {
        let head = head.published();
        let signature = self.key.sign(head.signed_text().as_bytes()).to_bytes();
        Anchor { head, key: self.public(), signature: hex(&signature) }
    }

    /// Anchors every chain that has moved since it was anchored last, and copies what is not copied yet. A chain is anchored
    /// once in the pause that is set, or at once.
    ///
    /// # Errors
    /// If the database or the data folder cannot be used. A second place that cannot be used is no error: it is told, and
    /// tried again.
    pub async fn keep(self: &Arc<Self>, pool: &AnyPool, at_once: bool) -> Result<Vec<Head>> {
        let heads = store::heads(pool).await?;
        let anchors = Arc::clone(self);
        let work = move || -> io::Result<Vec<Head>> {
            let _turn = anchors.writing.lock().unwrap_or_else(PoisonError::into_inner);
            for head in heads.iter().filter(|head| anchors.is_due(head, at_once)) {
                anchors.append(&anchors.sign(head))?;
                anchors.uncopied.store(true, Ordering::Relaxed);
                let mut last = anchors.last.lock().unwrap_or_else(PoisonError::into_inner);
                last.insert(head.office.number(), (head.seq, Instant::now()));
            }
            if anchors.uncopied.load(Ordering::Relaxed) {
                anchors.copy();
            }
            Ok(heads)
        };
        Ok(tokio::task::spawn_blocking(work).await.map_err(Error::internal)??)
    }

    /// The head of an office's chain as a print carries it: signed, and kept.
    ///
    /// # Errors
    /// If the office has no events, or it cannot be kept.
    pub async fn of(self: &Arc<Self>, pool: &AnyPool, office: i64) -> Result<AnchorShown> {
        let heads = self.keep(pool, true).await?;
        let head = heads.into_iter().find(|head| head.office.number() == office).ok_or(Error::NotFound("这个单位"))?;
        let Anchor { head, signature, .. } = self.sign(&head);
        Ok(AnchorShown { seq: head.seq as u64, hash: head.hash, at: head.at, signature })
    }

    fn is_due(&self, head: &Head, at_once: bool) -> bool {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.get(&head.office.number())
            .is_none_or(|(seq, when)| *seq != head.seq && (at_once || when.elapsed() >= self.pause))
    }

    /// Appends an anchor to its office's file, so that it survives a power cut.
    fn append(&self, anchor: &Anchor) -> io::Result<()> {
        make_folder(&self.folder)?;
        append_lines(&self.folder.join(file_name(anchor.head.office.number())), &[serde_json::to_string(anchor)?])
    }

    /// Brings to each second place the lines that it does not have.
    fn copy(&self) {
        let mut failed = false;
        for copy in &self.copies {
            if let Err(error) = bring(&self.folder, copy) {
                tracing::error!(%error, place = %copy.display(), "anchors cannot be copied to a second place");
                metrics::counter!("guiju_anchor_copy_failures_total").increment(1);
                failed = true;
            }
        }
        self.uncopied.store(failed, Ordering::Relaxed);
        self.copies_fail.store(failed, Ordering::Relaxed);
    }
}

/// The public key of a data folder, in hexadecimal; nothing if no server has made its key yet.
///
/// # Errors
/// If the key cannot be read.
pub fn public_key(config: &Config) -> Result<Option<String>> {
    let folder = keys::folder(config);
    if !folder.join(KEY).exists() {
        return Ok(None);
    }
    let seed = keys::read_or_make(&folder, KEY)?;
    Ok(Some(hex(&SigningKey::from_bytes(&seed).verifying_key().to_bytes())))
}

/// Brings the anchors of one folder to another, as far as they are not there yet.
///
/// # Errors
/// If either cannot be used.
pub fn bring(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let (source, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if source.extension().is_none_or(|end| end != "jsonl") {
            continue;
        }
        let there = lines(&target)?.into_iter().collect::<BTreeSet<_>>();
        let absent = lines(&source)?.into_iter().filter(|line| !there.contains(line)).collect::<Vec<_>>();
        if !absent.is_empty() {
            append_lines(&target, &absent)?;
        }
    }
    Ok(())
}

/// The whole lines of a file; none if it does not exist.
fn lines(path: &Path) -> io::Result<Vec<String>> {
    match File::open(path) {
        Ok(file) => BufReader::new(file).lines().collect(),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(why) => Err(why),
    }
}

/// Appends lines. A line that a power cut left unfinished is ended first, so that it spoils no other.
fn append_lines(path: &Path, lines: &[String]) -> io::Result<()> {
    let is_new = !path.exists();
    let unfinished = !is_new && !ends_whole(path)?;
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    let mut text = String::new();
    if unfinished {
        text.push('\n');
    }
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if is_new {
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// Whether a file's last line is ended.
fn ends_whole(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut end = [0];
    file.read_exact(&mut end)?;
    Ok(end == *b"\n")
}

fn make_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn file_name(office: i64) -> String {
    format!("{office}.jsonl")
}

/// Whether the key of an anchor signed it.
#[must_use]
pub fn signed(anchor: &Anchor) -> bool {
    let key = unhex::<32>(&anchor.key).and_then(|key| ed25519_dalek::VerifyingKey::from_bytes(&key).ok());
    let signature = unhex::<64>(&anchor.signature).map(|bytes| ed25519_dalek::Signature::from_bytes(&bytes));
    let (Some(key), Some(signature)) = (key, signature) else { return false };
    key.verify_strict(anchor.head.signed_text().as_bytes(), &signature).is_ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
