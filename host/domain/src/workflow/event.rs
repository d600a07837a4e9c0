//! Events of a matter, and how each changes it.

use super::{Matter, Phase, Task};
use crate::{
    PersonId, TaskId,
    events::deciding::Because,
    matters::{Action, CorrectionReturn, MatterStatus, PlaceName, TaskState},
    rejection::Vacancy,
};
use guiju_model::{Moment, Route, Verdict};

/// What happened to a matter. `C` is the content that deciders fill in.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<C> {
    /// It was filed.
    Filed,
    /// Somebody is asked.
    Asked(Box<Task<C>>),
    /// Whoever had a task has finished with it.
    Finished {
        /// The task.
        task: TaskId,
        /// Done, returned or transferred.
        state: TaskState,
        /// Who.
        by: PersonId,
        /// When.
        at: Moment,
        /// What was decided.
        verdict: Option<Verdict>,
        /// What was said.
        opinion: Option<String>,
        /// What was filled in.
        content: Option<C>,
    },
    /// A task is not needed any more.
    Cancelled(TaskId),
    /// A task's turn is over before it was done: another step has opened before its own.
    PutOff(TaskId),
    /// A task's turn has come.
    Turned {
        /// The task.
        task: TaskId,
        /// When it came.
        at: Moment,
        /// Until when it is to be done.
        due: Option<Moment>,
    },
    /// A task waits for an opinion.
    Waits(TaskId),
    /// A task comes after another one than before.
    Follows {
        /// The task.
        task: TaskId,
        /// The task before it.
        parent: TaskId,
    },
    /// A task's place has another name.
    Renamed {
        /// The task.
        task: TaskId,
        /// The place's name.
        place: PlaceName,
    },
    /// A task lies with somebody who stands in, or with its holder again.
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
    Ended(TaskId),
    /// A task's place has no decider.
    Emptied(TaskId),
    /// A task has another due date.
    DueSet {
        /// The task.
        task: TaskId,
        /// Until when it is to be done.
        due: Moment,
    },
    /// Somebody decided, read or voted.
    Decided(TaskId),
    /// It was sent back for correction.
    Returned {
        /// The task of whoever sent it back.
        task: TaskId,
        /// Where it goes once it is corrected.
        back: CorrectionReturn,
    },
    /// Its correction was taken.
    Resubmitted {
        /// Whether it goes straight back.
        straight: bool,
        /// Whether its content says anything else.
        is_changed: bool,
        /// Whom it concerns now.
        subject: PersonId,
    },
    /// It begins its route anew.
    RoundBegun,
    /// A task was handed on, or somebody else was asked as well.
    HandedOn {
        /// How.
        action: Action,
        /// The step.
        step: String,
        /// To whom.
        to: PersonId,
    },
    /// An opinion was given.
    Advised(TaskId),
    /// Whoever would be replaced answered.
    Consented {
        /// The task.
        task: TaskId,
        /// Whether somebody stands in.
        agreed: bool,
    },
    /// It was taken back.
    Withdrawn,
    /// It was refused at a step.
    Refused {
        /// The task by which.
        task: TaskId,
    },
    /// Those who are asked were reminded.
    Reminded {
        /// When.
        at: Moment,
        /// Who.
        people: Vec<PersonId>,
    },
    /// The step after which it gets its number is passed.
    NumberDue {
        /// The step.
        step: String,
    },
    /// Its route was laid out.
    Laid(Box<Route>),
    /// What follows the filing at once is to be done.
    Begun,
    /// Every step has decided.
    Completed,
    /// Its route has to be laid out again.
    Phase(Phase),
    /// Somebody else is asked, or one more, or one less.
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
    Told {
        /// Who.
        person: PersonId,
        /// What.
        message: Message,
    },
    /// A person's command was carried out.
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

impl<C: Clone> Matter<C> {
    /// Changes the matter by what happened to it.
    pub fn apply(&mut self, event: &Event<C>) {
        match event {
            Event::Asked(task) => self.tasks.push((**task).clone()),
            Event::Filed => {
                (self.status, self.phase) = (MatterStatus::Open, Phase::Filed);
                (self.round, self.version) = (1, 1);
            }
            Event::Returned { .. } => self.status = MatterStatus::Returned,
            Event::Resubmitted { subject, .. } => {
                (self.status, self.phase, self.subject) = (MatterStatus::Open, Phase::Refiled, *subject);
            }
            Event::RoundBegun => self.round += 1,
            Event::Withdrawn => self.status = MatterStatus::Withdrawn,
            Event::Refused { .. } => self.status = MatterStatus::Refused,
            Event::Completed => self.status = MatterStatus::Completed,
            Event::Reminded { at, .. } => self.reminded_at = *at,
            Event::NumberDue { .. } => self.is_numbered = true,
            Event::Laid(route) => self.route.clone_from(route),
            Event::Phase(phase) => self.phase = *phase,
            Event::Versioned => self.version += 1,
            _ => self.apply_to_task(event),
        }
    }

    fn apply_to_task(&mut self, event: &Event<C>) {
        let Some(task) = event.changed_task().and_then(|id| self.task_mut(id)) else { return };
        match event {
            Event::Finished { state, by, at, verdict, opinion, content, .. } => {
                (task.state, task.done_by, task.done_at) = (*state, Some(*by), Some(*at));
                (task.verdict, task.opinion, task.content) = (*verdict, opinion.clone(), content.clone());
            }
            Event::Cancelled(_) => task.state = TaskState::Cancelled,
            Event::PutOff(_) => task.state = TaskState::Later,
            Event::Turned { at, due, .. } => {
                task.state = if task.is_unheld { TaskState::Vacant } else { TaskState::Open };
                (task.arrived, task.due) = (*at, *due);
            }
            Event::Waits(_) => task.state = TaskState::Waiting,
            Event::Follows { parent, .. } => task.parent = Some(*parent),
            Event::Renamed { place, .. } => task.place.clone_from(place),
            Event::Moved { to, instead_of, .. } => (task.assignee, task.instead_of) = (*to, *instead_of),
            Event::Ended(_) => task.state = TaskState::Reassigned,
            Event::Emptied(_) => task.state = TaskState::Vacant,
            Event::DueSet { due, .. } => task.due = Some(*due),
            _ => {}
        }
    }
}
