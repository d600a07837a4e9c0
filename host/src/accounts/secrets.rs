//! Random secrets, the hashes by which they are saved, and the encryption of secrets at rest.

use super::secret_key::{KEY, lost};
use crate::{
    app::App,
    error::{Error, Result},
    keys,
};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};

/// Bytes of a nonce; random ones never meet.
const NONCE: usize = 24;

/// So many random bytes.
///
/// # Errors
/// If the machine has none.
pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
    Ok(bytes)
}

/// A secret that nobody can guess.
///
/// # Errors
/// If the machine has no randomness.
pub(crate) fn token() -> Result<String> {
    Ok(hex::encode(random::<32>()?))
}

/// The hash by which a secret is saved.
pub(crate) fn hashed(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// Letters and digits that nobody takes for another; as many as five bits tell apart.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// So many letters and digits that nobody can guess and everybody can read out.
///
/// # Errors
/// If the machine has no randomness.
pub(crate) fn letters<const N: usize>() -> Result<String> {
    Ok(random::<N>()?.map(|byte| char::from(LETTERS[usize::from(byte % 32)])).iter().collect())
}

/// The cipher of this server.
async fn cipher(app: &App) -> Result<XChaCha20Poly1305> {
    app.secret_key.cipher(keys::folder(&app.config), &app.pool).await
}

/// A secret encrypted for what it belongs to: moved to another row it cannot be read.
///
/// # Errors
/// If the key cannot be read, or is lost.
pub(crate) async fn seal(app: &App, belongs_to: &str, secret: &[u8]) -> Result<String> {
    let nonce = random::<NONCE>()?;
    let payload = Payload { msg: secret, aad: belongs_to.as_bytes() };
    let sealed = cipher(app).await?.encrypt(&XNonce::from(nonce), payload);
    let sealed = sealed.map_err(|_| Error::internal("a secret could not be encrypted"))?;
    Ok(hex::encode(nonce) + &hex::encode(sealed))
}

/// Decrypts a secret.
///
/// # Errors
/// If the key is lost or another one, or the text was altered: a rejection, since whoever asks can do something else.
pub(crate) async fn open(app: &App, belongs_to: &str, sealed: &str) -> Result<Vec<u8>> {
    let unreadable = || {
        tracing::error!(%belongs_to, "a secret cannot be decrypted with {KEY}: the key is another one, or the row was altered");
        lost()
    };
    let bytes = hex::decode(sealed).ok().filter(|bytes| bytes.len() > NONCE).ok_or_else(unreadable)?;
    let (nonce, sealed) = bytes.split_at(NONCE);
    let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| unreadable())?;
    let payload = Payload { msg: sealed, aad: belongs_to.as_bytes() };
    cipher(app).await?.decrypt(&XNonce::from(nonce), payload).map_err(|_| unreadable())
}

/// Whether the file with the key is where it belongs.
pub(super) async fn key_is_there(app: &App) -> bool {
    tokio::fs::try_exists(keys::folder(&app.config).join(KEY)).await.unwrap_or(false)
}
