//! Why shifts are not exchanged.

use super::declare::rejections;

rejections! {
    /// An exchange of shifts that is not made.
    pub enum Swap: "swap" {
        /// Somebody else has the shift that is offered.
        NotYourShift = "not-your-shift", Forbidden;
        /// Whoever has the other shift has left the office.
        HolderHasLeft {
            /// The person's name.
            name: String,
        } = "holder-has-left", Conflict;
        /// The other shift is the caller's own, or of another roster.
        NotAnothers = "not-anothers", Invalid;
        /// One of the shifts has begun.
        Begun = "begun", Conflict;
        /// No reason is given.
        ReasonMissing = "reason-missing", Invalid;
        /// Somebody else is asked.
        NotAsked = "not-asked", Forbidden;
        /// It has been answered already.
        Answered = "answered", Conflict;
        /// One of the two has left the office.
        PersonHasLeft = "person-has-left", Conflict;
        /// One of the shifts has changed hands or begun.
        ShiftsChanged = "shifts-changed", Conflict;
    }
}
