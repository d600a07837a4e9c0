//! Anchors are made here: each head is signed, appended to a file of its office, and copied to second places.

use super::{
    anchor_files::{FOLDER, append, files, make_folder, whole_lines},
    copies::{Copies, Own},
    lines::{Trusted, line_of},
};
use crate::{
    config::Config,
    durable_file,
    error::{Error, Result},
    keys,
    store::{self, Pool, chain_ends},
};
use ed25519_dalek::{Signer, SigningKey};
use guiju_api::AnchorShown;
use guiju_domain::{
    OfficeId,
    anchor::{Anchor, Disagreement, Head, Restore, compare},
    event_hash,
    rejection::Unknown,
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// The file with the key.
const KEY: &str = "anchor.ed25519";
/// The file with the server's name in second places.
const SERVER: &str = "server";
/// How long the data folder may take before the caller is told that it cannot be used.
const PATIENCE: Duration = Duration::from_secs(20);

/// Signs the heads of chains and appends them to the anchor files.
pub struct Anchors {
    key: SigningKey,
    own: Own,
    copies: Copies,
    pause: Duration,
    /// What is known to be anchored of each office.
    known: Mutex<BTreeMap<OfficeId, Known>>,
    /// One writer at a time.
    writing: Arc<tokio::sync::Mutex<()>>,
    /// Counted up with each anchor, so that second places know whether something is missing there.
    version: AtomicU64,
    /// Whether the folder has anchors that another key signed and none that this one signed.
    foreign: bool,
}

/// What is known to be anchored of an office.
#[derive(Clone, Debug, Default)]
struct Known {
    /// When this server anchored it last.
    when: Option<Instant>,
    /// Heads that the chain must have: those that it did not have when it was looked at, and the newest.
    heads: Vec<Head>,
}

impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Anchors").field("folder", &self.own.folder).finish_non_exhaustive()
    }
}

impl Anchors {
    /// Opens the anchors of a data folder; the key is made at the first start.
    ///
    /// # Errors
    /// If the key can neither be read nor made, or the anchors cannot be read.
    pub fn open(config: &Config) -> Result<Arc<Self>> {
        let seed = keys::read_or_make(&keys::folder(config), KEY)?;
        let key = SigningKey::from_bytes(&seed);
        let folder = config.data.join(FOLDER);
        let trusted = Trusted([hex::encode(key.verifying_key().to_bytes())].into());
        let (known, foreign) = newest(&folder, &trusted)?;
        if foreign {
            tracing::error!(folder = %folder.display(), "anchors are signed by another key than the one here: was keys/ lost?");
        }
        Ok(Arc::new(Self {
            key,
            own: Own { server: server(&folder)?, folder, trusted },
            copies: Copies::new(&config.anchor_copies),
            pause: Duration::from_secs(config.anchor_minutes * 60),
            known: Mutex::new(known),
            writing: Arc::default(),
            version: AtomicU64::new(1),
            foreign,
        }))
    }

    /// The public key, in hexadecimal, by which signatures are checked.
    #[must_use]
    pub fn public(&self) -> String {
        hex::encode(self.key.verifying_key().to_bytes())
    }

    /// Whether the last attempt to copy anchors to a second place failed, or a place does not answer.
    #[must_use]
    pub fn copies_fail(&self) -> bool {
        self.copies.fail()
    }

    /// What is wrong with which second place.
    #[must_use]
    pub fn faults_of_copies(&self) -> Vec<String> {
        self.copies.faults()
    }

    /// Whether the key was lost: there are anchors, but only of another key than the one here.
    #[must_use]
    pub const fn key_is_new(&self) -> bool {
        self.foreign
    }

    /// Signs a head as it may be published, since anchors go to other places and onto prints.
    #[must_use]
    pub fn sign(&self, head: &Head) -> Anchor {
        let head = head.published();
        let signature = self.signature(&head.signed_text());
        Anchor { head, key: self.public(), signature }
    }

    /// Signs that a restore was acknowledged on this server: the signature, in hexadecimal.
    #[must_use]
    pub(super) fn sign_restore(&self, restore: &Restore<'_>) -> String {
        self.signature(&restore.signed_text())
    }

    fn signature(&self, text: &str) -> String {
        hex::encode(self.key.sign(text.as_bytes()).to_bytes())
    }

    /// Anchors every chain that has moved since it was anchored last, and starts to copy what is not copied yet. A chain is
    /// anchored once in the pause that is set, or at once. One that does not agree with what is anchored is not anchored anew.
    ///
    /// # Errors
    /// If the database or the data folder cannot be used. A second place that cannot be used is no error: it is told, and
    /// tried again.
    pub async fn save(self: &Arc<Self>, pool: &Pool, at_once: bool) -> Result<Vec<Head>> {
        let heads = chain_ends::heads(pool).await?;
        let mut due = Vec::new();
        for head in heads.iter().filter(|head| self.is_due(head, at_once)) {
            if self.disagreement(pool, head.office).await?.is_none() {
                due.push(head.clone());
            }
        }
        if !due.is_empty() {
            self.append(due).await?;
        }
        self.copies.start(&self.own, self.version.load(Ordering::Relaxed));
        Ok(heads)
    }

    /// The same, and waits for the second places; whether all of them have everything.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub async fn save_everywhere(self: &Arc<Self>, pool: &Pool) -> Result<bool> {
        self.save(pool, true).await?;
        Ok(self.copies.wait(self.version.load(Ordering::Relaxed)).await)
    }

    /// The head of an office's chain as a print carries it: signed, and kept.
    ///
    /// # Errors
    /// If the office has no events, or it cannot be kept.
    pub async fn of(self: &Arc<Self>, pool: &Pool, office: OfficeId) -> Result<AnchorShown> {
        let heads = self.save(pool, true).await?;
        let head = heads.into_iter().find(|head| head.office == office).ok_or(Error::from(Unknown::Office))?;
        let Anchor { head, signature, .. } = self.sign(&head);
        Ok(AnchorShown { seq: head.seq as u64, hash: head.hash, at: head.at, signature })
    }

    /// Compares an office's chain with what is known to be anchored of it: the first event that does not agree, and how.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn disagreement(&self, pool: &Pool, office: OfficeId) -> Result<Option<(i64, Disagreement)>> {
        for head in self.copies.found() {
            self.known().entry(head.office).or_default().heads.push(head);
        }
        let heads = self.known().get(&office).map(|known| known.heads.clone()).unwrap_or_default();
        let ends_at = chain_ends::last_seq(pool, office).await?;
        let restored = super::restored::gaps(pool, office, &self.own.trusted).await?;
        let mut wrong = Vec::new();
        for head in &heads {
            let there = store::hash_at(pool, office, head.seq).await?;
            let accepted = restored.iter().any(|gap| gap.accepts(head));
            if let (Err(why), false) = (compare(head, ends_at, there.as_deref()), accepted) {
                wrong.push((head.clone(), why));
            }
        }
        wrong.sort_by_key(|(head, _)| head.seq);
        // What agreed follows from the newest head that agrees.
        let mut left = wrong.iter().map(|(head, _)| head.clone()).collect::<Vec<_>>();
        left.extend(heads.iter().filter(|head| !left.contains(head)).max_by_key(|head| head.seq).cloned());
        if let Some(known) = self.known().get_mut(&office) {
            // What was anchored meanwhile is looked at the next time.
            known.heads.retain(|head| !heads.contains(head));
            known.heads.extend(left);
        }
        Ok(wrong.into_iter().next().map(|(head, why)| (head.seq, why)))
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<OfficeId, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_due(&self, head: &Head, at_once: bool) -> bool {
        let known = self.known();
        let Some(known) = known.get(&head.office) else { return true };
        let moved = known.heads.iter().all(|anchored| !event_hash::agrees(&anchored.hash, &head.hash));
        moved && (at_once || known.when.is_none_or(|when| when.elapsed() >= self.pause))
    }

    /// Appends anchors to the files of their offices. The lock is given back when the writing has ended, however long it takes.
    async fn append(self: &Arc<Self>, heads: Vec<Head>) -> Result<()> {
        let late =
            |late: tokio::time::error::Elapsed| Error::internal(format!("the data folder does not answer: {late}"));
        let turn = tokio::time::timeout(PATIENCE, self.writing.clone().lock_owned()).await.map_err(late)?;
        let anchors = Arc::clone(self);
        let work = tokio::task::spawn_blocking(move || -> io::Result<()> {
            let _turn = turn;
            make_folder(&anchors.own.folder)?;
            for head in heads {
                let office = head.office;
                let line = serde_json::to_string(&anchors.sign(&head))?;
                append(&anchors.own.folder.join(format!("{office}.jsonl")), &[line])?;
                anchors.version.fetch_add(1, Ordering::Relaxed);
                let mut known = anchors.known();
                let known = known.entry(office).or_default();
                known.heads.push(head);
                known.when = Some(Instant::now());
            }
            Ok(())
        });
        Ok(tokio::time::timeout(PATIENCE, work).await.map_err(late)?.map_err(Error::internal)??)
    }
}

/// The newest head of each office in a folder, and whether only another key signed there.
fn newest(folder: &Path, trusted: &Trusted) -> Result<(BTreeMap<OfficeId, Known>, bool)> {
    let (mut known, mut foreign) = (BTreeMap::<OfficeId, Known>::new(), false);
    for (path, _) in files(folder)? {
        for line in whole_lines(&path, 0)?.0 {
            match line_of(&line, trusted) {
                Ok(anchor) => {
                    let heads = &mut known.entry(anchor.head.office).or_default().heads;
                    if heads.iter().all(|head| head.seq <= anchor.head.seq) {
                        *heads = vec![anchor.head];
                    }
                }
                Err(why) => foreign |= why.is_foreign(),
            }
        }
    }
    let foreign = foreign && known.is_empty();
    Ok((known, foreign))
}

/// The server's name in second places: made by chance at its first start.
fn server(folder: &Path) -> Result<String> {
    let path = folder.join(SERVER);
    if let Ok(name) = fs::read_to_string(&path) {
        let name = name.trim().to_owned();
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(name);
        }
    }
    let mut chance = [0; 4];
    getrandom::fill(&mut chance).map_err(|why| Error::internal(why.to_string()))?;
    let name = hex::encode(chance);
    make_folder(folder)?;
    durable_file::write(&path, name.as_bytes())?;
    Ok(name)
}

/// The public key of a data folder, in hexadecimal; nothing if no server has made its key yet.
///
/// # Errors
/// If the key cannot be read.
pub fn public_key(config: &Config) -> Result<Option<String>> {
    let folder: PathBuf = keys::folder(config);
    if !folder.join(KEY).exists() {
        return Ok(None);
    }
    let seed = keys::read_or_make(&folder, KEY)?;
    Ok(Some(hex::encode(SigningKey::from_bytes(&seed).verifying_key().to_bytes())))
}
