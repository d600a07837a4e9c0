//! Events of a matter.
//!
//! An event that changes the matter is stored by a stable name of its own and read for good: what it is called in Rust may change,
//! its stored form may not. A field that is added later has a default. What only follows, such as what people are told, is not stored.

use super::{Correction, Matter, Phase, Recount, Task, seconds};
use crate::{
    MatterId, PersonId, TaskId,
    events::deciding::Because,
    matters::{Action, CorrectionReturn, PlaceName, TaskState},
    rejection::Vacancy,
};
use guiju_model::{Moment, Route, Verdict};
use serde::{Deserialize, Serialize};

/// What happened to a matter. `C` is content as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event<C> {
    /// It was filed: the matter as it begins.
    #[serde(rename = "filed")]
    Filed(Box<Matter<C>>),
    /// The matter as it stands, where earlier versions of the server recorded no events from which it follows.
    #[serde(rename = "stood")]
    Stood(Box<Matter<C>>),
    /// Somebody is asked.
    #[serde(rename = "asked")]
    Asked(Box<Task<C>>),
    /// Whoever had a task has finished with it.
    #[serde(rename = "finished")]
    Finished {
        /// The task.
        task: TaskId,
        /// Done, returned or transferred.
        state: TaskState,
        /// Who.
        by: PersonId,
        /// When.
        #[serde(with = "seconds")]
        at: Moment,
        /// What was decided.
        verdict: Option<Verdict>,
        /// What was said.
        opinion: Option<String>,
        /// What was filled in.
        content: Option<C>,
    },
    /// A task is not needed any more.
    #[serde(rename = "cancelled")]
    Cancelled(TaskId),
    /// A task's turn is over before it was done: another step has opened before its own.
    #[serde(rename = "put_off")]
    PutOff(TaskId),
    /// A task's turn has come.
    #[serde(rename = "turned")]
    Turned {
        /// The task.
        task: TaskId,
        /// When it came.
        #[serde(with = "seconds")]
        at: Moment,
        /// Until when it is to be done.
        #[serde(with = "seconds::or_none")]
        due: Option<Moment>,
    },
    /// A task waits for an opinion.
    #[serde(rename = "waits")]
    Waits(TaskId),
    /// A task comes after another one than before.
    #[serde(rename = "follows")]
    Follows {
        /// The task.
        task: TaskId,
        /// The task before it.
        parent: TaskId,
    },
    /// A task's place has another name.
    #[serde(rename = "renamed")]
    Renamed {
        /// The task.
        task: TaskId,
        /// The place's name.
        place: PlaceName,
    },
    /// A task lies with somebody who stands in, or with its holder again.
    #[serde(rename = "lies_with")]
    Moved {
        /// The task.
        task: TaskId,
        /// With whom it lay.
        from: PersonId,
        /// With whom it lies.
        to: PersonId,
        /// For whom, if that is not the holder.
        instead_of: Option<PersonId>,
    },
    /// A task's holder is a decider no longer.
    #[serde(rename = "ended")]
    Ended(TaskId),
    /// A task's place has no decider.
    #[serde(rename = "emptied")]
    Emptied(TaskId),
    /// A task has another due date.
    #[serde(rename = "due_set")]
    DueSet {
        /// The task.
        task: TaskId,
        /// Until when it is to be done.
        #[serde(with = "seconds")]
        due: Moment,
    },
    /// A step is due later than before.
    #[serde(skip)]
    Deferred {
        /// Title of the step.
        step: String,
        /// When it was due.
        before: Moment,
        /// When it is due.
        until: Moment,
        /// The matter that put it off.
        by: MatterId,
    },
    /// Somebody decided, read or voted.
    #[serde(skip)]
    Decided(TaskId),
    /// It was sent back for correction.
    #[serde(rename = "returned")]
    Returned {
        /// The task of whoever sent it back.
        task: TaskId,
        /// Where it goes once it is corrected.
        back: CorrectionReturn,
    },
    /// Its correction was taken.
    #[serde(rename = "resubmitted")]
    Resubmitted {
        /// Whether it goes straight back.
        straight: bool,
        /// Whether its content says anything else.
        is_changed: bool,
        /// Whom it concerns now.
        subject: PersonId,
        /// What it says now.
        correction: Box<Correction<C>>,
    },
    /// It begins its route anew.
    #[serde(rename = "round_begun")]
    RoundBegun,
    /// A task was handed on, or somebody else was asked as well.
    #[serde(skip)]
    HandedOn {
        /// How.
        action: Action,
        /// The step.
        step: String,
        /// To whom.
        to: PersonId,
    },
    /// An opinion was given.
    #[serde(skip)]
    Advised(TaskId),
    /// Whoever would be replaced answered.
    #[serde(skip)]
    Consented {
        /// The task.
        task: TaskId,
        /// Whether somebody stands in.
        agreed: bool,
    },
    /// It was taken back.
    #[serde(rename = "withdrawn")]
    Withdrawn,
    /// It was refused at a step.
    #[serde(rename = "refused")]
    Refused {
        /// The task by which.
        task: TaskId,
    },
    /// Those who are asked were reminded.
    #[serde(rename = "reminded")]
    Reminded {
        /// When.
        #[serde(with = "seconds")]
        at: Moment,
        /// Who.
        people: Vec<PersonId>,
    },
    /// The step after which it gets its number is passed.
    #[serde(skip)]
    NumberDue {
        /// The step.
        step: String,
    },
    /// It got its number.
    #[serde(rename = "numbered")]
    Numbered(String),
    /// It was counted again.
    #[serde(rename = "recounted")]
    Recounted(Box<Recount<C>>),
    /// Its route was laid out.
    #[serde(rename = "laid")]
    Laid(Box<Route>),
    /// What follows the filing at once is to be done.
    #[serde(skip)]
    Begun,
    /// Every step has decided.
    #[serde(rename = "completed")]
    Completed,
    /// Its route has to be laid out again.
    #[serde(skip)]
    Phase(Phase),
    /// Somebody else is asked, or one more, or one less.
    #[serde(skip)]
    Reassigned {
        /// The step.
        step: String,
        /// Who was asked before.
        from: Option<PersonId>,
        /// Who is asked now.
        to: Option<PersonId>,
        /// Why.
        because: Because,
    },
    /// A place of a step waits for somebody.
    #[serde(skip)]
    Vacated {
        /// The step.
        step: String,
        /// Who was asked before, unless the step only opens.
        from: Option<PersonId>,
        /// What is vacant, if that is known.
        vacancy: Option<Vacancy>,
        /// Whether the step waits for it; a reader is not waited for.
        waits: bool,
        /// Why.
        because: Because,
    },
    /// Somebody is told something.
    #[serde(skip)]
    Told {
        /// Who.
        person: PersonId,
        /// What.
        message: Message,
    },
    /// A person's command was carried out.
    #[serde(rename = "versioned")]
    Versioned,
}

/// What somebody is told of a matter whose deciders have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A task that is to be done.
    PleaseDo(TaskId),
    /// A task that is no longer this person's.
    NoLongerYours {
        /// Why.
        because: Because,
        /// Who is asked now.
        now: Option<PersonId>,
    },
    /// To the applicant: who is asked instead of whom.
    Instead {
        /// Why.
        because: Because,
        /// Who was asked before.
        from: Option<PersonId>,
        /// Who is asked now.
        to: Option<PersonId>,
    },
    /// What it waits for; nothing if it is not known what is vacant.
    WaitsFor(Option<Vacancy>),
}

impl<C> Event<C> {
    /// Whether the reminders of the task that it changes begin anew.
    #[must_use]
    pub const fn restarts_reminders(&self) -> bool {
        matches!(self, Self::Finished { .. } | Self::Turned { .. } | Self::Waits(_) | Self::DueSet { .. })
    }

    /// The new task, if somebody is asked.
    #[must_use]
    pub fn into_asked(self) -> Option<Task<C>> {
        match self {
            Self::Asked(task) => Some(*task),
            _ => None,
        }
    }

    /// The task whose row it changes; a new task is not meant.
    #[must_use]
    pub const fn changed_task(&self) -> Option<TaskId> {
        match self {
            Self::Finished { task, .. }
            | Self::Cancelled(task)
            | Self::PutOff(task)
            | Self::Turned { task, .. }
            | Self::Waits(task)
            | Self::Follows { task, .. }
            | Self::Renamed { task, .. }
            | Self::Moved { task, .. }
            | Self::Ended(task)
            | Self::Emptied(task)
            | Self::DueSet { task, .. } => Some(*task),
            _ => None,
        }
    }
}
