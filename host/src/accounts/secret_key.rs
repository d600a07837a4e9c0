//! The key that encrypts secrets: a file outside the database, read once and made only while nothing is encrypted.

use crate::{
    error::{Error, Result},
    keys,
    store::{Pool, second_factors},
};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use guiju_domain::rejection::{Account, Rejection};
use std::{fmt, path::PathBuf};
use tokio::sync::OnceCell;

/// The file with the key.
pub(super) const KEY: &str = "secrets.key";

/// The key that encrypts secrets, read once.
#[derive(Default)]
pub(crate) struct SecretKey(OnceCell<[u8; keys::LENGTH]>);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// The rejection of whoever needs a key that is lost.
pub(super) fn lost() -> Error {
    Rejection::from(Account::SecretsKeyLost).into()
}

impl SecretKey {
    /// The cipher. A key is made only while nothing was encrypted by an earlier one: else that one is lost, and a new one in its
    /// place would hide it.
    ///
    /// # Errors
    /// If the key cannot be read or made, or is lost.
    pub(super) async fn cipher(&self, folder: PathBuf, pool: &Pool) -> Result<XChaCha20Poly1305> {
        let key = self.0.get_or_try_init(async || {
            let place = folder.clone();
            let read = tokio::task::spawn_blocking(move || keys::read(&place, KEY)).await.map_err(Error::internal)??;
            if let Some(key) = read {
                return Ok(key);
            }
            if second_factors::is_anything_sealed(pool).await? {
                tracing::error!(
                    key = %folder.join(KEY).display(),
                    "the key that encrypts second factors is lost; bring it back from a backup, or take the second factors off"
                );
                return Err(lost());
            }
            tokio::task::spawn_blocking(move || keys::read_or_make(&folder, KEY)).await.map_err(Error::internal)?
        });
        XChaCha20Poly1305::new_from_slice(key.await?).map_err(|error| Error::internal(error.to_string()))
    }
}
