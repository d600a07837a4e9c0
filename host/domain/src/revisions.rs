//! Revisions: a regulation's package or values from a day on, asked for by one keeper and answered by another.

use crate::names::named;

named! {
    /// How far a revision is.
    pub enum RevisionState {
        /// Waits for a second person.
        Asked = "asked",
        /// Confirmed: it takes effect on its day.
        Confirmed = "confirmed",
        /// Declined by a second person.
        Declined = "declined",
        /// Taken back by whoever asked for it.
        Withdrawn = "withdrawn",
    }
}

named! {
    /// What is answered to a revision.
    pub enum RevisionAction {
        /// A second person agrees.
        Confirm = "confirm",
        /// A second person does not agree.
        Decline = "decline",
        /// Whoever asked takes it back.
        Withdraw = "withdraw",
    }
}

impl RevisionAction {
    /// The state of a revision that was answered so.
    #[must_use]
    pub const fn state(self) -> RevisionState {
        match self {
            Self::Confirm => RevisionState::Confirmed,
            Self::Decline => RevisionState::Declined,
            Self::Withdraw => RevisionState::Withdrawn,
        }
    }
}

named! {
    /// What became of something declared, from one package of a regulation to another.
    pub enum AlterationKind {
        /// Only the later package has it.
        Added = "added",
        /// Both have it, and differ in it.
        Changed = "changed",
        /// Only the earlier package has it.
        Removed = "removed",
    }
}
