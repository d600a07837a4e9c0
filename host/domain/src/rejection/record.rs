//! Why a record is not changed.

use super::declare::rejections;

rejections! {
    /// A change of a record that is not carried out.
    pub enum Record: "record" {
        /// A count would fall below zero.
        NotEnough {
            /// The record's summary.
            record: String,
            /// What there is.
            has: i64,
            /// By how much it would go down.
            less: i64,
        } = "not-enough", Conflict;
        /// A record that is void already would become void.
        AlreadyVoid {
            /// The record's summary.
            record: String,
        } = "already-void", Conflict;
        /// A record whose matter is under way would become void.
        UnderWay {
            /// The record's summary.
            record: String,
        } = "under-way", Conflict;
    }
}
