//! Why an office is not bound to a package as it is set up.

use super::declare::rejections;

rejections! {
    /// A package to which no office is bound.
    pub enum Binding: "binding" {
        /// The signature is not one of this content.
        SignatureBroken {
            /// The digest of the content.
            digest: String,
        } = "signature-broken", Invalid;
    }
}
