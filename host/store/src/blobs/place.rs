//! Where blobs lie: in a folder, or in a bucket of a store that speaks the S3 protocol.

use object_store::{
    ClientOptions, ObjectStore, RetryConfig,
    aws::{AmazonS3Builder, Checksum},
    local::LocalFileSystem,
};
use serde::Deserialize;
use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::Duration,
};

/// How long a request to a bucket may take in all before the caller is told that the store does not answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a request that failed is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// Where blobs lie, as the settings say it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BlobPlace {
    /// A folder, which may be one that several servers share. It must exist: a folder that is not mounted is never made.
    Folder(PathBuf),
    /// A bucket.
    S3(Bucket),
}

/// A bucket of a store that speaks the S3 protocol.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// Address of the store, such as `https://objects.example.gov.cn`.
    pub endpoint: String,
    /// Name of the bucket; it must exist.
    pub bucket: String,
    /// Region, if the store has several.
    #[serde(default = "region")]
    pub region: String,
    /// Name of the access key.
    pub access_key: String,
    /// File whose first line is the secret key.
    pub secret_key_file: PathBuf,
    /// Whether an address without TLS is allowed.
    #[serde(default)]
    pub allow_http: bool,
}

fn region() -> String {
    "us-east-1".to_owned()
}

/// A place that is opened, now or when it is there.
#[derive(Debug)]
pub(super) enum Place {
    Folder(PathBuf, OnceLock<Arc<LocalFileSystem>>),
    Bucket(Arc<dyn ObjectStore>),
}

impl Place {
    /// A folder, which need not be there yet.
    pub fn folder(path: &Path) -> Self {
        Self::Folder(path.to_owned(), OnceLock::new())
    }

    /// A bucket; nothing is asked of it yet.
    pub fn bucket(bucket: &Bucket) -> io::Result<Self> {
        // Whoever encrypts is said once for the process; a second saying changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let secret = std::fs::read_to_string(&bucket.secret_key_file)
            .map_err(|why| io::Error::new(why.kind(), format!("{}: {why}", bucket.secret_key_file.display())))?;
        let client = ClientOptions::new()
            .with_allow_http(bucket.allow_http)
            .with_connect_timeout(Duration::from_secs(5))
            .with_timeout(PATIENCE);
        let retry = RetryConfig { max_retries: 3, retry_timeout: AGAIN, ..RetryConfig::default() };
        let store = AmazonS3Builder::new()
            .with_client_options(client)
            .with_endpoint(&bucket.endpoint)
            .with_bucket_name(&bucket.bucket)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.access_key)
            .with_secret_access_key(secret.lines().next().unwrap_or_default().trim())
            .with_allow_http(bucket.allow_http)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_retry(retry)
            .build()
            .map_err(io::Error::other)?;
        Ok(Self::Bucket(Arc::new(store)))
    }

    /// The store; a folder that was not there is looked for again.
    pub fn store(&self) -> object_store::Result<Arc<dyn ObjectStore>> {
        Ok(match self {
            Self::Bucket(store) => Arc::clone(store),
            Self::Folder(path, opened) => {
                if let Some(store) = opened.get() {
                    return Ok(store.clone());
                }
                let store = Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true));
                opened.get_or_init(|| store).clone()
            }
        })
    }

    /// Whether it is there at all, where that can be seen without asking for a blob.
    pub fn is_there(&self) -> bool {
        match self {
            Self::Folder(path, _) => path.is_dir(),
            Self::Bucket(_) => true,
        }
    }
}
