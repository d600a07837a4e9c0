//! Why an act on a matter or on a task is not carried out.

use super::declare::rejections;
use crate::{matters::Action, message::Argument};

rejections! {
    /// An act that is not carried out.
    pub enum Act: "act" {
        /// The caller does not see the whole matter.
        NotYours = "not-yours", Forbidden;
        /// The matter has changed since the caller read it.
        Stale = "stale", Conflict;
        /// The act is one on a task, and none was named.
        TaskMissing = "task-missing", Invalid;
        /// The task is somebody else's.
        TaskNotYours = "task-not-yours", Forbidden;
        /// The task is done, or need not be done any more.
        TaskOver = "task-over", Conflict;
        /// The step does not allow this act.
        NotAtThisStep = "not-at-this-step", Forbidden;
        /// The act needs words of the caller.
        OpinionMissing {
            /// The act.
            action: Action,
        } = "opinion-missing", Invalid;
        /// Nothing was decided.
        VerdictMissing = "verdict-missing", Invalid;
        /// Only whoever filed a matter withdraws it.
        WithdrawalNotYours = "withdrawal-not-yours", Forbidden;
        /// Somebody has acted on it, so it cannot be withdrawn.
        WithdrawalTooLate = "withdrawal-too-late", Conflict;
        /// Only whoever filed a matter reminds its deciders.
        ReminderNotYours = "reminder-not-yours", Forbidden;
        /// The deciders were reminded shortly before.
        ReminderTooSoon {
            /// Minutes after which they may be reminded again.
            minutes: u64,
        } = "reminder-too-soon", Conflict;
        /// The matter is over: completed, refused or withdrawn.
        MatterOver = "matter-over", Conflict;
        /// Whoever filed it does not work in the office any more, so nobody could correct it.
        FilerHasLeft {
            /// Who filed it.
            name: String,
        } = "filer-has-left", Conflict;
        /// Nobody is asked whom one could remind.
        NobodyToRemind = "nobody-to-remind", Conflict;
        /// Nobody was named to whom the task is handed on.
        PersonMissing = "person-missing", Invalid;
        /// The named person does not work in the office.
        PersonNotHere = "person-not-here", Invalid;
        /// The named person is the caller.
        PersonIsYourself = "person-is-yourself", Invalid;
        /// The named person filed the matter, or it was filed for that person.
        PersonIsParty = "person-is-party", Invalid;
        /// The named person is one whom the confidential content names.
        PersonIsConcerned = "person-is-concerned", Invalid;
        /// The named person decided at a step from which this one is separate.
        PersonDecidedBefore = "person-decided-before", Invalid;
    }
}

impl From<Action> for Argument {
    fn from(action: Action) -> Self {
        Self::from(action.name())
    }
}
