//! Secrets that nobody can guess, what is kept of them, and what is kept encrypted.

use crate::{
    app::App,
    error::{Error, Result},
    keys,
};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};

/// The file with the key that encrypts secrets.
const KEY: &str = "secrets.key";
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
    Ok(hex(&random::<32>()?))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(byte).collect()
}

/// What is kept of a secret.
pub(crate) fn hashed(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn cipher(app: &App) -> Result<XChaCha20Poly1305> {
    let key = keys::read_or_make(&keys::folder(&app.config), KEY)?;
    XChaCha20Poly1305::new_from_slice(&key).map_err(|error| Error::internal(error.to_string()))
}

/// A secret encrypted for what it belongs to: moved to another row it cannot be read.
///
/// # Errors
/// If the key cannot be read.
pub(super) fn seal(app: &App, belongs_to: &str, secret: &[u8]) -> Result<String> {
    let nonce = random::<NONCE>()?;
    let payload = Payload { msg: secret, aad: belongs_to.as_bytes() };
    let sealed = cipher(app)?.encrypt(&XNonce::from(nonce), payload);
    let sealed = sealed.map_err(|_| Error::internal("a secret could not be encrypted"))?;
    Ok(hex(&nonce) + &hex(&sealed))
}

/// The secret again.
///
/// # Errors
/// If the key cannot be read, is another one, or the text was altered.
pub(super) fn open(app: &App, belongs_to: &str, sealed: &str) -> Result<Vec<u8>> {
    let unreadable = || Error::internal(format!("a secret of {belongs_to} cannot be decrypted with {KEY}"));
    let bytes = unhex(sealed).filter(|bytes| bytes.len() > NONCE).ok_or_else(unreadable)?;
    let (nonce, sealed) = bytes.split_at(NONCE);
    let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| unreadable())?;
    let payload = Payload { msg: sealed, aad: belongs_to.as_bytes() };
    cipher(app)?.decrypt(&XNonce::from(nonce), payload).map_err(|_| unreadable())
}
