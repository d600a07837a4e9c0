//! Why a decision is not taken from somebody.

use super::declare::rejections;

rejections! {
    /// Why somebody cannot decide.
    pub enum Decision: "decision" {
        /// It is no longer this person's to decide.
        NoLongerYours {
            /// Names of those who are asked now; none while the place is vacant.
            now: Vec<String>,
        } = "no-longer-yours", Conflict;
        /// The person has left the office.
        HasLeft = "has-left", Forbidden;
        /// Somebody decides in another place of the same step already, and each place needs a person of its own.
        HoldsAnotherPlace {
            /// Their name.
            person: String,
        } = "holds-another-place", Invalid;
    }
}
