//! States and kinds of tasks.

use crate::names::named;

named! {
    /// State of a task.
    pub enum TaskState {
        /// Pending: its assignee is asked.
        Open = "open",
        /// Pending: its holder has asked somebody else for an opinion first.
        Waiting = "waiting",
        /// Pending: its turn has not come.
        Later = "later",
        /// Pending: its place has no decider now, so nobody is asked.
        Vacant = "vacant",
        /// Over: it was decided, read, advised or corrected.
        Done = "done",
        /// Over: its holder sent the matter back for correction.
        Returned = "returned",
        /// Over: its holder handed it on for good.
        Transferred = "transferred",
        /// Over: its holder is a decider no longer.
        Reassigned = "reassigned",
        /// Over: it is not needed any more.
        Cancelled = "cancelled",
    }
}

impl TaskState {
    /// Whether a task of this state still holds its step.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        self.holding().is_some()
    }

    /// How a task of this state holds its step; nothing if it is over.
    #[must_use]
    pub const fn holding(self) -> Option<Holding> {
        match self {
            Self::Open => Some(Holding::Open),
            Self::Waiting => Some(Holding::Waiting),
            Self::Later => Some(Holding::Later),
            Self::Vacant => Some(Holding::Vacant),
            Self::Done | Self::Returned | Self::Transferred | Self::Reassigned | Self::Cancelled => None,
        }
    }

    /// Whether the step's turn has come and the task holds it: it is asked, waits for an opinion, or is vacant.
    #[must_use]
    pub const fn holds_its_turn(self) -> bool {
        matches!(self, Self::Open | Self::Waiting | Self::Vacant)
    }
}

/// How a pending task holds its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Its holder is asked.
    Open,
    /// Its holder has asked somebody else for an opinion first.
    Waiting,
    /// Its turn has not come.
    Later,
    /// Nobody is asked, because its place has no decider.
    Vacant,
}

impl From<Holding> for TaskState {
    fn from(holding: Holding) -> Self {
        match holding {
            Holding::Open => Self::Open,
            Holding::Waiting => Self::Waiting,
            Holding::Later => Self::Later,
            Holding::Vacant => Self::Vacant,
        }
    }
}

named! {
    /// What a task asks for.
    pub enum TaskKind {
        /// A decision of its step.
        Decide = "decide",
        /// That its holder has read the matter.
        Read = "read",
        /// That a report to an outside body is recorded.
        File = "file",
        /// A vote.
        Vote = "vote",
        /// A correction by whoever filed the matter.
        Correct = "correct",
        /// An opinion for another decider.
        Advise = "advise",
        /// Whether the person who would be replaced agrees that somebody stands in.
        Consent = "consent",
    }
}

impl TaskKind {
    /// Whether it is a step's own task, not one that a person asked for.
    #[must_use]
    pub const fn decides(self) -> bool {
        matches!(self, Self::Decide | Self::Read | Self::File | Self::Vote)
    }
}

named! {
    /// Where a matter goes once it is corrected; the place of a task that asks for a correction.
    pub enum CorrectionReturn {
        /// Back to whoever returned it.
        Straight = "straight",
        /// To its first step.
        Anew = "anew",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pending_states_hold_a_station() {
        let pending = TaskState::ALL.into_iter().filter(|state| state.is_pending()).collect::<Vec<_>>();
        assert_eq!(pending, [TaskState::Open, TaskState::Waiting, TaskState::Later, TaskState::Vacant]);
        for state in pending {
            assert_eq!(state.holding().map(TaskState::from), Some(state));
        }
    }
}
