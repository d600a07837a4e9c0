//! How the server is set up: from a file, each key of which must be known.

use crate::store::BlobPlace;
use guiju_engine::Limits;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Settings of the server.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder with everything that is kept.
    pub data: PathBuf,
    /// Database; SQLite in the data folder if none is named.
    pub database: Option<String>,
    /// Where attachments and packages lie; in the data folder if it is not said. Several servers of one database name the
    /// same place.
    pub blobs: Option<BlobPlace>,
    /// Folders outside the data folder into which the anchors of the chains are copied, such as a mounted share.
    pub anchor_copies: Vec<PathBuf>,
    /// Address to listen on.
    pub listen: String,
    /// What a call of a regulation may cost.
    pub limits: Limits,
    /// Largest request body in bytes, attachments apart.
    pub body_bytes: usize,
    /// Largest attachment in bytes.
    pub attachment_bytes: usize,
    /// Sessions end after so many minutes without use.
    pub session_minutes: i64,
    /// Whether the session's cookie is only sent over TLS.
    pub secure_cookie: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            database: None,
            blobs: None,
            anchor_copies: Vec::new(),
            listen: "127.0.0.1:8080".to_owned(),
            limits: Limits::default(),
            body_bytes: 1 << 20,
            attachment_bytes: 20 << 20,
            session_minutes: 8 * 60,
            secure_cookie: false,
        }
    }
}

impl Config {
    /// Reads a YAML file.
    ///
    /// # Errors
    /// If it cannot be read, or has a key that is not known.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        serde_saphyr::from_str(&text).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
    }
}
