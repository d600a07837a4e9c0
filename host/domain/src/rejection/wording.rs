//! Why an office's own wording of a text is not taken.

use super::declare::rejections;

rejections! {
    /// A wording that is not taken.
    pub enum Wording: "wording" {
        /// The package does not have these clauses.
        UnknownClauses {
            /// The regulation's title.
            regulation: String,
            /// Ids of the clauses.
            clauses: Vec<String>,
        } = "unknown-clauses", Invalid;
        /// The wording of a clause is no text.
        NotText {
            /// The clause's id.
            clause: String,
        } = "not-text", Invalid;
        /// The wording of a clause is too long.
        TooLong {
            /// The clause's id.
            clause: String,
            /// How many characters there may be.
            limit: u64,
        } = "too-long", Invalid;
    }
}
