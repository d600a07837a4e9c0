//! Ed25519 signatures over a package's digest.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use thiserror::Error;

/// The prefix of what is signed, so that no signature made for anything else is valid here.
const DOMAIN: &str = "guiju package ";
/// Head of the section: a custom section of 112 bytes whose name has 15.
const HEAD: &[u8] = b"\0\x70\x0fguiju:signature";
const SECTION: usize = HEAD.len() + 32 + 64;

/// Keys and signatures that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KeyError {
    /// The text is no line of 64 hexadecimal digits.
    #[error("a key is a line of 64 hexadecimal digits")]
    Malformed,
    /// The digits are no key of the curve.
    #[error("these digits are no public key")]
    NoKey,
}

/// A publisher's public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl std::str::FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let bytes = bytes_of(text).ok_or(KeyError::Malformed)?;
        VerifyingKey::from_bytes(&bytes).map(|_| Self(bytes)).map_err(|_| KeyError::NoKey)
    }
}

/// A publisher's secret key.
pub struct Key(SigningKey);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key of {}", self.public())
    }
}

impl Key {
    /// A key from 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key that belongs to it.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// The line that a key file holds: the key in hexadecimal.
    #[must_use]
    pub fn line(&self) -> String {
        hex::encode(self.0.to_bytes())
    }

    pub(crate) fn sign(&self, digest: &str) -> Signature {
        Signature { by: self.public(), bytes: self.0.sign(format!("{DOMAIN}{digest}").as_bytes()).to_bytes() }
    }
}

impl std::str::FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        bytes_of(text).map(|seed| Self::from_seed(&seed)).ok_or(KeyError::Malformed)
    }
}

/// A signature with the key that it claims to be made by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The key of whoever claims to have signed.
    pub by: PublicKey,
    bytes: [u8; 64],
}

impl Signature {
    /// Whether the signature over this digest is valid.
    #[must_use]
    pub fn holds(&self, digest: &str) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&self.bytes);
        let key = VerifyingKey::from_bytes(&self.by.0);
        key.is_ok_and(|key| key.verify_strict(format!("{DOMAIN}{digest}").as_bytes(), &signature).is_ok())
    }

    /// The signature as a line of text, stored beside a package: key and signature in hexadecimal.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}{}", self.by, hex::encode(self.bytes))
    }

    /// Parses what [`Signature::line`] wrote.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let bytes = bytes_of::<96>(line)?;
        Self::of(&bytes)
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (by, signature) = bytes.split_at_checked(32)?;
        Some(Self { by: PublicKey(by.try_into().ok()?), bytes: signature.try_into().ok()? })
    }

    pub(crate) fn section(&self) -> Vec<u8> {
        [HEAD, &self.by.0, &self.bytes].concat()
    }
}

/// Reads a line of hexadecimal digits, exactly as many as the bytes need.
fn bytes_of<const N: usize>(line: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(line.trim(), &mut bytes).ok()?;
    Some(bytes)
}

/// Splits a file into the component and the signature behind it, if there is one.
pub fn split(bytes: &[u8]) -> (&[u8], Option<Signature>) {
    let cut = bytes.len().checked_sub(SECTION).and_then(|at| bytes.split_at_checked(at));
    match cut.and_then(|(component, section)| Some((component, Signature::of(section.strip_prefix(HEAD)?)?))) {
        Some((component, signature)) => (component, Some(signature)),
        None => (bytes, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Package;

    const COMPONENT: &[u8] = b"\0asm\x0d\0\x01\0";

    #[test]
    fn a_signed_package_keeps_its_digest_and_its_signature_holds() {
        let key = Key::from_seed(&[7; 32]);
        let file = Package::open(COMPONENT).signed(&key);
        let package = Package::open(&file);
        assert_eq!((package.component, &package.digest), (COMPONENT, &Package::open(COMPONENT).digest));
        let signature = package.signature.expect("a signature");
        assert!(signature.by == key.public() && signature.holds(&package.digest));
        assert_eq!(Signature::read(&signature.line()), Some(signature));
        assert!(wasmparser::validate(&file).is_ok(), "a signed file is still a component");
    }

    #[test]
    fn a_byte_altered_anywhere_breaks_the_signature() {
        let file = Package::open(COMPONENT).signed(&Key::from_seed(&[7; 32]));
        for at in (0..COMPONENT.len()).chain(COMPONENT.len() + HEAD.len()..file.len()) {
            let mut altered = file.clone();
            altered[at] ^= 1;
            let package = Package::open(&altered);
            assert!(package.signature.is_none_or(|signature| !signature.holds(&package.digest)), "byte {at}");
        }
    }
}
