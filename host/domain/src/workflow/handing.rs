//! Handing on: to somebody else for good, to somebody for an opinion, to one more signer.

use super::{Act, Event, Note, Office, Task, decide::Work, joint};
use crate::{
    PersonId, Rejection, TaskId,
    matters::{Action, TaskKind, TaskState},
    rejection::{Act as Refusal, Decision, Unknown},
};
use guiju_model::Verdict;

impl<C: Clone, O: Office> Work<'_, C, O> {
    /// The person to whom it is handed on.
    fn other(&self, act: &Act<C>) -> Result<PersonId, Rejection> {
        let other = act.person.ok_or(Refusal::PersonMissing)?;
        if !self.office.works_here(other) {
            return Err(Refusal::PersonNotHere.into());
        }
        if other == act.by {
            return Err(Refusal::PersonIsYourself.into());
        }
        if [self.matter.applicant, self.matter.subject].contains(&other) {
            return Err(Refusal::PersonIsParty.into());
        }
        if self.office.concerned().contains(&other) {
            return Err(Refusal::PersonIsConcerned.into());
        }
        Ok(other)
    }

    /// Whoever must not decide at a step does not get it handed on either.
    fn separate(&self, task: &Task<C>, other: PersonId) -> Result<(), Rejection> {
        let step = self.step(task)?;
        let decided = |task: &Task<C>| step.separate_from.contains(&task.step) && task.done_by == Some(other);
        if self.matter.of_round().any(decided) {
            return Err(Refusal::PersonDecidedBefore.into());
        }
        Ok(())
    }

    /// Nobody comes to hold two places where each needs a person of its own, nor signs behind himself.
    fn own_place(&self, task: &Task<C>, other: PersonId) -> Result<(), Rejection> {
        if joint::holds_another(&self.matter, task, other) {
            return Err(Decision::HoldsAnotherPlace { person: self.office.name(other) }.into());
        }
        Ok(())
    }

    /// 转办: no longer mine.
    pub(super) fn transfer(&mut self, task: &Task<C>, mut act: Act<C>) -> Result<(), Rejection> {
        let other = self.other(&act)?;
        self.separate(task, other)?;
        self.own_place(task, other)?;
        act.content = None;
        let next = Task {
            id: self.next_id(),
            assignee: other,
            instead_of: None,
            decider: Some(task.made_for()).filter(|_| !task.is_added()),
            asked_by: Some(act.by),
            note: self.office.words(&Note::HandedOnBy(act.by)),
            ..task.fresh(self.now())
        };
        self.finish(task, &act, TaskState::Transferred, None);
        let parent = next.id;
        self.ask(next);
        // Whoever was to sign after this one now signs after the other.
        for signer in self.ids(|signer| signer.parent == Some(task.id) && signer.state == TaskState::Later) {
            self.emit(Event::Follows { task: signer, parent });
        }
        self.handed_on(Action::Transfer, task, other);
        Ok(())
    }

    /// 委派 and 前加签: somebody gives an opinion first, then it comes back to me.
    pub(super) fn ask_first(&mut self, task: &Task<C>, act: &Act<C>, action: Action) -> Result<(), Rejection> {
        let other = self.other(act)?;
        let advise = Task {
            id: self.next_id(),
            kind: TaskKind::Advise,
            assignee: other,
            instead_of: None,
            decider: None,
            is_unheld: false,
            parent: Some(task.id),
            asked_by: Some(act.by),
            note: act.opinion.clone().unwrap_or_default(),
            ..task.fresh(self.now())
        };
        self.emit(Event::Waits(task.id));
        self.ask(advise);
        self.handed_on(action, task, other);
        Ok(())
    }

    /// 后加签: I decide, then somebody else signs as well.
    pub(super) fn sign_after(&mut self, task: &Task<C>, act: &Act<C>) -> Result<(), Rejection> {
        let other = self.other(act)?;
        if other == task.holder() {
            // His deputy acts for him: he would sign behind himself.
            return Err(Refusal::PersonIsYourself.into());
        }
        self.separate(task, other)?;
        self.own_place(task, other)?;
        let after = Task {
            id: self.next_id(),
            state: TaskState::Later,
            place: task.place.added(other),
            assignee: other,
            instead_of: None,
            decider: None,
            is_unheld: false,
            parent: Some(task.id),
            asked_by: Some(act.by),
            note: self.office.words(&Note::SignerOf(act.by)),
            ..task.fresh(self.now())
        };
        self.ask(after);
        self.handed_on(Action::SignAfter, task, other);
        Ok(())
    }

    fn handed_on(&mut self, action: Action, task: &Task<C>, to: PersonId) {
        self.emit(Event::HandedOn { action, step: task.step.clone(), to });
    }

    /// Whoever waited for an opinion has the task back, unless another step has opened before his.
    pub(super) fn give_back(&mut self, waiting: TaskId) {
        let waits = self.matter.task(waiting).filter(|task| task.state == TaskState::Waiting);
        let Some(step) = waits.and_then(|task| self.matter.step(&task.step)).cloned() else { return };
        if self.matter.current_step().is_some_and(|current| current.id == step.id) {
            self.turn(&[waiting], &step);
        } else {
            self.emit(Event::PutOff(waiting));
        }
    }

    /// The one who was asked has answered: it goes back, with its reminder and a new due date.
    pub(super) fn advise(&mut self, task: &Task<C>, mut act: Act<C>) -> Result<(), Rejection> {
        act.content = None;
        self.finish(task, &act, TaskState::Done, Some(Verdict::Noted));
        let parent = task.parent.ok_or(Unknown::FormerTask)?;
        self.give_back(parent);
        self.emit(Event::Advised(task.id));
        Ok(())
    }
}
