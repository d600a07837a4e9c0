//! The clause behind each thing that an answer says.

use crate::{ClauseId, Effect};

impl Effect {
    /// The clause behind it.
    #[must_use]
    pub const fn clause(&self) -> &ClauseId {
        match self {
            Self::HandOver(effect) => &effect.clause,
            Self::Deputise(effect) => &effect.clause,
            Self::Publish(effect) => &effect.clause,
            Self::Notify(effect) => &effect.clause,
            Self::FollowUp(effect) => &effect.clause,
            Self::Enter(effect) => &effect.clause,
            Self::Amend(effect) => &effect.clause,
            Self::Move(effect) => &effect.clause,
            Self::Withdraw(effect) => &effect.clause,
            Self::Defer(effect) => &effect.clause,
            Self::Void(effect) => &effect.clause,
            Self::Suspend(effect) => &effect.clause,
            Self::Restore(effect) => &effect.clause,
        }
    }
}
