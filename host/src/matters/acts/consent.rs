//! Whether somebody may stand in, answered by whoever would be replaced.

use super::ActionContext;
use crate::{
    error::Result,
    matters::{standing_in, telling},
    store::{notices, tasks::Task},
};
use guiju_domain::{matters::Action, rejection::Act};
use guiju_model::Verdict;

impl ActionContext<'_> {
    /// The answer: agreed, or refused with a reason.
    pub(super) async fn consent(&mut self, mut task: Task) -> Result<()> {
        let agreed = match self.action {
            Some(Action::Approve) => true,
            Some(Action::Refuse) if self.said().is_some() => false,
            Some(action @ Action::Refuse) => return Err(Act::OpinionMissing { action }.into()),
            _ => return Err(Act::NotAtThisStep.into()),
        };
        task.opinion = self.said();
        task.verdict = Some(if agreed { Verdict::Approved } else { Verdict::Refused });
        self.done(&mut task).await?;
        let who = self.name(self.person);
        let line = format!("{who}：{}", telling::told(&self.matter, self.context.policy, self.context.staff));
        standing_in::agreed(&mut self.change, self.matter.id, &task, agreed, &line).await?;
        let message = format!("{who}{}代行：{line}", if agreed { "同意" } else { "不同意" });
        Ok(notices::tell(&mut self.change, self.matter.filed_by, &message, Some(self.matter.id)).await?)
    }
}
