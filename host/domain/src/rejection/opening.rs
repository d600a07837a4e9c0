//! Why a closed matter is not opened.

use super::declare::rejections;

rejections! {
    /// What stands between a reader and a closed matter.
    pub enum Opening: "opening" {
        /// The caller's post may open the matter, by giving a reason.
        Needed = "needed", NotFound;
        /// The caller reads the matter as it is.
        NotNeeded = "not-needed", Conflict;
        /// The caller holds no post that opens it.
        NotYours = "not-yours", Forbidden;
        /// No reason was given.
        ReasonMissing = "reason-missing", Invalid;
        /// The reason is longer than it may be.
        ReasonTooLong {
            /// How many characters it may have.
            most: usize,
        } = "reason-too-long", Invalid;
        /// Only auditors see who opened what.
        OnlyAuditors = "only-auditors", Forbidden;
    }
}

impl Opening {
    /// Longest reason, in characters.
    pub const LONGEST_REASON: usize = 500;
}
