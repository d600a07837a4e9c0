//! Handing on: to somebody else for good, to somebody for an opinion, to one more signer.

use super::{Desk, fresh, said};
use crate::{
    error::{Error, Result},
    matters::{joint, progress, stored::Task},
};
use guiju_api::Doing;
use guiju_domain::{Rejection, rejection::Decision};
use guiju_model::Verdict;
use serde_json::json;

impl Desk<'_> {
    fn other(&self, doing: &Doing) -> Result<u64> {
        let other = doing.person.ok_or_else(|| Error::Invalid("请选择交给谁".to_owned()))?;
        if !self.staff.people.get(&other).is_some_and(|member| member.active) {
            return Err(Error::Invalid("所选的人不在本单位名单中".to_owned()));
        }
        if other == self.person {
            return Err(Error::Invalid("请选择自己以外的人".to_owned()));
        }
        if [self.stored.applicant, self.stored.subject].contains(&other) {
            return Err(Error::Invalid("当事人不能办理自己的事项，请另选一人".to_owned()));
        }
        if self.concerned.contains(&other) {
            return Err(Error::Invalid("所选的人是这件不公开事项涉及的人，不能参与办理，请另选一人".to_owned()));
        }
        Ok(other)
    }

    /// Whoever must not decide at a station does not get it handed on either.
    fn separate(&self, task: &Task, other: u64) -> Result<()> {
        let step = self.step(task)?;
        let decided = |task: &&Task| step.separate_from.contains(&task.step) && task.done_by == Some(other);
        let round = self.tasks.iter().filter(|earlier| earlier.round == task.round);
        if round.into_iter().any(|task| decided(&task)) {
            return Err(Error::Invalid("这一环节须由没有办理过前面环节的人办理，请另选一人".to_owned()));
        }
        Ok(())
    }

    /// Nobody comes to hold two places where each needs a person of its own, nor signs behind himself.
    fn one_place(&self, task: &Task, other: u64) -> Result<()> {
        if joint::holds_another(&self.tasks, task, other) {
            return Err(Rejection::from(Decision::HoldsAnotherPlace(self.staff.name(other))).into());
        }
        Ok(())
    }

    /// 转办: no longer mine.
    pub(super) async fn transfer(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        let other = self.other(doing)?;
        self.separate(&task, other)?;
        self.one_place(&task, other)?;
        let now = self.change.now;
        let next = Task {
            id: self.change.id(),
            assignee: other,
            instead_of: None,
            decider: Some(task.decider.unwrap_or_else(|| task.holder())).filter(|_| !task.added()),
            parent: task.parent,
            asked_by: Some(self.person),
            note: format!("由{}转办", self.staff.name(self.person)),
            due: task.due,
            ..fresh(&task, now)
        };
        task.opinion = said(doing);
        self.closed(&mut task, "transferred").await?;
        self.insert(&next).await?;
        // Whoever was to sign after this one now signs after the other.
        let after = |t: &&Task| t.parent == Some(task.id) && t.state == "later";
        for signer in self.tasks.iter().filter(after).cloned().collect::<Vec<_>>() {
            self.update(&Task { parent: Some(next.id), ..signer }).await?;
        }
        self.event("transferred", json!({ "step": task.step, "to": other, "opinion": said(doing) })).await
    }

    /// 委派 and 前加签: somebody gives an opinion first, then it comes back to me.
    pub(super) async fn ask_first(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        let other = self.other(doing)?;
        let now = self.change.now;
        let advise = Task {
            id: self.change.id(),
            kind: "advise".to_owned(),
            assignee: other,
            instead_of: None,
            decider: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: said(doing).unwrap_or_default(),
            due: task.due,
            ..fresh(&task, now)
        };
        "waiting".clone_into(&mut task.state);
        self.update(&task).await?;
        self.insert(&advise).await?;
        self.event(&doing.action, json!({ "step": task.step, "to": other, "opinion": said(doing) })).await
    }

    /// 后加签: I decide, then somebody else signs as well.
    pub(super) async fn sign_after(&mut self, task: Task, doing: &Doing) -> Result<()> {
        let other = self.other(doing)?;
        self.separate(&task, other)?;
        self.one_place(&task, other)?;
        let now = self.change.now;
        let after = Task {
            id: self.change.id(),
            state: "later".to_owned(),
            slot: format!("{}+{other}", task.slot),
            assignee: other,
            instead_of: None,
            decider: None,
            parent: Some(task.id),
            asked_by: Some(self.person),
            note: format!("由{}加签", self.staff.name(self.person)),
            ..fresh(&task, now)
        };
        self.insert(&after).await?;
        self.event("sign-after", json!({ "step": task.step, "to": other, "opinion": said(doing) })).await
    }

    /// The one who was asked has answered: it goes back, with its reminder and a new due date.
    pub(super) async fn advise(&mut self, mut task: Task, doing: &Doing) -> Result<()> {
        task.opinion = said(doing);
        task.verdict = Some(Verdict::Noted);
        self.done(&mut task).await?;
        let now = self.change.now;
        let parent =
            self.tasks.iter().find(|t| Some(t.id) == task.parent).cloned().ok_or(Error::NotFound("原来的待办"))?;
        let step = self.step(&parent)?;
        let due = progress::due(self.law, &step, now);
        self.update(&Task { state: "open".to_owned(), arrived: now, due, ..parent }).await?;
        self.event("advised", json!({ "step": task.step, "opinion": task.opinion })).await
    }
}
