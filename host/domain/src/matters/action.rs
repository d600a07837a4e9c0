//! What one may do with a matter or a task.

use crate::names::named;
use guiju_model::Verdict;

named! {
    /// What one may do with a matter or a task.
    pub enum Action {
        /// Decide in favour; of an opinion, give it; of a stand-in, agree.
        Approve = "approve",
        /// Decide against.
        Refuse = "refuse",
        /// Record that it was reported to an outside body.
        File = "file",
        /// Note that it was read.
        Note = "note",
        /// Vote in favour.
        Aye = "aye",
        /// Vote against.
        Nay = "nay",
        /// Abstain from a vote.
        Abstain = "abstain",
        /// Send it back for correction.
        Return = "return",
        /// Submit the correction.
        Resubmit = "resubmit",
        /// Hand the task on for good.
        Transfer = "transfer",
        /// Ask somebody for an opinion, who works it out, before one decides.
        Delegate = "delegate",
        /// Ask somebody to sign before one decides.
        SignBefore = "sign-before",
        /// Ask somebody to sign after one has decided.
        SignAfter = "sign-after",
        /// Take the matter back.
        Withdraw = "withdraw",
        /// Remind those who are asked.
        Remind = "remind",
    }
}

impl Action {
    /// The verdict that is given by it; nothing if it gives none.
    #[must_use]
    pub const fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Approve | Self::Aye => Some(Verdict::Approved),
            Self::Refuse | Self::Nay => Some(Verdict::Refused),
            Self::Abstain => Some(Verdict::Abstained),
            Self::Note | Self::File => Some(Verdict::Noted),
            Self::Return
            | Self::Resubmit
            | Self::Transfer
            | Self::Delegate
            | Self::SignBefore
            | Self::SignAfter
            | Self::Withdraw
            | Self::Remind => None,
        }
    }
}
