//! Handing on: to somebody else for good, to somebody for an opinion, to one more signer.

use super::{ActionContext, fresh};
use crate::{
    error::{Error, Result},
    matters::{deadlines, joint},
    store::tasks::Task,
};
use guiju_domain::{
    PersonId, Rejection, TaskId,
    matters::{MatterEventKind, TaskKind, TaskState},
    rejection::{Act, Decision, Unknown},
};
use guiju_model::Verdict;
use serde_json::json;

impl ActionContext<'_> {
    /// The person to whom it is handed on.
    fn other(&self) -> Result<PersonId> {
        let other = self.request.person.ok_or(Act::PersonMissing)?;
        if !self.staff().people.get(&other).is_some_and(|member| member.active) {
            return Err(Act::PersonNotHere.into());
        }
        let other = PersonId::new(other);
        if other == self.person {
            return Err(Act::PersonIsYourself.into());
        }
        if [self.matter.applicant, self.matter.subject].contains(&other) {
            return Err(Act::PersonIsParty.into());
        }
        if self.concerned.contains(&other) {
            return Err(Act::PersonIsConcerned.into());
        }
        Ok(other)
    }

    /// Whoever must not decide at a station does not get it handed on either.
    fn separate(&self, task: &Task, other: PersonId) -> Result<()> {
        let step = self.step(task)?;
        let decided = |task: &&Task| step.separate_from.contains(&task.step) && task.done_by == Some(other);
        let round = self.tasks.iter().filter(|earlier| earlier.round == task.round);
        if round.into_iter().any(|task| decided(&task)) {
            return Err(Act::PersonDecidedBefore.into());
        }
        Ok(())
    }

    /// Nobody comes to hold two places where each needs a person of its own, nor signs behind himself.
    fn one_place(&self, task: &Task, other: PersonId) -> Result<()> {
        if joint::holds_another(&self.tasks, task, other) {
            return Err(Rejection::from(Decision::HoldsAnotherPlace { person: self.name(other) }).into());
        }
        Ok(())
    }

    /// 转办: no longer mine.
    pub(super) async fn transfer(&mut self, mut task: Task) -> Result<()> {
        let other = self.other()?;
        self.separate(&task, other)?;
        self.one_place(&task, other)?;
        let now = self.change.now;
        let next = Task {
            id: TaskId::new(self.change.id()),
            assignee: other,
            instead_of: None,
            decider: Some(task.decider.unwrap_or_else(|| task.holder())).filter(|_| !task.is_added()),
            parent: task.parent,
            asked_by: Some(self.person),
            note: format!("由{}转办", self.name(self.person)),
            due: task.due,
            ..fresh(&task, now)
        };
        task.opinion = self.said();
        self.close(&mut task, TaskState::Transferred).await?;
        self.insert(&next).await?;
        // Whoever was to sign after this one now signs after the other.
        let after = |t: &&Task| t.parent == Some(task.id) && t.state == TaskState::Later;
        for signer in self.tasks.iter().filter(after).cloned().collect::<Vec<_>>() {
            self.update(&Task { parent: Some(next.id), ..signer }).await?;
        }
        self.handed_on(MatterEventKind::Transferred, &task, other).await
    }

    /// 委派 and 前加签: somebody gives an opinion first, then it comes back to me.
    pub(super) async fn ask_first(&mut self, mut task: Task, kind: MatterEventKind) -> Result<()> {
        let other = self.other()?;
        let now = self.change.now;
        let advise = Task {
            id: TaskId::new(self.change.id()),
            kind: TaskKind::Advise,
            assignee: other,
            instead_of: None,
            decider: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: self.said().unwrap_or_default(),
            due: task.due,
            ..fresh(&task, now)
        };
        task.state = TaskState::Waiting;
        self.update(&task).await?;
        self.insert(&advise).await?;
        self.handed_on(kind, &task, other).await
    }

    /// 后加签: I decide, then somebody else signs as well.
    pub(super) async fn sign_after(&mut self, task: Task) -> Result<()> {
        let other = self.other()?;
        self.separate(&task, other)?;
        self.one_place(&task, other)?;
        let now = self.change.now;
        let after = Task {
            id: TaskId::new(self.change.id()),
            state: TaskState::Later,
            slot: format!("{}+{other}", task.slot),
            assignee: other,
            instead_of: None,
            decider: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: format!("由{}加签", self.name(self.person)),
            ..fresh(&task, now)
        };
        self.insert(&after).await?;
        self.handed_on(MatterEventKind::SignAfter, &task, other).await
    }

    async fn handed_on(&mut self, kind: MatterEventKind, task: &Task, to: PersonId) -> Result<()> {
        self.event(kind, json!({ "step": task.step, "to": to, "opinion": self.said() })).await
    }

    /// The one who was asked has answered: it goes back, with its reminder and a new due date.
    pub(super) async fn advise(&mut self, mut task: Task) -> Result<()> {
        task.opinion = self.said();
        task.verdict = Some(Verdict::Noted);
        self.done(&mut task).await?;
        let now = self.change.now;
        let parent =
            self.tasks.iter().find(|t| Some(t.id) == task.parent).cloned().ok_or(Error::from(Unknown::FormerTask))?;
        let step = self.step(&parent)?;
        let due = deadlines::due(self.context.policy, &step, now);
        self.update(&Task { state: TaskState::Open, arrived: now, due, ..parent }).await?;
        self.event(MatterEventKind::Advised, json!({ "step": task.step, "opinion": task.opinion })).await
    }
}
