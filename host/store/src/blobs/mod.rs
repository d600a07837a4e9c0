//! Blobs: attachments and packages, named by the digest of their bytes, in a folder or in a bucket that servers share.
//!
//! A blob that is acknowledged survives a power cut, and under its name stands the whole of it or nothing. Its bytes are
//! compared with its name whenever they are read: what is damaged is never handed on, only named.

mod name;
mod place;

pub use name::{BlobName, digest};
pub use place::{BlobPlace, Bucket};

use futures_util::TryStreamExt;
use guiju_domain::OfficeId;
use object_store::{ObjectStoreExt, PutPayload, path::Path as ObjectPath};
use place::Place;
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use thiserror::Error;

/// The first and the longest pause before a faulty blob is read again.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// Why a blob cannot be had.
#[derive(Debug, Error)]
pub enum BlobError {
    /// The store has no blob of this name.
    #[error("{what} is missing: {0}", what = .0.what())]
    Missing(BlobName),
    /// The bytes under this name are not those that were stored.
    #[error("{what} is damaged: {0} does not have the digest that it is named by", what = .0.what())]
    Damaged(BlobName),
    /// The store does not answer, or cannot write.
    #[error("the store of attachments and packages cannot be used: {0}")]
    Unreachable(#[source] object_store::Error),
}

/// What is wrong with a blob, as it was last seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlobFault {
    /// It is not there.
    Missing,
    /// Its bytes are not those that were stored.
    Damaged,
}

/// The store of attachments and packages.
#[derive(Debug)]
pub struct Blobs {
    place: Place,
    faults: Mutex<BTreeMap<BlobName, BlobFault>>,
    /// When what was found faulty is read again, and the pause after that.
    again: Mutex<BTreeMap<BlobName, (Instant, Duration)>>,
}

impl Blobs {
    /// The store at a place; the data folder if none is named. A place that cannot be reached yet is not an error: it is
    /// tried at each use.
    ///
    /// # Errors
    /// If the settings of a bucket make no sense, or its key cannot be read.
    pub fn open(place: Option<&BlobPlace>, data: &Path) -> std::io::Result<Self> {
        let place = match place {
            None => Place::folder(data),
            Some(BlobPlace::Folder(folder)) => Place::folder(folder),
            Some(BlobPlace::S3(bucket)) => Place::bucket(bucket)?,
        };
        Ok(Self { place, faults: Mutex::default(), again: Mutex::default() })
    }

    /// Stores bytes under a name. They are durable when this returns; the same bytes again change nothing, and take the place
    /// of damaged ones.
    ///
    /// # Errors
    /// If they do not have the digest of their name, or the store cannot be used.
    pub async fn put(&self, name: &BlobName, bytes: Vec<u8>) -> Result<(), BlobError> {
        if digest(&bytes) != name.digest() {
            return Err(BlobError::Damaged(name.clone()));
        }
        match self.read(name).await {
            Ok(there) if digest(&there) == name.digest() => {
                self.note(name, None);
                return Ok(());
            }
            Ok(_) => {}
            Err(object_store::Error::NotFound { .. }) if self.place.is_there() => {}
            Err(why) => return Err(BlobError::Unreachable(why)),
        }
        let store = self.place.store().map_err(BlobError::Unreachable)?;
        store.put(&name.path(), PutPayload::from(bytes)).await.map_err(BlobError::Unreachable)?;
        self.note(name, None);
        Ok(())
    }

    /// The bytes under a name, compared with it.
    ///
    /// # Errors
    /// If there are none, they are damaged, or the store cannot be used.
    pub async fn get(&self, name: &BlobName) -> Result<Vec<u8>, BlobError> {
        let bytes = match self.read(name).await {
            Ok(bytes) => bytes,
            // A folder that is gone as a whole lacks no blob in particular.
            Err(object_store::Error::NotFound { .. }) if self.place.is_there() => {
                self.note(name, Some(BlobFault::Missing));
                return Err(BlobError::Missing(name.clone()));
            }
            Err(why) => return Err(BlobError::Unreachable(why)),
        };
        let intact = digest(&bytes) == name.digest();
        self.note(name, (!intact).then_some(BlobFault::Damaged));
        if intact { Ok(bytes) } else { Err(BlobError::Damaged(name.clone())) }
    }

    async fn read(&self, name: &BlobName) -> object_store::Result<Vec<u8>> {
        Ok(self.place.store()?.get(&name.path()).await?.bytes().await?.into())
    }

    /// Removes a blob; one that is not there is removed already.
    ///
    /// # Errors
    /// If the store cannot be used.
    pub async fn remove(&self, name: &BlobName) -> Result<(), BlobError> {
        let store = self.place.store().map_err(BlobError::Unreachable)?;
        match store.delete(&name.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {
                self.note(name, None);
                Ok(())
            }
            Err(why) => Err(BlobError::Unreachable(why)),
        }
    }

    /// The names of all blobs, in order. Files that are no blobs, such as one whose writing was cut off, are left out.
    ///
    /// # Errors
    /// If the store cannot be used.
    pub async fn names(&self) -> Result<Vec<BlobName>, BlobError> {
        let store = self.place.store().map_err(BlobError::Unreachable)?;
        let mut names = Vec::new();
        for folder in BlobName::FOLDERS {
            let folder = ObjectPath::from(folder);
            let mut listed = store.list(Some(&folder));
            while let Some(found) = listed.try_next().await.map_err(BlobError::Unreachable)? {
                names.extend(BlobName::at(found.location.as_ref()));
            }
        }
        names.sort();
        Ok(names)
    }

    /// The digests of an office's attachments, each with when it was stored: seconds since 1970 in UTC, by the store's own clock.
    ///
    /// # Errors
    /// If the store cannot be used.
    pub async fn attachments(&self, office: OfficeId) -> Result<Vec<(String, i64)>, BlobError> {
        let store = self.place.store().map_err(BlobError::Unreachable)?;
        let mut listed = store.list(Some(&BlobName::attachments(office)));
        let mut found = Vec::new();
        while let Some(file) = listed.try_next().await.map_err(BlobError::Unreachable)? {
            if let Some(BlobName::Attachment { digest, .. }) = BlobName::at(file.location.as_ref()) {
                found.push((digest, file.last_modified.timestamp()));
            }
        }
        Ok(found)
    }

    /// What was found damaged or missing when it was last read, by this server since it was started.
    #[must_use]
    pub fn faults(&self) -> Vec<(BlobName, BlobFault)> {
        let faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        faults.iter().map(|(name, fault)| (name.clone(), *fault)).collect()
    }

    /// Whether a blob that was found faulty, here or by another server, is due to be read again; if so, the next pause begins.
    #[must_use]
    pub fn looks_again(&self, name: &BlobName) -> bool {
        let mut again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let (due, pause) = again.get(name).copied().unwrap_or((now, FIRST_PAUSE));
        if due > now {
            return false;
        }
        again.insert(name.clone(), (now + pause, (pause * 2).min(LONGEST_PAUSE)));
        true
    }

    /// Forgets what was seen of a blob that nobody needs any more.
    pub fn forget(&self, name: &BlobName) {
        self.note(name, None);
    }

    /// Remembers what was seen of a blob, and counts what was not seen before.
    fn note(&self, name: &BlobName, fault: Option<BlobFault>) {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let before = match fault {
            Some(fault) => faults.insert(name.clone(), fault),
            None => {
                // Whoever raised an alarm about it looks at once.
                self.again.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
                faults.remove(name)
            }
        };
        if let Some(fault) = fault.filter(|fault| before != Some(*fault)) {
            let kind = match fault {
                BlobFault::Missing => "missing",
                BlobFault::Damaged => "damaged",
            };
            metrics::counter!("guiju_blob_faults_total", "kind" => kind).increment(1);
            tracing::error!(blob = %name, kind, "a stored file cannot be used");
        }
        #[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
        metrics::gauge!("guiju_blobs_faulty").set(faults.len() as f64);
    }
}
