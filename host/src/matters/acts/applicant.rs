//! What the applicant does while others decide: withdraw, remind.

use super::{Desk, said};
use crate::{
    error::{Error, Result},
    matters::{notices, progress},
};
use guiju_api::Doing;
use serde_json::json;
use std::collections::BTreeSet;

/// An applicant may remind once in so many seconds.
const REMIND_EVERY: i64 = 3600;

impl Desk<'_> {
    /// 撤回: before anyone acted.
    pub(super) async fn withdraw(&mut self, doing: &Doing) -> Result<()> {
        if ![self.stored.applicant, self.stored.filed_by].contains(&self.person) {
            return Err(Error::Forbidden("只有提交人可以撤回".to_owned()));
        }
        if !progress::may_withdraw(&self.stored, &self.tasks) {
            return Err(Error::Conflict("已经有人办理，不能撤回；可以请当前办理人退回".to_owned()));
        }
        progress::finish(&mut self.change, &self.stored).await?;
        "withdrawn".clone_into(&mut self.stored.status);
        let words = said(doing).map(|words| format!("：{words}")).unwrap_or_default();
        self.leave_register(&format!("撤回{words}")).await?;
        self.event("withdrawn", json!({ "opinion": said(doing) })).await
    }

    /// 催办: once an hour.
    pub(super) async fn remind(&mut self) -> Result<()> {
        if ![self.stored.applicant, self.stored.filed_by].contains(&self.person) {
            return Err(Error::Forbidden("只有提交人可以催办".to_owned()));
        }
        let now = self.change.now;
        let since = now.0 - self.stored.reminded_at.0;
        if since < REMIND_EVERY {
            let minutes = (REMIND_EVERY - since) / 60 + 1;
            return Err(Error::Conflict(format!("一小时内只能催办一次，请 {minutes} 分钟后再催")));
        }
        let message = format!("{}催办：{}", self.staff.name(self.person), self.stored.told(self.law, self.staff));
        let asked = progress::holders(&self.stored, &self.tasks).map(|task| task.assignee);
        let asked = asked.filter(|person| !self.concerned.contains(person)).collect::<BTreeSet<_>>();
        if asked.is_empty() {
            return Err(Error::Conflict("现在没有等待办理的人".to_owned()));
        }
        for person in asked {
            notices::tell(&mut self.change, person, &message, Some(self.stored.id)).await?;
        }
        self.stored.reminded_at = now;
        self.event("reminded", json!({})).await
    }
}
