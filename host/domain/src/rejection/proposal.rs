//! Why a penalty proposal is not decided.

use super::declare::rejections;

rejections! {
    /// A decision on a penalty proposal that is not taken.
    pub enum Proposal: "proposal" {
        /// There is no such decision.
        UnknownAction {
            /// The name that was given.
            action: String,
        } = "unknown-action", Invalid;
        /// It is decided, or not by the caller.
        NotOpen = "not-open", Conflict;
        /// No reason is given.
        ReasonMissing = "reason-missing", Invalid;
    }
}
