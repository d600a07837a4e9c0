//! Commands: what somebody, or the clock, asks of a matter.

use super::{Correction, Recount};
use crate::{MatterId, PersonId, TaskId, events::deciding::Because, matters::Action};
use guiju_model::{Moment, Route};

/// What is asked of a matter. `C` is the content that deciders fill in.
#[derive(Clone, Debug)]
pub enum Command<C> {
    /// It is filed.
    File,
    /// Somebody does something with it.
    Act(Act<C>),
    /// Its route as the regulations lay it out now, in a phase in which it is to be laid out.
    Lay(Route),
    /// Its deciders are looked for again.
    Resolve {
        /// What has changed.
        because: Because,
        /// Whether a step at which nobody would be left stays open, because the matter could not go on.
        holds_open: bool,
    },
    /// It was counted again; an open one goes on as its route is now.
    Recount(Box<Recount<C>>),
    /// It gets the number that is due.
    Number(String),
    /// Its pending tasks get a later due date.
    Defer {
        /// Until when.
        until: Moment,
        /// The matter that puts them off: this one, or another.
        by: MatterId,
    },
    /// Somebody is asked whether another person stands in.
    AskConsent {
        /// Who would be replaced.
        person: PersonId,
        /// The title of the task.
        title: String,
        /// What would follow, as it is written down.
        effect: String,
    },
    /// Its record is void: nobody is asked any more whether another person stands in.
    DropConsents,
}

/// Something that somebody does with a matter.
#[derive(Clone, Debug)]
pub struct Act<C> {
    /// Who does it.
    pub by: PersonId,
    /// The action; nothing if there is no such action.
    pub action: Option<Action>,
    /// The task with which it is done, if it is one.
    pub task: Option<TaskId>,
    /// The version of the matter that was looked at.
    pub version: i64,
    /// What was said to it; nothing if it is blank.
    pub opinion: Option<String>,
    /// The person to whom it is handed on.
    pub person: Option<PersonId>,
    /// Whether a returned matter comes straight back.
    pub straight_back: bool,
    /// What was filled in and checked.
    pub content: Option<C>,
    /// What is known of the corrected content that was taken.
    pub refiled: Option<Refiled<C>>,
}

/// What is known of corrected content.
#[derive(Clone, Debug, PartialEq)]
pub struct Refiled<C> {
    /// Whether it says anything else than what was decided on.
    pub is_changed: bool,
    /// Whom it concerns now.
    pub subject: PersonId,
    /// What it says now.
    pub correction: Box<Correction<C>>,
}
