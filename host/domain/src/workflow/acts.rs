//! What people do with a matter: decide, send back, correct, answer, withdraw, remind.
//!
//! One rule for all of them: whoever acts says which version of the matter they looked at, and only the first to act on a
//! version succeeds. Nothing is decided by silence, and nothing is decided for somebody who did not act.

use super::{Act, Event, Matter, Note, Office, Operation, Phase, Task, decide::Work, operations};
use crate::{
    PersonId, Rejection, TaskId,
    matters::{Action, CorrectionReturn, MatterStatus, PlaceName, TaskKind, TaskState},
    rejection::{Act as Refusal, Unknown},
};
use guiju_model::{Allows, Mode, Step, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// An applicant may remind once in so many seconds.
const REMIND_EVERY: i64 = 3600;

impl<C> Matter<C> {
    /// What may be done with a task, by its kind and by what its step allows.
    ///
    /// # Errors
    /// If the route has no such step.
    pub fn offers(&self, task: &Task<C>) -> Result<Vec<Operation>, Rejection> {
        const NOTHING: Allows = Allows { return_back: false, refuse: false, delegate: false, add_signer: false };
        let allows = match (self.step(&task.step), task.kind) {
            (Some(step), _) => step.allows,
            (None, TaskKind::Consent) => NOTHING,
            (None, _) => return Err(Unknown::Step.into()),
        };
        Ok(operations(task.kind, allows))
    }
}

impl<C: Clone, O: Office> Work<'_, C, O> {
    /// Carries out what was checked.
    pub(super) fn act(&mut self, act: Act<C>) -> Result<(), Rejection> {
        match act.action {
            Some(Action::Withdraw) => {
                self.withdraw();
                return Ok(());
            }
            Some(Action::Remind) => return self.remind(),
            _ => {}
        }
        let task = act.task.and_then(|id| self.matter.task(id)).cloned().ok_or(Refusal::TaskMissing)?;
        let action = act.action.ok_or(Refusal::NotAtThisStep)?;
        match (task.kind, action) {
            (TaskKind::Consent, _) => {
                self.consent(&task, act);
                Ok(())
            }
            (TaskKind::Advise, _) => self.advise(&task, act),
            (TaskKind::Correct, _) => self.resubmit(&task, &act),
            (_, Action::Return) => self.send_back(&task, act),
            (_, Action::Transfer) => self.transfer(&task, act),
            (_, Action::Delegate | Action::SignBefore) => self.ask_first(&task, &act, action),
            (_, Action::SignAfter) => self.sign_after(&task, &act),
            (_, action) => {
                let verdict = action.verdict().ok_or(Refusal::VerdictMissing)?;
                self.verdict(&task, act, verdict)
            }
        }
    }

    pub(super) fn step(&self, task: &Task<C>) -> Result<Step, Rejection> {
        Ok(self.matter.step(&task.step).cloned().ok_or(Unknown::Step)?)
    }

    pub(super) fn finish(&mut self, task: &Task<C>, act: &Act<C>, state: TaskState, verdict: Option<Verdict>) {
        let (at, opinion, content) = (self.now(), act.opinion.clone(), act.content.clone());
        self.emit(Event::Finished { task: task.id, state, by: act.by, at, verdict, opinion, content });
    }

    /// A verdict: the task is done, its place is decided, the matter moves on.
    fn verdict(&mut self, task: &Task<C>, mut act: Act<C>, verdict: Verdict) -> Result<(), Rejection> {
        let step = self.step(task)?;
        let refused = verdict == Verdict::Refused && task.kind != TaskKind::Vote;
        if refused {
            act.content = None;
        }
        self.finish(task, &act, TaskState::Done, Some(verdict));
        let beaten = self.ids(|other| {
            other.step == task.step
                && other.place == task.place
                && other.round == task.round
                && other.is_pending()
                && other.decides()
        });
        self.cancel(beaten.iter().copied());
        self.signers_follow(&beaten, task, &act);
        self.emit(Event::Decided(task.id));
        // A reader's note alters nothing: not a matter that is over, nor one for which it was only told.
        if task.is_reading() && step.mode == Mode::Inform || self.matter.status != MatterStatus::Open {
            return Ok(());
        }
        if refused {
            self.cancel_pending();
            self.cancel_consents();
            self.emit(Event::Refused { task: task.id });
            return Ok(());
        }
        self.next_turn(task, &step);
        self.emit(Event::Phase(Phase::Moved));
        Ok(())
    }

    /// Whoever was to sign after one of these signs after the one that was decided. Nobody signs after a decision of his own, nor
    /// after one that was made in his name.
    fn signers_follow(&mut self, beaten: &[TaskId], done: &Task<C>, act: &Act<C>) {
        let behind = |signer: &&Task<C>| {
            signer.state == TaskState::Later && signer.parent.is_some_and(|id| id == done.id || beaten.contains(&id))
        };
        let signers = self.matter.tasks.iter().filter(behind).map(|signer| (signer.id, signer.parent, signer.holder()));
        for (task, parent, holder) in signers.collect::<Vec<_>>() {
            if parent != Some(done.id) {
                self.emit(Event::Follows { task, parent: done.id });
            }
            if [act.by, done.holder()].contains(&holder) {
                self.emit(Event::Cancelled(task));
            }
        }
    }

    /// Whoever signs after this one comes now; with nobody left before them, the next in turn.
    fn next_turn(&mut self, done: &Task<C>, step: &Step) {
        let behind = self.ids(|task| task.parent == Some(done.id) && task.state == TaskState::Later);
        if !behind.is_empty() {
            self.turn(&behind, step);
        } else if step.mode == Mode::InTurn {
            self.resume(step);
        }
    }

    /// Nobody is asked any more whether another person stands in.
    pub(super) fn cancel_consents(&mut self) {
        self.cancel(self.ids(|task| task.kind == TaskKind::Consent && task.is_open()));
    }

    /// 退回修改: whoever else is asked need not answer now.
    fn send_back(&mut self, task: &Task<C>, mut act: Act<C>) -> Result<(), Rejection> {
        if !self.office.works_here(self.matter.filed_by) {
            return Err(Refusal::FilerHasLeft { name: self.office.name(self.matter.filed_by) }.into());
        }
        self.cancel(self.ids(|other| other.is_pending() && other.id != task.id && !other.is_reading()));
        act.content = None;
        self.finish(task, &act, TaskState::Returned, None);
        let back = if act.straight_back { CorrectionReturn::Straight } else { CorrectionReturn::Anew };
        let (id, assignee) = (self.next_id(), self.matter.filed_by);
        self.ask(Task {
            id,
            kind: TaskKind::Correct,
            title: self.office.words(&Note::Correction),
            place: PlaceName::new(back.name()),
            assignee,
            instead_of: None,
            decider: None,
            is_unheld: false,
            parent: Some(task.id),
            asked_by: Some(act.by),
            note: act.opinion.unwrap_or_default(),
            due: None,
            ..task.fresh(self.now())
        });
        self.emit(Event::Returned { task: task.id, back });
        Ok(())
    }

    /// The corrected matter: walks its route again, or goes straight back to who returned it. Who decided, decided on what stood
    /// there: on what is changed they decide again.
    fn resubmit(&mut self, task: &Task<C>, act: &Act<C>) -> Result<(), Rejection> {
        let refiled = act.refiled.clone().ok_or(Refusal::NotAtThisStep)?;
        let straight = goes_straight(task) && !refiled.is_changed;
        let done = Act { opinion: None, content: None, ..act.clone() };
        self.finish(task, &done, TaskState::Done, None);
        let super::Refiled { is_changed, subject, correction } = refiled;
        self.emit(Event::Resubmitted { straight, is_changed, subject, correction });
        if straight {
            return self.ask_again(task);
        }
        // A new round. What was still to be read in the earlier one is read in this one.
        self.cancel(self.ids(|task| task.is_pending() && task.is_reading()));
        self.emit(Event::RoundBegun);
        Ok(())
    }

    /// At the step that returned it, everybody who has not decided is asked again, each with a new due date.
    fn ask_again(&mut self, correct: &Task<C>) -> Result<(), Rejection> {
        let returned = correct.parent.and_then(|id| self.matter.task(id)).cloned().ok_or(Unknown::StepToReturnTo)?;
        let step = self.step(&returned)?;
        let again = self.asked_again(&returned);
        let (now, due) = (self.now(), self.due(&step));
        let ids = again.iter().map(|task| (task.id, self.next_id())).collect::<BTreeMap<_, _>>();
        for (index, task) in again.iter().enumerate() {
            let after = task.parent.and_then(|parent| ids.get(&parent).copied());
            let later = after.is_some() || step.mode == Mode::InTurn && index > 0;
            let now_state = if task.is_unheld { TaskState::Vacant } else { TaskState::Open };
            let state = if later { TaskState::Later } else { now_state };
            let id = ids.get(&task.id).copied().unwrap_or(task.id);
            // What was decided before stays before it.
            let before = task.parent.filter(|id| self.matter.task(*id).is_some_and(Task::is_done));
            self.ask(Task { id, parent: after.or(before), state, due, ..task.fresh(now) });
        }
        Ok(())
    }

    /// The tasks of a step that are asked again after it has returned the matter: that of whoever returned it first.
    fn asked_again(&self, returned: &Task<C>) -> Vec<Task<C>> {
        let here = |task: &&Task<C>| task.step == returned.step && task.round == returned.round && task.decides();
        let tasks = self.matter.tasks.iter().filter(here).collect::<Vec<_>>();
        let decided = tasks.iter().filter(|task| task.is_done()).map(|task| &task.place).collect::<BTreeSet<_>>();
        let named = self.office.concerned();
        let has_decided =
            |person: PersonId| tasks.iter().any(|task| task.is_done() && task.people().any(|one| one == person));
        let asked = |task: &&&Task<C>| match task.state {
            // Whoever the corrected content names is not asked again; who decides instead is looked for afterwards.
            _ if task.is_added() && named.contains(&task.holder()) => false,
            // Nobody signs after his own decision.
            _ if task.is_added() && has_decided(task.holder()) => false,
            TaskState::Returned => task.id == returned.id,
            // Others of the same place stood beside whoever returned it: it comes back to that one.
            TaskState::Cancelled => task.place != returned.place && !decided.contains(&task.place),
            _ => false,
        };
        let mut again = tasks.iter().filter(asked).map(|task| (*task).clone()).collect::<Vec<_>>();
        // In turn, it is the turn of whoever returned it.
        again.sort_by_key(|task| task.id != returned.id);
        again
    }

    /// The answer of whoever would be replaced.
    fn consent(&mut self, task: &Task<C>, mut act: Act<C>) {
        let agreed = act.action == Some(Action::Approve);
        let verdict = if agreed { Verdict::Approved } else { Verdict::Refused };
        act.content = None;
        self.finish(task, &act, TaskState::Done, Some(verdict));
        self.emit(Event::Consented { task: task.id, agreed });
    }

    /// 撤回: before anyone acted. Nobody owes anything for it any more, reading it neither.
    fn withdraw(&mut self) {
        self.cancel(self.ids(Task::is_pending));
        self.cancel_consents();
        self.emit(Event::Withdrawn);
    }

    /// 催办: once an hour.
    fn remind(&mut self) -> Result<(), Rejection> {
        if self.matter.status != MatterStatus::Open {
            return Err(Refusal::NobodyToRemind.into());
        }
        let at = self.now();
        let since = at.0 - self.matter.reminded_at.0;
        if since < REMIND_EVERY {
            return Err(Refusal::ReminderTooSoon { minutes: (REMIND_EVERY - since).unsigned_abs().div_ceil(60) }.into());
        }
        let concerned = self.office.concerned();
        let people = self.matter.waits_for().map(|task| task.assignee).filter(|person| !concerned.contains(person));
        let people = people.collect::<BTreeSet<_>>();
        if people.is_empty() {
            return Err(Refusal::NobodyToRemind.into());
        }
        self.emit(Event::Reminded { at, people: people.into_iter().collect() });
        Ok(())
    }
}

/// Whether a task that asks for a correction lets the matter straight back to whoever returned it.
pub(super) fn goes_straight<C>(correct: &Task<C>) -> bool {
    CorrectionReturn::named(correct.place.as_str()) == Some(CorrectionReturn::Straight)
}
