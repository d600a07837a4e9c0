//! Why a publisher of packages is not trusted.

use super::declare::rejections;

rejections! {
    /// A publisher that is not entered.
    pub enum Publisher: "publisher" {
        /// The key is no public key.
        KeyMalformed = "key-malformed", Invalid;
        /// The publisher has no name.
        NameMissing = "name-missing", Invalid;
    }
}
