//! Stored files that cannot be handed out.

use super::declare::rejections;

rejections! {
    /// Why a stored file is not handed out.
    pub enum Blob: "blob" {
        /// The bytes of an attachment are not those that were stored.
        Damaged = "damaged", Fault;
        /// An attachment is registered, but the store does not have it.
        Missing = "missing", Fault;
        /// The bytes of a package are not those that were stored.
        PackageDamaged = "package-damaged", Fault;
        /// A package is installed, but the store does not have it.
        PackageMissing = "package-missing", Fault;
        /// The store does not answer, or cannot write.
        Unreachable = "unreachable", Unavailable;
        /// The same file was uploaded before and never used; what is left of it is just being removed.
        BeingRemoved = "being-removed", Unavailable;
    }
}
