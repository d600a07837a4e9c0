//! States of matters and of their steps as readers see them.

use crate::names::named;

named! {
    /// State of a matter.
    pub enum MatterStatus {
        /// Under way: its deciders are asked, or a step of it is vacant.
        Open = "open",
        /// Back with whoever filed it, for correction.
        Returned = "returned",
        /// Every step has decided, and its effects have taken place.
        Completed = "completed",
        /// A decider refused it.
        Refused = "refused",
        /// Whoever filed it took it back.
        Withdrawn = "withdrawn",
    }
}

impl MatterStatus {
    /// Whether the matter is not over: its deciders are asked, or it is being corrected.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Open | Self::Returned)
    }

    /// Whether it came to nothing.
    #[must_use]
    pub const fn came_to_nothing(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }
}

named! {
    /// State of a step as readers see it.
    pub enum StepState {
        /// It has decided.
        Done = "done",
        /// It is asked now.
        Current = "current",
        /// Its turn has not come.
        Coming = "coming",
        /// It sent the matter back for correction.
        Returned = "returned",
        /// It refused the matter.
        Refused = "refused",
    }
}

named! {
    /// How near the due date of a step is.
    pub enum DueLevel {
        /// It is past.
        Overdue = "overdue",
        /// It is at most one working day away.
        Near = "near",
        /// It is further away.
        Well = "well",
        /// There is none.
        None = "none",
    }
}

named! {
    /// How near the due date of a task in somebody's inbox is.
    pub enum Urgency {
        /// It is past.
        Overdue = "overdue",
        /// It is today.
        Soon = "soon",
        /// It is later, or there is none.
        None = "",
    }
}

named! {
    /// What a piece of a text is after a correction.
    pub enum PieceKind {
        /// It stood there before and does now.
        Same = "same",
        /// It stands there no longer.
        Removed = "removed",
        /// It is new.
        Added = "added",
    }
}
