//! What a blob is called: by its kind and the digest of its bytes.

use guiju_domain::OfficeId;
use object_store::path::Path;
use sha2::{Digest, Sha256};
use std::fmt;

/// The folder of attachments, one folder for each office in it.
const ATTACHMENTS: &str = "attachments";
/// The folder of packages.
const PACKAGES: &str = "regulations";
/// How the name of a package's file ends.
const WASM: &str = ".wasm";

/// The name of a blob. Names are laid out as a data folder of the baseline has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlobName {
    /// A file that somebody attached, of one office.
    Attachment {
        /// The office's number.
        office: OfficeId,
        /// SHA-256 of its bytes in hexadecimal.
        digest: String,
    },
    /// The component of a regulation, without its signature; shared by all offices.
    Package {
        /// SHA-256 of its bytes in hexadecimal.
        digest: String,
    },
}

impl BlobName {
    /// An attachment of an office.
    #[must_use]
    pub fn attachment(office: OfficeId, digest: &str) -> Self {
        Self::Attachment { office, digest: digest.to_owned() }
    }

    /// A package.
    #[must_use]
    pub fn package(digest: &str) -> Self {
        Self::Package { digest: digest.to_owned() }
    }

    /// SHA-256 of its bytes in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        match self {
            Self::Attachment { digest, .. } | Self::Package { digest } => digest,
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub const fn what(&self) -> &'static str {
        match self {
            Self::Attachment { .. } => "an attachment",
            Self::Package { .. } => "a regulation",
        }
    }

    /// The folders in which blobs lie.
    pub(super) const FOLDERS: [&'static str; 2] = [ATTACHMENTS, PACKAGES];

    /// The folder of an office's attachments.
    pub(super) fn attachments(office: OfficeId) -> Path {
        Path::from(format!("{ATTACHMENTS}/{office}"))
    }

    /// Where it lies in the store.
    pub(super) fn path(&self) -> Path {
        Path::from(self.to_string())
    }

    /// The blob that lies there; nothing if it is another's file, or one that was never finished.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let name = match path.split('/').collect::<Vec<_>>()[..] {
            [ATTACHMENTS, office, digest] => Self::attachment(office.parse().ok()?, digest),
            [PACKAGES, file] => Self::package(file.strip_suffix(WASM)?),
            _ => return None,
        };
        is_digest(name.digest()).then_some(name)
    }
}

impl fmt::Display for BlobName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attachment { office, digest } => write!(f, "{ATTACHMENTS}/{office}/{digest}"),
            Self::Package { digest } => write!(f, "{PACKAGES}/{digest}{WASM}"),
        }
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Whether a text can be a digest.
fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_from_its_path() {
        let digest = digest(b"a file");
        for name in [BlobName::attachment(OfficeId::new(7), &digest), BlobName::package(&digest)] {
            assert_eq!(BlobName::at(&name.to_string()), Some(name));
        }
    }

    #[test]
    fn what_was_never_finished_is_no_blob() {
        let digest = digest(b"a file");
        for path in ["regulations/x.wasm", "attachments/1/12", "guiju.sqlite"] {
            assert_eq!(BlobName::at(path), None);
        }
        assert_eq!(BlobName::at(&format!("attachments/1/{digest}.77-0.new")), None);
        assert_eq!(BlobName::at(&format!("regulations/{digest}.wasm#1")), None);
    }
}
