//! Stored files that cannot be handed out.

use thiserror::Error;

/// Why a stored file is not handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", self.code())]
pub enum Blob {
    /// The bytes of an attachment are not those that were stored.
    Damaged,
    /// An attachment is registered, but the store does not have it.
    Missing,
    /// The bytes of a package are not those that were stored.
    PackageDamaged,
    /// A package is installed, but the store does not have it.
    PackageMissing,
    /// The store does not answer, or cannot write.
    Unreachable,
    /// The same file was uploaded before and never used; what is left of it is just being removed.
    BeingRemoved,
}

impl Blob {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Damaged,
        Self::Missing,
        Self::PackageDamaged,
        Self::PackageMissing,
        Self::Unreachable,
        Self::BeingRemoved,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "blob.damaged",
            Self::Missing => "blob.missing",
            Self::PackageDamaged => "blob.package-damaged",
            Self::PackageMissing => "blob.package-missing",
            Self::Unreachable => "blob.unreachable",
            Self::BeingRemoved => "blob.being-removed",
        }
    }
}
