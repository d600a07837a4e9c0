//! Kinds of events that belong to one matter.

use crate::names::named;

named! {
    /// Kind of an event that belongs to one matter.
    pub enum MatterEventKind {
        /// It was filed.
        Filed = "filed",
        /// A task was decided.
        Decided = "decided",
        /// It was sent back for correction.
        Returned = "returned",
        /// Its correction was submitted.
        Resubmitted = "resubmitted",
        /// A task was handed on for good.
        Transferred = "transferred",
        /// A decider asked somebody for an opinion first.
        Delegated = "delegate",
        /// A decider asked somebody to sign first.
        SignBefore = "sign-before",
        /// A decider asked somebody to sign afterwards.
        SignAfter = "sign-after",
        /// An opinion was given.
        Advised = "advised",
        /// Whoever would be replaced answered whether somebody stands in.
        Consented = "consented",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// Those who are asked were reminded.
        Reminded = "reminded",
        /// Somebody opened its closed content with a reason.
        Opened = "matter-opened",
        /// Every step has decided.
        Completed = "completed",
        /// A decider refused it.
        Refused = "refused",
        /// It got its number.
        Numbered = "numbered",
        /// Its number is void.
        NumberVoided = "number-void",
        /// The record that it left is void.
        Voided = "voided",
        /// A task lies with whoever stands in for its holder.
        HandedOver = "handed-over",
        /// A task lies with its holder again.
        HandedBack = "handed-back",
        /// Somebody else is asked, or one more.
        Reassigned = "reassigned",
        /// A place has no decider any more.
        Vacated = "vacant",
        /// It was overdue, and a superior was told.
        Escalated = "escalated",
        /// A step is due later, as a matter has it.
        Deferred = "deferred",
        /// It was counted again after a notice of holidays.
        Recounted = "recounted",
        /// What one unit of work did to it, as events from which its rows follow. People read the other kinds.
        Moved = "moved",
        /// An effect took place.
        Effect = "effect",
    }
}
