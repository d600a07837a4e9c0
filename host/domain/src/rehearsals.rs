//! Rehearsals: recordings asked again of another package, or under other values.

use crate::{message, message::Message, names::named};

named! {
    /// How far a rehearsal is.
    pub enum RehearsalState {
        /// Under way.
        Running = "running",
        /// Every recording was asked again.
        Done = "done",
        /// It ended with an error.
        Failed = "failed",
        /// Somebody stopped it.
        Cancelled = "cancelled",
    }
}

named! {
    /// What part of an answer a line or a difference is about. In the order of the names, in which they are counted and listed.
    pub enum Aspect {
        /// Obligations that an assessment counts.
        Duties = "duties",
        /// What happens after filing or at the end.
        Effects = "effects",
        /// The regulation's program failed.
        Fault = "fault",
        /// What an assessment counts: figures, marks of days, discrepancies.
        Figures = "figures",
        /// Findings and derived values.
        Findings = "findings",
        /// The other package does not know the form or the assessment.
        Gone = "gone",
        /// Proposed penalties.
        Penalties = "penalties",
        /// Steps and their deadlines.
        Steps = "stations",
        /// The bytes differ, but nothing that people read.
        Wording = "wording",
    }
}

impl Aspect {
    /// The aspects of which an answer has lines, in the order in which they are shown.
    pub const OF_LINES: [Self; 6] =
        [Self::Findings, Self::Steps, Self::Effects, Self::Penalties, Self::Duties, Self::Figures];

    /// What people call it.
    #[must_use]
    pub fn message(self) -> Message {
        message!("rehearsal-aspect", aspect = self.name())
    }
}
