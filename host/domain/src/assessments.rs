//! What follows from a judged period: penalties as proposals, and what may be done with one.

use crate::names::named;

named! {
    /// State of a proposed penalty.
    pub enum ProposalState {
        /// Proposed by an assessment; nobody has acted on it.
        Proposed = "proposed",
        /// The person concerned has objected.
        Objected = "objected",
        /// Whoever decides has confirmed it.
        Confirmed = "confirmed",
        /// Whoever decides has dismissed it.
        Dismissed = "dismissed",
        /// A later judgement of the period no longer proposes it.
        Lapsed = "lapsed",
    }
}

impl ProposalState {
    /// Whether it waits for a decision.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Proposed | Self::Objected)
    }
}

named! {
    /// What may be done with a proposed penalty.
    pub enum ProposalAction {
        /// The person concerned says why not.
        Object = "object",
        /// It is to be carried out.
        Confirm = "confirm",
        /// It is not to be carried out.
        Dismiss = "dismiss",
    }
}

impl ProposalAction {
    /// The state after this action.
    #[must_use]
    pub const fn next(self) -> ProposalState {
        match self {
            Self::Object => ProposalState::Objected,
            Self::Confirm => ProposalState::Confirmed,
            Self::Dismiss => ProposalState::Dismissed,
        }
    }

    /// Whether it may be done by somebody whom the proposal concerns, or who decides it, while it is in this state. Nobody
    /// decides on a proposal that concerns himself: then only `concerned` is set.
    #[must_use]
    pub const fn is_open_to(self, who: Involved, state: ProposalState) -> bool {
        match self {
            Self::Object => who.concerned && matches!(state, ProposalState::Proposed),
            Self::Confirm | Self::Dismiss => who.decides && state.is_pending(),
        }
    }
}

/// How somebody is involved in a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Involved {
    /// It proposes a penalty for this person.
    pub concerned: bool,
    /// This person holds the role that decides it.
    pub decides: bool,
}

impl Involved {
    /// Whoever holds the deciding role does not decide on a penalty for himself.
    #[must_use]
    pub const fn new(concerned: bool, holds_deciding_role: bool) -> Self {
        Self { concerned, decides: holds_deciding_role && !concerned }
    }

    /// Whether the proposal is any business of this person.
    #[must_use]
    pub const fn any(self) -> bool {
        self.concerned || self.decides
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_decides_on_a_penalty_for_himself() {
        let myself = Involved::new(true, true);
        for state in ProposalState::ALL {
            assert!(!ProposalAction::Confirm.is_open_to(myself, state));
            assert!(!ProposalAction::Dismiss.is_open_to(myself, state));
        }
        assert!(ProposalAction::Object.is_open_to(myself, ProposalState::Proposed));
    }

    #[test]
    fn what_is_decided_is_not_decided_again() {
        let decider = Involved::new(false, true);
        for state in ProposalState::ALL {
            let pending = state.is_pending();
            assert_eq!(ProposalAction::Confirm.is_open_to(decider, state), pending, "{state}");
            assert!(!ProposalAction::Object.is_open_to(decider, state), "{state}");
        }
    }
}
