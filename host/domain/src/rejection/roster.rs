//! Why shifts of a roster are not made.

use super::declare::rejections;

rejections! {
    /// A roster that is not made.
    pub enum Roster: "roster" {
        /// The caller does not keep the roster.
        NotYours {
            /// The roster's title.
            roster: String,
        } = "not-yours", Forbidden;
        /// It ends before it begins, or covers more days than are made at once.
        TooManyDays {
            /// How many days there may be.
            limit: u32,
        } = "too-many-days", Invalid;
        /// Nobody holds a role that takes shifts of it.
        NobodyEligible {
            /// The roster's title.
            roster: String,
        } = "nobody-eligible", Vacancy;
    }
}
