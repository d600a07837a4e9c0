//! The tasks and places of a step, and the changes that bring them in line with its deciders.

use crate::{
    PersonId, TaskId,
    matters::{Holding, PlaceName},
};

/// A task that holds its step, in a place of the step's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldTask {
    /// The task that changes.
    pub task: TaskId,
    /// The place that it holds.
    pub place: PlaceName,
    /// The decider for whom it was made.
    pub decider: PersonId,
    /// Whoever has it: the decider, or the person to whom it was handed on for good.
    pub holder: PersonId,
    /// With whom it lies: the holder, or whoever stands in for the holder.
    pub assignee: PersonId,
    /// How it holds its step.
    pub state: Holding,
}

/// A place of a step as its deciders are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name, unique within the step.
    pub name: PlaceName,
    /// Its deciders: one of them is enough. None if it is vacant.
    pub deciders: Vec<PersonId>,
    /// Whether it ends with its holder, and a new one gets a place of his own.
    pub personal: bool,
}

/// What becomes of a step's tasks. A task that is not named stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The task's place has another name: one of two roles was lost, or another was added.
    Rename {
        /// The task that changes.
        task: TaskId,
        /// The place's name now.
        place: PlaceName,
    },
    /// The task lies with somebody else meanwhile, or with its holder again.
    Move {
        /// The task that changes.
        task: TaskId,
        /// With whom it lies now.
        to: PersonId,
        /// For whom, if that is not the holder.
        instead_of: Option<PersonId>,
    },
    /// The task ends, because its holder is asked in another place of the step already.
    Merge {
        /// The task that changes.
        task: TaskId,
        /// The task that goes on.
        into: TaskId,
    },
    /// The task ends, because its decider is one no longer.
    End {
        /// The task that changes.
        task: TaskId,
        /// A decider who is asked now, if there is one.
        heir: Option<PersonId>,
    },
    /// The task's place is vacant: it stays open until somebody is a decider again.
    Vacate {
        /// The task that changes.
        task: TaskId,
    },
    /// Somebody is asked who was not.
    Ask {
        /// In which place.
        place: PlaceName,
        /// The new decider.
        decider: PersonId,
        /// With whom the new task lies: the decider, or whoever stands in.
        assignee: PersonId,
        /// How it holds its step.
        state: Holding,
        /// The task whose due date, title and kind it takes.
        like: TaskId,
        /// The tasks that end and in whose place it comes.
        replaces: Vec<TaskId>,
    },
    /// The order of turns has changed.
    Turn {
        /// The task that changes.
        task: TaskId,
        /// Open, if its turn is now; later, if it is no longer.
        state: Holding,
    },
}
