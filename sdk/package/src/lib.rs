//! A regulation as a file that travels: a component, its example cases inside, its publisher's signature behind it.
//!
//! The component is known by its digest. A signature is made over the digest and stands behind the component as a custom
//! section of a fixed size, so that the same component has the same digest signed or not, and a signed file is still a
//! component to every other tool.

#[cfg(feature = "build")]
mod build;
mod cases;
mod signature;

#[cfg(feature = "build")]
pub use build::{BuildError, TARGET, as_page, as_regulation, cases_of, component};
pub use cases::{CASES_SECTION, cases};
pub use signature::{Key, KeyError, PublicKey, Signature};

use sha2::{Digest, Sha256};

/// A package, read from a file.
#[derive(Clone, Debug)]
pub struct Package<'a> {
    /// The component without its signature.
    pub component: &'a [u8],
    /// SHA-256 of the component in hexadecimal: the name under which it is stored.
    pub digest: String,
    /// The signature behind the component, if there is one. It is not verified yet.
    pub signature: Option<Signature>,
}

impl<'a> Package<'a> {
    /// Splits the bytes of a file into component and signature. Whether the component is one is for the engine to say.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Self {
        let (component, signature) = signature::split(bytes);
        Self { component, digest: digest(component), signature }
    }

    /// The bytes of a package file: the component, followed by the signature.
    #[must_use]
    pub fn sealed(component: &[u8], signature: Option<&Signature>) -> Vec<u8> {
        let mut bytes = component.to_vec();
        bytes.extend(signature.map(Signature::section).unwrap_or_default());
        bytes
    }

    /// The bytes of the package file, signed with a publisher's key.
    #[must_use]
    pub fn signed(&self, key: &Key) -> Vec<u8> {
        Self::sealed(self.component, Some(&key.sign(&self.digest)))
    }
}

/// The digest by which a component is known: SHA-256 of its bytes, in hexadecimal.
#[must_use]
pub fn digest(component: &[u8]) -> String {
    hex::encode(Sha256::digest(component))
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Parts of a component, whole or broken, in any order.
    fn parts() -> impl Strategy<Value = Vec<u8>> {
        let part = prop_oneof![
            Just(b"\0asm\x0d\0\x01\0".to_vec()),
            Just(b"\0\x10\x0bguiju:cases".to_vec()),
            prop::collection::vec(any::<u8>(), 0..130),
            prop::collection::vec(any::<u8>(), 0..99).prop_map(|bytes| {
                let signature = Signature::read(&hex::encode([7; 96])).map(|signature| signature.section());
                [signature.unwrap_or_default(), bytes].concat()
            }),
        ];
        prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
    }

    proptest! {
        /// Whatever a file holds, it is a component with or without a signature, and goes together again as it was.
        #[test]
        fn any_file_goes_apart_and_together(bytes in parts()) {
            let package = Package::open(&bytes);
            prop_assert_eq!(&Package::sealed(package.component, package.signature.as_ref()), &bytes);
            prop_assert!(package.signature.is_none_or(|signature| !signature.holds(&package.digest)));
            let _ = cases(package.component);
        }

        /// A line is what it says in hexadecimal, or nothing.
        #[test]
        fn any_line_is_a_key_or_refused(line in "[ ]?([0-9a-f]{62}[+-][0-9a-f]|[0-9a-fA-F]{64}|[0-9a-f]{192}|\\PC{0,70})[\n]?") {
            let written = line.trim().to_lowercase();
            if let Ok(key) = line.parse::<Key>() {
                prop_assert_eq!(key.line(), written.clone());
            }
            if let Ok(key) = line.parse::<PublicKey>() {
                prop_assert_eq!(key.to_string(), written.clone());
            }
            if let Some(signature) = Signature::read(&line) {
                prop_assert_eq!(signature.line(), written);
            }
        }
    }
}
