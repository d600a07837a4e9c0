//! Why an inspection pack is not made.

use super::declare::rejections;

rejections! {
    /// An inspection pack that is not made.
    pub enum Inspection: "inspection" {
        /// Auditors and administrators take packs.
        NotYours = "not-yours", Forbidden;
        /// A regulation has more matters in the period than one pack holds.
        TooManyMatters {
            /// The regulation's title.
            regulation: String,
            /// How many matters there may be.
            limit: u64,
        } = "too-many-matters", Invalid;
    }
}
