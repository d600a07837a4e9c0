//! A matter with its tasks, as commands are judged against it.

use super::{Particulars, Task, seconds};
use crate::{
    MatterId, PersonId, TaskId,
    matters::{MatterStatus, TaskKind, TaskState},
};
use guiju_model::{Mode, Moment, Route, Step, Who};
use serde::{Deserialize, Serialize};

/// How far a matter is with its route at this moment of a unit of work. Between two units of work every matter is at rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It is being filed: its route is laid out for the first time.
    Filed,
    /// Its corrected content was taken: its route is to be laid out again.
    Refiled,
    /// Something was decided, or nobody is waited for at its step: its route is to be laid out again.
    Moved,
    /// Its route stands as it was last laid out.
    #[default]
    Resting,
}

/// A matter with its tasks. `C` is content as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matter<C> {
    /// The id, which counts within the office.
    pub id: MatterId,
    /// Who applies.
    pub applicant: PersonId,
    /// Whom it concerns.
    pub subject: PersonId,
    /// Who filed it.
    pub filed_by: PersonId,
    /// Its state.
    pub status: MatterStatus,
    /// How far it is with its route.
    #[serde(skip)]
    pub phase: Phase,
    /// How often it has begun its route, from 1.
    pub round: i64,
    /// Counts every change of a person; the first is its filing.
    pub version: i64,
    /// The route as last laid out.
    pub route: Route,
    /// When somebody was last reminded.
    #[serde(with = "seconds")]
    pub reminded_at: Moment,
    /// The task that somebody decided last while the matter was held in memory; moments alone do not tell, within a second.
    #[serde(skip)]
    pub decided: Option<TaskId>,
    /// What it says, and by which rules it is judged.
    pub particulars: Particulars<C>,
    /// Its tasks, earliest first.
    pub tasks: Vec<Task<C>>,
}

impl<C> Matter<C> {
    /// A step of the route as last laid out.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.route.steps.iter().find(|step| step.id == id)
    }

    /// A task.
    #[must_use]
    pub fn task(&self, id: TaskId) -> Option<&Task<C>> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// The tasks of the present round.
    pub fn of_round(&self) -> impl Iterator<Item = &Task<C>> {
        self.tasks.iter().filter(|task| task.round == self.round)
    }

    /// The tasks of a step in the present round.
    pub fn at_step<'a>(&'a self, step: &'a str) -> impl Iterator<Item = &'a Task<C>> {
        self.of_round().filter(move |task| task.step == step)
    }

    /// Whether a task only informs its holder, so that nothing waits for it.
    #[must_use]
    pub fn only_informs(&self, task: &Task<C>) -> bool {
        self.step(&task.step).is_some_and(|step| step.mode == Mode::Inform)
    }

    /// Tasks for which the matter waits; whoever is only informed of it is not waited for.
    pub fn waits_for(&self) -> impl Iterator<Item = &Task<C>> {
        self.of_round().filter(|task| task.is_open() && !self.only_informs(task))
    }

    /// The step whose turn it is: the first at which something is to be done.
    #[must_use]
    pub fn current_step(&self) -> Option<&Step> {
        let waits = |step: &&Step| step.mode != Mode::Inform && self.at_step(&step.id).any(Task::is_pending);
        self.route.steps.iter().find(waits)
    }

    /// Whether it can still be withdrawn: nobody has acted on it, or it lies with the applicant.
    #[must_use]
    pub fn may_withdraw(&self) -> bool {
        let acts =
            |task: &Task<C>| task.done_at.is_some() && task.kind != TaskKind::Correct && !self.only_informs(task);
        // Whoever was named and has left can be replaced by nobody but whoever named him.
        let named = |task: &Task<C>| self.step(&task.step).is_some_and(|step| matches!(step.who, Who::People(_)));
        let stranded = || self.of_round().any(|task| task.state == TaskState::Vacant && named(task));
        match self.status {
            MatterStatus::Returned => true,
            MatterStatus::Open => !self.tasks.iter().any(acts) || stranded(),
            MatterStatus::Completed | MatterStatus::Refused | MatterStatus::Withdrawn => false,
        }
    }

    /// Whether a person applied or filed, and so may withdraw it and remind of it.
    #[must_use]
    pub fn is_of(&self, person: PersonId) -> bool {
        [self.applicant, self.filed_by].contains(&person)
    }

    /// Whether the applicant may remind somebody of it.
    #[must_use]
    pub fn may_remind(&self) -> bool {
        self.status == MatterStatus::Open && self.waits_for().next().is_some()
    }

    /// Whoever asked, and whoever decided in the present round.
    #[must_use]
    pub fn took_part(&self) -> std::collections::BTreeSet<PersonId> {
        let decided = self.of_round().filter(|task| task.decides()).filter_map(|task| task.done_by);
        decided.chain([self.applicant]).collect()
    }

    pub(super) fn task_mut(&mut self, id: TaskId) -> Option<&mut Task<C>> {
        self.tasks.iter_mut().find(|task| task.id == id)
    }
}
