//! What the applicant does while others decide: withdraw, remind.

use super::ActionContext;
use crate::{
    error::Result,
    matters::{telling, workflow},
    store::{notices, tasks},
};
use guiju_domain::{
    matters::{MatterEventKind, MatterStatus},
    rejection::Act,
};
use serde_json::json;
use std::collections::BTreeSet;

/// An applicant may remind once in so many seconds.
const REMIND_EVERY: i64 = 3600;

impl ActionContext<'_> {
    fn is_own(&self) -> bool {
        [self.matter.applicant, self.matter.filed_by].contains(&self.person)
    }

    /// 撤回: before anyone acted.
    pub(super) async fn withdraw(&mut self) -> Result<()> {
        if !self.is_own() {
            return Err(Act::WithdrawalNotYours.into());
        }
        if !workflow::may_withdraw(&self.matter, &self.tasks) {
            return Err(Act::WithdrawalTooLate.into());
        }
        tasks::cancel_pending(&mut self.change, self.matter.id).await?;
        self.matter.status = MatterStatus::Withdrawn;
        let words = self.said().map(|words| format!("：{words}")).unwrap_or_default();
        self.leave_register(&format!("撤回{words}")).await?;
        self.event(MatterEventKind::Withdrawn, json!({ "opinion": self.said() })).await
    }

    /// 催办: once an hour.
    pub(super) async fn remind(&mut self) -> Result<()> {
        if !self.is_own() {
            return Err(Act::ReminderNotYours.into());
        }
        let now = self.change.now;
        let since = now.0 - self.matter.reminded_at.0;
        if since < REMIND_EVERY {
            let minutes = (REMIND_EVERY - since) / 60 + 1;
            return Err(Act::ReminderTooSoon { minutes }.into());
        }
        let told = telling::told(&self.matter, self.context.policy, self.context.staff);
        let message = format!("{}催办：{told}", self.name(self.person));
        let asked = workflow::holders(&self.matter, &self.tasks).map(|task| task.assignee);
        let asked = asked.filter(|person| !self.concerned.contains(person)).collect::<BTreeSet<_>>();
        if asked.is_empty() {
            return Err(Act::NobodyToRemind.into());
        }
        for person in asked {
            notices::tell(&mut self.change, person, &message, Some(self.matter.id)).await?;
        }
        self.matter.reminded_at = now;
        self.event(MatterEventKind::Reminded, json!({})).await
    }
}
