//! Why the audit cannot be asked so.

use super::declare::rejections;

rejections! {
    /// What is wrong with a search of the audit.
    pub enum Audit: "audit" {
        /// There is no such theme.
        UnknownTheme {
            /// What was asked for.
            theme: String,
        } = "unknown-theme", Invalid;
        /// There is no such kind of thing.
        UnknownThing {
            /// What was asked for.
            thing: String,
        } = "unknown-thing", Invalid;
        /// The place from which to go on is none that a page named.
        UnknownPlace = "unknown-place", Invalid;
    }
}
