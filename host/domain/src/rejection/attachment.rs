//! Why a file is not stored.

use super::declare::rejections;

rejections! {
    /// A file that is not stored.
    pub enum Attachment: "attachment" {
        /// It has no name.
        NameMissing = "name-missing", Invalid;
        /// Its name is too long.
        NameTooLong {
            /// How many characters there may be.
            limit: usize,
            /// How many it has.
            has: usize,
        } = "name-too-long", Invalid;
        /// Its name has slashes or line ends.
        NameMalformed = "name-malformed", Invalid;
        /// Its bytes are of no kind that is stored.
        UnknownKind = "unknown-kind", Invalid;
    }
}
